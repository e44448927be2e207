package com.circledesk.disputes.web;

import com.circledesk.audit.ListExports;
import com.circledesk.disputes.DisputeQueries;
import com.circledesk.disputes.DisputeReasons;
import com.circledesk.disputes.DisputeStatus;
import com.circledesk.disputes.InputCredit;
import com.circledesk.disputes.Room;
import com.circledesk.disputes.RoomFilter;
import com.circledesk.disputes.RoomLine;
import com.circledesk.disputes.RoomQueries;
import com.circledesk.disputes.RoomTotals;
import com.circledesk.exports.Column;
import com.circledesk.exports.FileWish;
import com.circledesk.receivables.NoteClocks;
import com.circledesk.receivables.Selections;
import com.circledesk.shared.Choice;
import com.circledesk.shared.Formats;
import com.circledesk.shared.Paced;
import com.circledesk.shared.PageParameters;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The 180-day room: all disputed rupees on a calendar of the weeks in which their windows close. */
@Controller
@Requires(Permission.VIEW_RECEIVABLES)
class RoomController {
    private static final List<Column<RoomLine>> COLUMNS = List.of(
            Column.of("room.closesOn", RoomLine::closesOn),
            Column.of("disputes.daysLeft", RoomLine::daysLeft),
            Column.of("disputes.ref", RoomLine::ref),
            Column.of("book.account", RoomLine::account),
            Column.of("export.customer", RoomLine::customerName),
            Column.of("book.operator", RoomLine::operator),
            Column.of("book.circle", RoomLine::circle),
            Column.word("disputes.status", "dispute.status.", RoomLine::status),
            Column.of("disputes.daysBehind", RoomLine::daysBehind),
            Column.of("disputes.reason", RoomLine::reasonLabel),
            Column.of("disputes.owner", RoomLine::owner),
            Column.of("receivables.invoice", RoomLine::invoiceNo),
            Column.of("receivables.invoice.date", RoomLine::invoiceDate),
            Column.of("room.creditUntil", RoomLine::creditUntil),
            Column.of("disputes.lines", RoomLine::lines),
            Column.of("room.claimed", RoomLine::claimed),
            Column.of("room.credit", RoomLine::credit),
            Column.of("disputes.disputed", RoomLine::amount));

    /** The sentence counts all of them; the whole list is a download. */
    private static final int ARGUMENT_LINES = 250;

    private final RoomQueries room;
    private final DisputeQueries disputes;
    private final DisputeReasons reasons;
    private final Selections selections;
    private final NoteClocks clocks;
    private final Texts texts;
    private final Formats formats;
    private final ListExports exports;
    private final Clock clock;

    RoomController(
            RoomQueries room,
            DisputeQueries disputes,
            DisputeReasons reasons,
            Selections selections,
            NoteClocks clocks,
            Texts texts,
            Formats formats,
            ListExports exports,
            Clock clock) {
        this.room = room;
        this.disputes = disputes;
        this.reasons = reasons;
        this.selections = selections;
        this.clocks = clocks;
        this.texts = texts;
        this.formats = formats;
        this.exports = exports;
        this.clock = clock;
    }

    @GetMapping("/disputes/room")
    String show(CurrentUser user, RoomParameters parameters, Model model) {
        RoomFilter filter = parameters.filter(today());
        Room shown = room.room(user.scope(), filter);
        model.addAttribute("room", shown);
        addFilters(user, filter, model);
        model.addAttribute("note", clocks.windows().clock(filter.asOf()));
        return "disputes/room";
    }

    @GetMapping("/disputes/room/lines")
    String lines(CurrentUser user, RoomParameters parameters, PageParameters page, Model model) {
        RoomFilter filter = parameters.filter(today());
        RoomTotals totals = room.totals(user.scope(), filter);
        model.addAttribute("totals", totals);
        model.addAttribute(
                "lines", page.of(totals.rows(), (number, size) -> room.lines(user.scope(), filter, number, size)));
        addFilters(user, filter, model);
        return "disputes/room-lines";
    }

    /** The sentence for the customer, with the numbers it is made of. */
    @GetMapping("/disputes/room/argument")
    String argument(
            CurrentUser user,
            RoomParameters parameters,
            @RequestParam(required = false) @Nullable String within,
            Model model) {
        RoomFilter filter = parameters.filter(today());
        int days = Stream.of("30", "60", "90")
                .filter(each -> each.equals(within))
                .findFirst()
                .map(Integer::valueOf)
                .orElse(RoomQueries.CREDIT_HORIZON_DAYS);
        InputCredit credit = room.inputCredit(user.scope(), filter, days);
        model.addAttribute("credit", credit);
        model.addAttribute("within", days);
        model.addAttribute("sentence", sentence(credit));
        model.addAttribute("lines", room.creditLines(user.scope(), filter, days, ARGUMENT_LINES));
        addFilters(user, filter, model);
        return "disputes/room-argument";
    }

    private @Nullable String sentence(InputCredit credit) {
        LocalDate first = credit.first();
        LocalDate last = credit.last();
        return first == null || last == null
                ? null
                : texts.get(
                        "room.argument.sentence",
                        formats.rupees(credit.credit()),
                        credit.invoices(),
                        formats.date(last),
                        formats.date(first),
                        first.equals(last) ? 0 : 1);
    }

    @GetMapping("/disputes/room/export")
    @Paced
    void export(
            RoomParameters parameters,
            CurrentUser user,
            FileWish wish,
            HttpServletRequest request,
            HttpServletResponse response) {
        RoomFilter filter = parameters.filter(today());
        RoomTotals totals = room.totals(user.scope(), filter);
        exports.list("180-day-room", "room.title", filter.asOf())
                .fact("disputes.count", totals.disputes())
                .fact("disputes.disputed", totals.amount())
                .send(user, wish, request, response, COLUMNS, each -> room.forEach(user.scope(), filter, each));
    }

    private void addFilters(CurrentUser user, RoomFilter filter, Model model) {
        List<Choice> people = new ArrayList<>(disputes.owners(user.scope()));
        people.add(new Choice(RoomFilter.NOBODY, texts.get("room.nobody")));
        model.addAttribute("asked", filter);
        model.addAttribute(
                "statuses",
                Arrays.stream(DisputeStatus.values())
                        .filter(DisputeStatus::isOpen)
                        .map(status -> new Choice(status.name(), texts.get("dispute.status." + status)))
                        .toList());
        model.addAttribute(
                "reasons",
                reasons.all().stream()
                        .map(reason -> new Choice(reason.code(), reason.label()))
                        .toList());
        model.addAttribute("people", people);
        model.addAttribute("choices", selections.choices(user.scope()));
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}

package com.circledesk.collections.updates.web;

import com.circledesk.audit.AuditEvents;
import com.circledesk.audit.ListExports;
import com.circledesk.collections.updates.AccountStatus;
import com.circledesk.collections.updates.StatusCell;
import com.circledesk.collections.updates.StatusOverview;
import com.circledesk.collections.updates.StatusOverviewQueries;
import com.circledesk.collections.updates.StatusPaper;
import com.circledesk.collections.updates.StatusUpdate;
import com.circledesk.collections.updates.StatusUpdateQueries;
import com.circledesk.exports.Column;
import com.circledesk.exports.Exports;
import com.circledesk.exports.FileWish;
import com.circledesk.exports.TableWriter;
import com.circledesk.forms.DateText;
import com.circledesk.receivables.BookFilter;
import com.circledesk.receivables.ageing.AgeBuckets;
import com.circledesk.receivables.ageing.AgeingBasis;
import com.circledesk.shared.Formats;
import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.Paced;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Updates on paper and as tables. */
@Controller
@RequestMapping("/reports/status-updates")
@Requires(Permission.VIEW_RECEIVABLES)
class StatusFileController {
    private static final String PDF = "application/pdf";

    private final StatusUpdateQueries queries;
    private final StatusOverviewQueries overview;
    private final StatusPaper paper;
    private final Exports files;
    private final ListExports exports;
    private final AuditEvents audit;
    private final Texts texts;
    private final Formats formats;
    private final Clock clock;

    StatusFileController(
            StatusUpdateQueries queries,
            StatusOverviewQueries overview,
            StatusPaper paper,
            Exports files,
            ListExports exports,
            AuditEvents audit,
            Texts texts,
            Formats formats,
            Clock clock) {
        this.queries = queries;
        this.overview = overview;
        this.paper = paper;
        this.files = files;
        this.exports = exports;
        this.audit = audit;
        this.texts = texts;
        this.formats = formats;
        this.clock = clock;
    }

    @GetMapping("/{ref}/pdf")
    @Paced
    void pdf(@PathVariable String ref, CurrentUser user, HttpServletResponse response) {
        StatusUpdate update = queries.get(ref, user.scope());
        audit.record("export", "status-update", update.circle(), update.ref());
        files.send(response, PDF, update.ref() + ".pdf", out -> paper.write(update, out));
    }

    /** Of each account of a filter its page of the last update that told of it. */
    @GetMapping("/pack")
    @Paced
    void pack(
            @RequestParam(required = false) @Nullable String circle,
            @RequestParam(required = false) @Nullable String operator,
            @RequestParam(required = false) @Nullable String account,
            CurrentUser user,
            HttpServletResponse response) {
        BookFilter filter = new BookFilter(one(circle), one(operator), one(account), List.of());
        List<StatusPaper.Sheet> sheets = queries.latest(filter, user.scope());
        if (sheets.isEmpty()) {
            throw new NotFoundException("Status update", String.valueOf(filter));
        }
        audit.record("export", "status-pack", null, "%d accounts, %s".formatted(sheets.size(), filter));
        files.send(
                response,
                PDF,
                "status-pack-%s.pdf".formatted(LocalDate.now(clock)),
                out -> paper.write(
                        texts.get("updates.pack.title"),
                        texts.get("updates.pack.sub", sheets.size(), formats.date(LocalDate.now(clock))),
                        AgeBuckets.standard(AgeingBasis.DUE),
                        sheets,
                        List.of(),
                        out));
    }

    private static List<String> one(@Nullable String value) {
        return value == null || value.isBlank() ? List.of() : List.of(value);
    }

    @GetMapping("/{ref}/export")
    @Paced
    void export(@PathVariable String ref, FileWish wish, CurrentUser user, HttpServletResponse response) {
        StatusUpdate update = queries.get(ref, user.scope());
        audit.record("export", "status-update", update.circle(), update.ref());
        files.table(response, wish.kind(), update.ref(), table -> write(update, user, table));
    }

    private void write(StatusUpdate update, CurrentUser user, TableWriter table) {
        table.fact(texts.get("updates.title"), update.ref());
        table.fact(texts.get("updates.manager"), update.manager());
        table.fact(texts.get("book.circle"), update.circle());
        table.fact(texts.get("export.asOf"), update.asOf());
        table.fact(texts.get("export.knownOn"), formats.time(update.knownAt()));
        exports.by(table, user);
        List<String> head = new ArrayList<>(List.of(texts.get("book.account"), texts.get("export.customer")));
        head.addAll(update.buckets().labels());
        for (String key : List.of(
                "updates.unapplied",
                "updates.closing",
                "updates.disputed",
                "updates.since",
                "updates.opening",
                "updates.restated",
                "updates.billed",
                "updates.received",
                "updates.taxed",
                "updates.credited",
                "updates.adjusted",
                "updates.summary",
                "updates.remark")) {
            head.add(texts.get(key));
        }
        table.head(head);
        update.accounts().forEach(account -> table.row(cells(account)));
    }

    private static List<@Nullable Object> cells(AccountStatus account) {
        List<@Nullable Object> cells = new ArrayList<>(List.of(account.code(), account.customerName()));
        cells.addAll(account.figures().amounts());
        cells.add(account.figures().unapplied());
        cells.add(account.figures().closing());
        cells.add(account.figures().disputed());
        cells.add(account.sinceOn());
        cells.add(account.movement().opening());
        cells.add(account.movement().restated());
        cells.add(account.movement().billed());
        cells.add(account.movement().received());
        cells.add(account.movement().taxed());
        cells.add(account.movement().credited());
        cells.add(account.movement().adjusted());
        cells.add(account.summary());
        cells.add(account.remark());
        return cells;
    }

    @GetMapping("/export")
    @Paced
    void exportOverview(
            @RequestParam(required = false) @Nullable String circle,
            @RequestParam(required = false) @Nullable String until,
            CurrentUser user,
            FileWish wish,
            HttpServletRequest request,
            HttpServletResponse response) {
        LocalDate today = LocalDate.now(clock);
        LocalDate last =
                DateText.parse(until).filter(day -> !day.isAfter(today)).orElse(today);
        StatusOverview found = overview.overview(last, user.scope().narrowedTo(one(circle)));
        exports.list("status-updates", "updates.title", last)
                .send(user, wish, request, response, columns(today), found.cells()::forEach);
    }

    private static List<Column<StatusCell>> columns(LocalDate today) {
        return List.of(
                Column.of("book.circle", StatusCell::circle),
                Column.of("updates.manager", StatusCell::manager),
                Column.of("updates.dueOn", StatusCell::dueOn),
                Column.word("updates.state", "updates.state.", cell -> cell.state(today)),
                Column.of("updates.number", StatusCell::ref),
                Column.of("updates.sentOn", StatusCell::sentOn),
                Column.of("updates.accounts", StatusCell::accounts),
                Column.of("updates.comments", StatusCell::comments),
                Column.of("updates.unanswered", StatusCell::open));
    }
}

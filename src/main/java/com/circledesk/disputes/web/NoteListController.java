package com.circledesk.disputes.web;

import com.circledesk.disputes.NoteFilter;
import com.circledesk.disputes.NoteQueries;
import com.circledesk.forms.DateText;
import com.circledesk.receivables.BookFilter;
import com.circledesk.receivables.Selections;
import com.circledesk.shared.Choice;
import com.circledesk.shared.PageParameters;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.BindParam;
import org.springframework.web.bind.annotation.GetMapping;

/** All credit and debit notes, wherever they were born. */
@Controller
@Requires(Permission.VIEW_RECEIVABLES)
class NoteListController {
    private static final List<String> KINDS = List.of("CREDIT", "DEBIT");
    private static final List<String> CLASSES = List.of("CORRECTION", "SLA", "COUNTER");
    private static final List<String> EINVOICE = List.of("MISSING", "OVERDUE", "RECORDED");
    private static final List<String> ACCEPTANCE = List.of("PENDING", "ACCEPTED", "REJECTED");

    /** The list's parameters as they stand in its URL; what cannot be read is left out. */
    record Parameters(
            @Nullable String q,
            @Nullable String kind,
            @BindParam("class") @Nullable String noteClass,
            String @Nullable [] circle,
            String @Nullable [] operator,
            String @Nullable [] account,
            @Nullable String dispute,
            @Nullable String late,
            @Nullable String einvoice,
            @Nullable String acceptance,
            @Nullable String booked,
            @Nullable String from,
            @Nullable String to) {
        NoteFilter filter() {
            return new NoteFilter(
                    BookFilter.asked(circle, operator, account),
                    oneOf(kind, KINDS),
                    oneOf(noteClass, CLASSES),
                    dispute == null || dispute.isBlank()
                            ? null
                            : dispute.strip().toUpperCase(Locale.ROOT),
                    "true".equals(late),
                    DateText.parse(from).orElse(null),
                    DateText.parse(to).orElse(null),
                    oneOf(einvoice, EINVOICE),
                    oneOf(acceptance, ACCEPTANCE),
                    booked == null || booked.isBlank() ? null : "true".equals(booked),
                    q == null ? "" : q.strip());
        }

        private static @Nullable String oneOf(@Nullable String value, List<String> known) {
            return value != null && known.contains(value) ? value : null;
        }
    }

    private final NoteQueries notes;
    private final Selections selections;
    private final Texts texts;
    private final Clock clock;

    NoteListController(NoteQueries notes, Selections selections, Texts texts, Clock clock) {
        this.notes = notes;
        this.selections = selections;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping("/disputes/notes")
    String list(Parameters parameters, PageParameters page, CurrentUser user, Model model) {
        NoteFilter filter = parameters.filter();
        model.addAttribute("notes", notes.page(user.scope(), filter, page.number(), page.rows()));
        model.addAttribute("totals", notes.totals(user.scope(), filter));
        model.addAttribute("narrowed", !filter.isEmpty());
        model.addAttribute("choices", selections.choices(user.scope()));
        model.addAttribute("kinds", choices(KINDS, "note."));
        model.addAttribute("classes", choices(CLASSES, "note.class."));
        model.addAttribute("mayWork", user.may(Permission.WORK_DISPUTES));
        model.addAttribute("einvoices", choices(EINVOICE, "note.einvoice."));
        model.addAttribute("acceptances", choices(ACCEPTANCE, "note.acceptance."));
        model.addAttribute("bookings", choices(List.of("true", "false"), "note.booked."));
        model.addAttribute("today", LocalDate.now(clock));
        return "disputes/notes";
    }

    private List<Choice> choices(List<String> values, String prefix) {
        return values.stream()
                .map(value -> new Choice(value, texts.get(prefix + value)))
                .toList();
    }
}

package com.circledesk.collections.escalation.web;

import com.circledesk.audit.ListExports;
import com.circledesk.collections.escalation.CaseFilter;
import com.circledesk.collections.escalation.CaseRow;
import com.circledesk.collections.escalation.CaseTotals;
import com.circledesk.collections.escalation.EscalationMatrices;
import com.circledesk.collections.escalation.EscalationQueries;
import com.circledesk.exports.Column;
import com.circledesk.exports.FileWish;
import com.circledesk.forms.DateText;
import com.circledesk.receivables.Selections;
import com.circledesk.shared.Choice;
import com.circledesk.shared.Paced;
import com.circledesk.shared.PageParameters;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import com.circledesk.users.UserQueries;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Cases of escalation, and how well the matrix is kept to. */
@Controller
@Requires(Permission.VIEW_RECEIVABLES)
class EscalationListController {
    private static final int LEVELS = 9;
    private static final int MONTHS_SHOWN = 3;
    private static final List<Column<CaseRow>> COLUMNS = List.of(
            Column.of("escalation.ref", CaseRow::ref),
            Column.of("book.account", CaseRow::account),
            Column.of("export.customer", CaseRow::customerName),
            Column.of("book.circle", CaseRow::circle),
            Column.of("escalation.level", CaseRow::level),
            Column.of("escalation.owner", CaseRow::owner),
            Column.word("escalation.customer", "escalation.customer.", CaseRow::customerLevel),
            Column.of("escalation.action", CaseRow::action),
            Column.of("escalation.amount", CaseRow::amount),
            Column.of("escalation.daysOverdue", CaseRow::daysOverdue),
            Column.of("escalation.opened", CaseRow::openedAt),
            Column.of("escalation.acknowledgeBy", CaseRow::acknowledgeBy),
            Column.of("escalation.acknowledged", CaseRow::acknowledgedAt),
            Column.word("escalation.outcome", "escalation.outcome.", CaseRow::outcome),
            Column.of("escalation.closed", CaseRow::closedAt));

    private final EscalationQueries escalations;
    private final EscalationMatrices matrices;
    private final Selections selections;
    private final UserQueries users;
    private final Texts texts;
    private final ListExports exports;
    private final Clock clock;

    EscalationListController(
            EscalationQueries escalations,
            EscalationMatrices matrices,
            Selections selections,
            UserQueries users,
            Texts texts,
            ListExports exports,
            Clock clock) {
        this.escalations = escalations;
        this.matrices = matrices;
        this.selections = selections;
        this.users = users;
        this.texts = texts;
        this.exports = exports;
        this.clock = clock;
    }

    @GetMapping("/receivables/escalations")
    String list(CaseParameters parameters, PageParameters page, CurrentUser user, Model model) {
        CaseFilter filter = parameters.filter();
        LocalDate today = LocalDate.now(clock);
        CaseTotals totals = escalations.totals(user.scope(), filter);
        model.addAttribute(
                "rows",
                page.of(
                        totals.cases(),
                        (number, size) -> escalations.rows(
                                user.scope(), filter, parameters.order(), parameters.turned(), number, size)));
        model.addAttribute("totals", totals);
        model.addAttribute(
                "adherence",
                escalations
                        .adherenceByLevel(user.scope(), parameters.book(), from(today), today)
                        .get(0));
        model.addAttribute("inForce", matrices.inForce().orElse(null));
        model.addAttribute("narrowed", !filter.isBare());
        model.addAttribute("choices", selections.choices(user.scope()));
        model.addAttribute("people", users.peopleByLogin(user.scope()));
        model.addAttribute(
                "levels",
                IntStream.rangeClosed(1, LEVELS)
                        .mapToObj(level -> new Choice(String.valueOf(level), texts.get("escalation.levelOf", level)))
                        .toList());
        model.addAttribute("now", clock.instant());
        return "collections/escalations";
    }

    /** Of levels raised on these days; the last three months where none are given. */
    @GetMapping("/receivables/escalations/adherence")
    String adherence(
            CaseParameters parameters,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            CurrentUser user,
            Model model) {
        LocalDate today = LocalDate.now(clock);
        LocalDate first = DateText.parse(from).orElse(from(today));
        LocalDate last = DateText.parse(to).orElse(today);
        model.addAttribute("from", first);
        model.addAttribute("to", last);
        model.addAttribute("levels", escalations.adherenceByLevel(user.scope(), parameters.book(), first, last));
        model.addAttribute("people", escalations.adherenceByPerson(user.scope(), parameters.book(), first, last));
        model.addAttribute("choices", selections.choices(user.scope()));
        return "collections/adherence";
    }

    private static LocalDate from(LocalDate today) {
        return today.minusMonths(MONTHS_SHOWN);
    }

    @GetMapping("/receivables/escalations/export")
    @Paced
    void export(
            CaseParameters parameters,
            CurrentUser user,
            FileWish wish,
            HttpServletRequest request,
            HttpServletResponse response) {
        CaseFilter filter = parameters.filter();
        CaseTotals totals = escalations.totals(user.scope(), filter);
        exports.list("escalations", "escalation.title", LocalDate.now(clock))
                .fact("export.items", totals.cases())
                .fact("escalation.amount", totals.amount())
                .send(
                        user,
                        wish,
                        request,
                        response,
                        COLUMNS,
                        each -> escalations.forEach(
                                user.scope(), filter, parameters.order(), parameters.turned(), each));
    }
}

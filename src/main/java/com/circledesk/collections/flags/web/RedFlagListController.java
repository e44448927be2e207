package com.circledesk.collections.flags.web;

import com.circledesk.audit.ListExports;
import com.circledesk.collections.flags.FlagFilter;
import com.circledesk.collections.flags.FlagOutcome;
import com.circledesk.collections.flags.FlagRow;
import com.circledesk.collections.flags.FlagRule;
import com.circledesk.collections.flags.FlagTotals;
import com.circledesk.collections.flags.HitRate;
import com.circledesk.collections.flags.RedFlagQueries;
import com.circledesk.exports.Column;
import com.circledesk.exports.FileWish;
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
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Red flags: those that are open, and how good the ones were that ended. */
@Controller
@Requires(Permission.VIEW_RECEIVABLES)
class RedFlagListController {
    private static final List<Column<FlagRow>> COLUMNS = List.of(
            Column.of("flags.ref", FlagRow::ref),
            Column.of("book.account", FlagRow::account),
            Column.of("export.customer", FlagRow::customerName),
            Column.of("book.circle", FlagRow::circle),
            Column.of("flags.what", FlagRow::what),
            Column.word("flags.rule", "flags.rule.", row -> row.rule() == null ? "HAND" : row.rule()),
            Column.of("flags.atRisk", FlagRow::atRisk),
            Column.of("flags.probability", FlagRow::probability),
            Column.of("flags.expected", FlagRow::expected),
            Column.of("flags.likelyOn", FlagRow::likelyOn),
            Column.of("flags.mitigation", FlagRow::mitigation),
            Column.of("flags.owner", FlagRow::owner),
            Column.of("flags.reviewOn", FlagRow::reviewOn),
            Column.word("flags.decision", "flags.decision.", FlagRow::decision),
            Column.word("flags.outcome", "flags.outcome.", FlagRow::outcome));

    private final RedFlagQueries flags;
    private final Selections selections;
    private final UserQueries users;
    private final Texts texts;
    private final ListExports exports;
    private final Clock clock;

    RedFlagListController(
            RedFlagQueries flags,
            Selections selections,
            UserQueries users,
            Texts texts,
            ListExports exports,
            Clock clock) {
        this.flags = flags;
        this.selections = selections;
        this.users = users;
        this.texts = texts;
        this.exports = exports;
        this.clock = clock;
    }

    @GetMapping("/receivables/red-flags")
    String list(FlagParameters parameters, PageParameters page, CurrentUser user, Model model) {
        FlagFilter filter = parameters.filter();
        FlagTotals totals = flags.totals(user.scope(), filter);
        model.addAttribute(
                "rows",
                page.of(
                        totals.flags(),
                        (number, size) -> flags.rows(
                                user.scope(), filter, parameters.order(), parameters.turned(), number, size)));
        model.addAttribute("totals", totals);
        model.addAttribute("hit", flags.hitRate(user.scope(), filter));
        model.addAttribute("narrowed", !filter.isBare());
        model.addAttribute("choices", selections.choices(user.scope()));
        model.addAttribute("people", users.peopleByLogin(user.scope()));
        model.addAttribute(
                "rules",
                Stream.concat(Arrays.stream(FlagRule.values()).map(FlagRule::name), Stream.of("HAND"))
                        .map(rule -> new Choice(rule, texts.get("flags.rule." + rule)))
                        .toList());
        model.addAttribute(
                "outcomes",
                Arrays.stream(FlagOutcome.values())
                        .map(each -> new Choice(each.name(), texts.get("flags.outcome." + each)))
                        .toList());
        model.addAttribute("today", LocalDate.now(clock));
        model.addAttribute("mayWork", user.may(Permission.WORK_COLLECTIONS));
        model.addAttribute("maySet", user.may(Permission.MANAGE_SETTINGS));
        return "collections/red-flags";
    }

    @GetMapping("/receivables/red-flags/export")
    @Paced
    void export(
            FlagParameters parameters,
            CurrentUser user,
            FileWish wish,
            HttpServletRequest request,
            HttpServletResponse response) {
        FlagFilter filter = parameters.filter();
        FlagTotals totals = flags.totals(user.scope(), filter);
        HitRate hit = flags.hitRate(user.scope(), filter);
        exports.list("red-flags", "flags.title", LocalDate.now(clock))
                .fact("flags.atRisk", totals.atRisk())
                .fact("flags.expected", totals.expected())
                .fact("flags.outcome.CAME_TRUE", hit.cameTrue())
                .fact("flags.outcome.FALSE_ALARM", hit.falseAlarms())
                .fact("flags.outcome.AVERTED", hit.averted())
                .send(
                        user,
                        wish,
                        request,
                        response,
                        COLUMNS,
                        each -> flags.forEach(user.scope(), filter, parameters.order(), parameters.turned(), each));
    }
}

package com.circledesk.disputes.web;

import com.circledesk.audit.ListExports;
import com.circledesk.disputes.DisputeFilter;
import com.circledesk.disputes.DisputeQueries;
import com.circledesk.disputes.DisputeReasons;
import com.circledesk.disputes.FixTickets;
import com.circledesk.disputes.InTime;
import com.circledesk.disputes.OutcomeRow;
import com.circledesk.disputes.ReportGroup;
import com.circledesk.disputes.ReportQueries;
import com.circledesk.disputes.ReportRow;
import com.circledesk.exports.Column;
import com.circledesk.exports.FileWish;
import com.circledesk.forms.DateText;
import com.circledesk.receivables.Selections;
import com.circledesk.shared.Choice;
import com.circledesk.shared.FinancialYear;
import com.circledesk.shared.Paced;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Reports of disputes and of their root causes, each figure with the way to its rows in the register. */
@Controller
@Requires(Permission.VIEW_RECEIVABLES)
class ReportController {
    private static final List<ReportGroup> GROUPS = List.of(
            ReportGroup.REASON,
            ReportGroup.CUSTOMER,
            ReportGroup.CIRCLE,
            ReportGroup.OWNER,
            ReportGroup.AGE,
            ReportGroup.STAGE);

    /** The last day of each class of ages by its first; the last class has none. */
    private static final Map<Integer, Integer> AGE_ENDS = Map.of(0, 30, 31, 60, 61, 90, 91, 180);

    private final ReportQueries reports;
    private final DisputeQueries disputes;
    private final DisputeReasons reasons;
    private final FixTickets fixTickets;
    private final Selections selections;
    private final Texts texts;
    private final ListExports exports;
    private final Clock clock;

    ReportController(
            ReportQueries reports,
            DisputeQueries disputes,
            DisputeReasons reasons,
            FixTickets fixTickets,
            Selections selections,
            Texts texts,
            ListExports exports,
            Clock clock) {
        this.reports = reports;
        this.disputes = disputes;
        this.reasons = reasons;
        this.fixTickets = fixTickets;
        this.selections = selections;
        this.texts = texts;
        this.exports = exports;
        this.clock = clock;
    }

    /** What the report is about: its filter, the day, and the period up to it. */
    private record Asked(DisputeFilter filter, LocalDate from, LocalDate asOf, ReportGroup group) {}

    private Asked asked(DisputeParameters parameters, @Nullable String from, @Nullable String group) {
        LocalDate asOf = parameters.day(LocalDate.now(clock));
        LocalDate begin = DateText.parse(from).orElse(FinancialYear.of(asOf).firstDay());
        return new Asked(
                parameters.filter().withState(null),
                begin.isAfter(asOf) ? asOf : begin,
                asOf,
                ReportGroup.named(group).orElse(ReportGroup.REASON));
    }

    @GetMapping("/disputes/reports")
    String reports(
            CurrentUser user,
            DisputeParameters parameters,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String group,
            Model model) {
        Asked asked = asked(parameters, from, group);
        InTime inTime = reports.inTime(user.scope(), asked.filter(), asked.from(), asked.asOf());
        List<OutcomeRow> outcomes = reports.outcomes(user.scope(), asked.filter(), asked.from(), asked.asOf());
        model.addAttribute("inTime", inTime);
        model.addAttribute("outcomes", outcomes);
        model.addAttribute(
                "groups",
                GROUPS.stream()
                        .map(each -> new Choice(each.lower(), texts.get("disputes.report.by." + each)))
                        .toList());
        return show(asked, user, model);
    }

    /** The same by root cause, with how often each came again and what billing was asked. */
    @GetMapping("/disputes/root-causes")
    String rootCauses(
            CurrentUser user,
            DisputeParameters parameters,
            @RequestParam(required = false) @Nullable String from,
            Model model) {
        Asked asked = asked(parameters, from, ReportGroup.ROOT_CAUSE.lower());
        model.addAttribute(
                "tickets",
                fixTickets.byCause(user.scope().narrowedTo(asked.filter().book().circles())));
        model.addAttribute("today", LocalDate.now(clock));
        model.addAttribute("mayAsk", user.may(Permission.WORK_DISPUTES));
        return show(asked, user, model);
    }

    private String show(Asked asked, CurrentUser user, Model model) {
        model.addAttribute("rows", rows(asked, user));
        model.addAttribute("total", reports.total(user.scope(), asked.filter(), asked.from(), asked.asOf()));
        model.addAttribute("group", asked.group());
        model.addAttribute("from", asked.from());
        model.addAttribute("asOf", asked.asOf());
        model.addAttribute(
                "reasons",
                reasons.all().stream()
                        .map(reason -> new Choice(reason.code(), reason.label()))
                        .toList());
        model.addAttribute("people", disputes.owners(user.scope()));
        model.addAttribute("choices", selections.choices(user.scope()));
        return asked.group() == ReportGroup.ROOT_CAUSE ? "disputes/root-causes" : "disputes/reports";
    }

    /** A row, what it is called, and the parameters that lead to it in the register: none where nothing leads there. */
    record Line(ReportRow row, String label, Map<String, @Nullable String> way) {}

    private List<Line> rows(Asked asked, CurrentUser user) {
        return reports.rows(user.scope(), asked.filter(), asked.group(), asked.from(), asked.asOf()).stream()
                .map(row -> new Line(row, label(asked.group(), row), way(asked, row)))
                .toList();
    }

    private String label(ReportGroup group, ReportRow row) {
        String key = row.key();
        if (key == null) {
            return texts.get("disputes.report.none." + group);
        }
        return switch (group) {
            case STAGE -> texts.get("dispute.status." + key);
            case AGE -> texts.get("disputes.report.age." + key);
            default -> Objects.requireNonNullElse(row.label(), key);
        };
    }

    private static Map<String, @Nullable String> way(Asked asked, ReportRow row) {
        String key = row.key();
        Map<String, @Nullable String> way = new LinkedHashMap<>();
        if (key == null) {
            return way;
        }
        way.put("from", null);
        way.put("group", null);
        way.put("state", asked.group() == ReportGroup.ROOT_CAUSE ? "all" : null);
        if (asked.group() != ReportGroup.AGE) {
            way.put(asked.group().parameter(), key);
            return way;
        }
        int begins = Integer.parseInt(key);
        Integer ends = AGE_ENDS.get(begins);
        way.put("raisedTo", asked.asOf().minusDays(begins).toString());
        way.put("raisedFrom", ends == null ? null : asked.asOf().minusDays(ends).toString());
        return way;
    }

    @GetMapping("/disputes/reports/export")
    @Paced
    void export(
            CurrentUser user,
            DisputeParameters parameters,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String group,
            FileWish wish,
            HttpServletRequest request,
            HttpServletResponse response) {
        export(asked(parameters, from, group), user, wish, request, response);
    }

    @GetMapping("/disputes/root-causes/export")
    @Paced
    void exportRootCauses(
            CurrentUser user,
            DisputeParameters parameters,
            @RequestParam(required = false) @Nullable String from,
            FileWish wish,
            HttpServletRequest request,
            HttpServletResponse response) {
        export(asked(parameters, from, ReportGroup.ROOT_CAUSE.lower()), user, wish, request, response);
    }

    private void export(
            Asked asked, CurrentUser user, FileWish wish, HttpServletRequest request, HttpServletResponse response) {
        InTime inTime = reports.inTime(user.scope(), asked.filter(), asked.from(), asked.asOf());
        ListExports.Export file = exports.list("dispute-report", "disputes.report.title", asked.asOf())
                .fact("receivables.from", asked.from())
                .fact("disputes.report.inTime", inTime.rate());
        reports.outcomes(user.scope(), asked.filter(), asked.from(), asked.asOf())
                .forEach(each -> file.fact("disputes.outcome." + each.outcome(), each.valid()));
        file.send(user, wish, request, response, columns(asked.group()), rows(asked, user)::forEach);
    }

    private static List<Column<Line>> columns(ReportGroup group) {
        return List.of(
                Column.of("disputes.report.by." + group, Line::label),
                Column.of("disputes.report.open", line -> line.row().open()),
                Column.of("disputes.report.claimed", line -> line.row().claimed()),
                Column.of("disputes.report.disputed", line -> line.row().disputed()),
                Column.of("disputes.report.past", line -> line.row().past()),
                Column.of("disputes.report.decided", line -> line.row().decided()),
                Column.of("disputes.valid", line -> line.row().valid()),
                Column.of("disputes.report.invalid", line -> line.row().invalid()),
                Column.of("disputes.report.resolved", line -> line.row().resolved()),
                Column.of("disputes.report.median", line -> line.row().median()),
                Column.of("disputes.report.ninetieth", line -> line.row().ninetieth()),
                Column.of("disputes.report.repeats", line -> line.row().repeats()));
    }
}

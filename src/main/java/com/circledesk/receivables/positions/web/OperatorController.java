package com.circledesk.receivables.positions.web;

import com.circledesk.accounts.AccountQueries;
import com.circledesk.receivables.ageing.Ageing;
import com.circledesk.receivables.ageing.AgeingGroup;
import com.circledesk.receivables.ageing.AgeingParameters;
import com.circledesk.receivables.ageing.AgeingQueries;
import com.circledesk.receivables.ageing.AgeingRequest;
import com.circledesk.receivables.ageing.AgeingRow;
import com.circledesk.receivables.kpi.GstBasis;
import com.circledesk.receivables.kpi.KpiFigure;
import com.circledesk.receivables.kpi.KpiQueries;
import com.circledesk.receivables.kpi.KpiReport;
import com.circledesk.receivables.kpi.KpiTile;
import com.circledesk.receivables.kpi.KpiWindow;
import com.circledesk.shared.Formats;
import com.circledesk.shared.NotFoundException;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** One customer over all circles: an operator's accounts taken together. */
@Controller
@Requires(Permission.VIEW_RECEIVABLES)
class OperatorController {
    private static final int ACCOUNTS_SHOWN = 10;

    private final AccountQueries accounts;
    private final AgeingQueries ageings;
    private final KpiQueries kpis;
    private final Formats fmt;
    private final Clock clock;

    OperatorController(AccountQueries accounts, AgeingQueries ageings, KpiQueries kpis, Formats fmt, Clock clock) {
        this.accounts = accounts;
        this.ageings = ageings;
        this.kpis = kpis;
        this.fmt = fmt;
        this.clock = clock;
    }

    /** The operator is a filter like any other, so that every figure leads to its rows; without one there is a choice. */
    @GetMapping("/receivables/operators")
    String operator(CurrentUser user, AgeingParameters parameters, Model model) {
        AgeingRequest asked = parameters.leniently(LocalDate.now(clock));
        List<String> named = asked.filter().operators();
        if (named.size() != 1) {
            return "redirect:/receivables/ageing?groupBy=operator";
        }
        String operator = accounts.operators(user.scope()).stream()
                .filter(named.get(0)::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> new NotFoundException("Operator", named.get(0)));
        AgeingRequest request = AgeingRequest.of(
                asked.asOf(), AgeingGroup.CIRCLE, asked.filter().ofOperator(operator));
        Ageing byAccount = ageings.ageing(user.scope(), request.groupedBy(AgeingGroup.ACCOUNT));
        KpiReport report = kpis.report(
                user.scope(), request.filter(), new KpiWindow(request.asOf(), KpiWindow.DAYS_DEFAULT), GstBasis.INCL);
        model.addAttribute("operator", operator);
        model.addAttribute("asOf", request.asOf());
        model.addAttribute("overdueLabels", request.buckets().overdueLabels());
        model.addAttribute("byCircle", ageings.ageing(user.scope(), request));
        model.addAttribute("byChargeType", ageings.ageing(user.scope(), request.groupedBy(AgeingGroup.CHARGE_TYPE)));
        model.addAttribute("totals", byAccount.totals());
        model.addAttribute("most", mostOverdue(byAccount));
        model.addAttribute("accounts", byAccount.rows().size());
        model.addAttribute("report", report);
        model.addAttribute("dso", KpiTile.of(KpiFigure.DSO, report, fmt));
        return "receivables/operator";
    }

    private static List<AgeingRow> mostOverdue(Ageing ageing) {
        return ageing.rows().stream()
                .filter(row -> row.overdue().isPositive())
                .sorted(Comparator.comparing(AgeingRow::overdue).reversed())
                .limit(ACCOUNTS_SHOWN)
                .toList();
    }
}

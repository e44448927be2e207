package com.circledesk.receivables.ageing.web;

import com.circledesk.receivables.Selections;
import com.circledesk.receivables.ageing.Ageing;
import com.circledesk.receivables.ageing.AgeingGroup;
import com.circledesk.receivables.ageing.AgeingParameters;
import com.circledesk.receivables.ageing.AgeingQueries;
import com.circledesk.receivables.ageing.AgeingRequest;
import com.circledesk.receivables.ageing.AgeingTotals;
import com.circledesk.receivables.ageing.ErpTieQueries;
import com.circledesk.receivables.ageing.ErpTies;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The ageing as a page: table, chart, trend and tie-out; every number leads to its open items. */
@Controller
@Requires(Permission.VIEW_RECEIVABLES)
class AgeingController {
    private static final int TREND_MONTHS = 12;

    private final AgeingQueries ageings;
    private final ErpTieQueries erpTies;
    private final Selections selections;
    private final Clock clock;

    AgeingController(AgeingQueries ageings, ErpTieQueries erpTies, Selections selections, Clock clock) {
        this.ageings = ageings;
        this.erpTies = erpTies;
        this.selections = selections;
        this.clock = clock;
    }

    @GetMapping("/receivables/ageing")
    String ageing(
            CurrentUser user,
            AgeingParameters parameters,
            @RequestParam(required = false) @Nullable String erp,
            Model model) {
        LocalDate today = LocalDate.now(clock);
        AgeingRequest request = parameters.leniently(today);
        Ageing ageing = ageings.ageing(user.scope(), request);
        model.addAttribute("ageing", ageing);
        model.addAttribute("table", AgeingTable.of(ageing));
        model.addAttribute("groups", List.of(AgeingGroup.values()));
        ErpTies ties = erpTies.ties(user.scope(), request);
        model.addAttribute("erp", ties);
        model.addAttribute("erpRows", "all".equals(erp) ? ties : ties.inShort());
        model.addAttribute("choices", selections.choices(user.scope()));
        model.addAttribute("chargeTypes", AgeingTable.CHARGE_TYPES);
        model.addAttribute("narrowed", !request.filter().isEmpty());
        if (!ageing.rows().isEmpty()) {
            List<AgeingTotals> trend =
                    new ArrayList<>(ageings.trend(user.scope(), request, monthEndsBefore(request.asOf())));
            trend.add(new AgeingTotals(request.asOf(), ageing.totals().amounts()));
            model.addAttribute("trend", trend);
        }
        return "receivables/ageing";
    }

    private static List<LocalDate> monthEndsBefore(LocalDate asOf) {
        List<LocalDate> days = new ArrayList<>();
        for (int back = TREND_MONTHS - 1; back > 0; back--) {
            days.add(YearMonth.from(asOf).minusMonths(back).atEndOfMonth());
        }
        return days;
    }
}

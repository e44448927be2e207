package com.circledesk.receivables.kpi.web;

import com.circledesk.receivables.BookFilter;
import com.circledesk.receivables.ChargeType;
import com.circledesk.receivables.Selections;
import com.circledesk.receivables.kpi.GstBasis;
import com.circledesk.receivables.kpi.KpiExplanationQueries;
import com.circledesk.receivables.kpi.KpiFigure;
import com.circledesk.receivables.kpi.KpiFigure.Part;
import com.circledesk.receivables.kpi.KpiQueries;
import com.circledesk.receivables.kpi.KpiTile;
import com.circledesk.receivables.kpi.KpiWindow;
import com.circledesk.shared.Choice;
import com.circledesk.shared.Formats;
import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.PageWish;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import com.circledesk.users.Scope;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The figures as tiles and lines, and behind each the page that explains it. */
@Controller
@Requires(Permission.VIEW_RECEIVABLES)
class KpiController {
    private final KpiQueries kpis;
    private final KpiExplanationQueries explanations;
    private final Selections selections;
    private final Formats fmt;
    private final MessageSource messages;
    private final Clock clock;

    KpiController(
            KpiQueries kpis,
            KpiExplanationQueries explanations,
            Selections selections,
            Formats fmt,
            MessageSource messages,
            Clock clock) {
        this.kpis = kpis;
        this.explanations = explanations;
        this.selections = selections;
        this.fmt = fmt;
        this.messages = messages;
        this.clock = clock;
    }

    @GetMapping("/receivables/kpis")
    String kpis(CurrentUser user, KpiParameters parameters, Model model) {
        var report = kpis.report(
                user.scope(), parameters.filter(), parameters.windowUpTo(LocalDate.now(clock)), parameters.basis());
        model.addAttribute("report", report);
        model.addAttribute("tiles", KpiTile.of(report, fmt));
        model.addAttribute("lines", report.months().stream().map(KpiLine::of).toList());
        model.addAttribute("choices", selections.choices(user.scope()));
        model.addAttribute("chargeTypes", chargeTypes());
        model.addAttribute("empty", report.isEmpty());
        model.addAttribute("narrowed", !parameters.filter().isEmpty());
        return "receivables/kpis";
    }

    @GetMapping("/receivables/kpis/{figure}/explanation")
    String explanation(
            CurrentUser user,
            @PathVariable String figure,
            KpiParameters parameters,
            @RequestParam(required = false) @Nullable String page,
            @RequestParam(required = false) @Nullable String size,
            Model model) {
        KpiFigure explained = KpiFigure.at(figure).orElseThrow(() -> new NotFoundException("Figure", figure));
        KpiWindow window = parameters.windowUpTo(LocalDate.now(clock));
        BookFilter filter = parameters.filter();
        GstBasis gst = parameters.basis();
        Scope scope = user.scope();
        var figures = kpis.figures(scope, filter, window, gst);
        model.addAttribute("figure", explained);
        model.addAttribute("figures", figures);
        model.addAttribute("formula", KpiFormula.of(explained, figures, fmt));
        if (explained.has(Part.BUCKETS)) {
            model.addAttribute("buckets", explanations.buckets(scope, filter, window.asOf()));
        }
        if (explained.has(Part.BILLING)) {
            model.addAttribute("billing", explanations.billing(scope, filter, window, gst));
        }
        if (explained.has(Part.MOVEMENTS)) {
            model.addAttribute("movements", explanations.movements(scope, filter, window));
        }
        if (explained.has(Part.SETTLED)) {
            model.addAttribute("settled", explanations.settled(scope, filter, window, PageWish.of(page, size)));
        }
        return "receivables/kpi-explanation";
    }

    private List<Choice> chargeTypes() {
        return Arrays.stream(ChargeType.values())
                .map(type -> new Choice(
                        type.name(), messages.getMessage("chargeType." + type, null, LocaleContextHolder.getLocale())))
                .toList();
    }
}

package com.circledesk.payments.tax.web;

import com.circledesk.payments.tax.Tax;
import com.circledesk.payments.tax.TaxFilter;
import com.circledesk.payments.tax.TaxOutcome;
import com.circledesk.payments.tax.TaxQuarterRow;
import com.circledesk.payments.tax.TaxQueries;
import com.circledesk.receivables.Selections;
import com.circledesk.shared.Choice;
import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.PageParameters;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Tax that customers deducted: what is certified, what is to come, by customer and quarter. */
@Controller
@Requires(Permission.VIEW_RECEIVABLES)
class TaxDeductedController {
    private static final int QUARTERS_OFFERED = 12;
    private static final int MONTHS = 3;

    private final TaxQueries taxes;
    private final Selections selections;
    private final Texts texts;
    private final Clock clock;

    TaxDeductedController(TaxQueries taxes, Selections selections, Texts texts, Clock clock) {
        this.taxes = taxes;
        this.selections = selections;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping("/payments/tax-deducted")
    String list(TaxParameters parameters, PageParameters page, CurrentUser user, Model model) {
        TaxFilter filter = parameters.filter();
        model.addAttribute("rows", taxes.page(user.scope(), filter, page.number(), page.rows()));
        model.addAttribute("totals", taxes.totals(user.scope(), filter));
        model.addAttribute("narrowed", !filter.isEmpty());
        model.addAttribute("choices", selections.choices(user.scope()));
        model.addAttribute("quarters", quarters());
        model.addAttribute(
                "taxes", choices(Arrays.stream(Tax.values()).map(Tax::name).toList(), "tax."));
        model.addAttribute(
                "outcomes",
                choices(Arrays.stream(TaxOutcome.values()).map(TaxOutcome::name).toList(), "tax.outcome."));
        model.addAttribute("today", LocalDate.now(clock));
        model.addAttribute("mayImport", user.may(Permission.IMPORT));
        return "payments/tax-deducted";
    }

    /** @param section as statements compare it: letters and digits alone */
    @GetMapping("/payments/tax-deducted/quarter")
    String quarter(
            @RequestParam(required = false) @Nullable String tan,
            @RequestParam(required = false) @Nullable String account,
            @RequestParam String tax,
            @RequestParam String quarter,
            @RequestParam String section,
            CurrentUser user,
            Model model) {
        String of = tan == null || tan.isBlank() ? null : tan.strip();
        Tax which = TaxParameters.tax(tax);
        LocalDate first = TaxParameters.quarter(quarter);
        TaxQuarterRow row = (which == null || first == null
                        ? java.util.Optional.<TaxQuarterRow>empty()
                        : taxes.find(user.scope(), of, account, which, first, section))
                .orElseThrow(() -> new NotFoundException("Certificate", String.valueOf(of == null ? account : of)));
        model.addAttribute("row", row);
        model.addAttribute("deductions", taxes.deductions(user.scope(), row));
        model.addAttribute("lines", taxes.statement(user.scope(), row));
        model.addAttribute("today", LocalDate.now(clock));
        return "payments/tax-quarter";
    }

    private List<Choice> quarters() {
        LocalDate today = LocalDate.now(clock);
        LocalDate now = today.withDayOfMonth(1).minusMonths((today.getMonthValue() - 1) % MONTHS);
        return IntStream.range(0, QUARTERS_OFFERED)
                .mapToObj(back -> now.minusMonths((long) back * MONTHS))
                .map(day -> new Choice(day.toString().substring(0, 7), TaxQuarterRow.quarterName(day)))
                .toList();
    }

    private List<Choice> choices(List<String> values, String prefix) {
        return values.stream()
                .map(value -> new Choice(value, texts.get(prefix + value)))
                .toList();
    }
}

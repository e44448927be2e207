package com.circledesk.collections.promises.web;

import com.circledesk.audit.ListExports;
import com.circledesk.collections.promises.KeptBy;
import com.circledesk.collections.promises.KeptRate;
import com.circledesk.collections.promises.PromiseFilter;
import com.circledesk.collections.promises.PromiseQueries;
import com.circledesk.exports.Column;
import com.circledesk.exports.FileWish;
import com.circledesk.receivables.Selections;
import com.circledesk.shared.Paced;
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
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** How far promises are kept: by customer, account, person or manager. */
@Controller
@Requires(Permission.VIEW_RECEIVABLES)
class KeptRateController {
    private final PromiseQueries promises;
    private final Selections selections;
    private final UserQueries users;
    private final ListExports exports;
    private final Clock clock;

    KeptRateController(
            PromiseQueries promises, Selections selections, UserQueries users, ListExports exports, Clock clock) {
        this.promises = promises;
        this.selections = selections;
        this.users = users;
        this.exports = exports;
        this.clock = clock;
    }

    /** @param group {@code customer} (default), {@code account}, {@code person} or {@code manager} */
    @GetMapping("/promises/kept-rates")
    String keptRates(
            CurrentUser user,
            PromiseParameters parameters,
            @RequestParam(required = false) @Nullable String group,
            Model model) {
        PromiseFilter filter = filter(parameters);
        model.addAttribute("rates", promises.keptRates(user.scope(), filter, by(group)));
        model.addAttribute("total", promises.keptRate(user.scope(), filter));
        model.addAttribute("group", name(by(group)));
        model.addAttribute("people", users.people(user.scope()));
        model.addAttribute("choices", selections.choices(user.scope()));
        return "collections/kept-rates";
    }

    @GetMapping("/promises/kept-rates/export")
    @Paced
    void export(
            PromiseParameters parameters,
            @RequestParam(required = false) @Nullable String group,
            CurrentUser user,
            FileWish wish,
            HttpServletRequest request,
            HttpServletResponse response) {
        PromiseFilter filter = filter(parameters);
        KeptBy by = by(group);
        KeptRate total = promises.keptRate(user.scope(), filter);
        exports.list("kept-rates", "promises.rates.title", LocalDate.now(clock))
                .fact("promises.rates.matured", total.matured())
                .fact("promises.kept.count", total.byCount())
                .fact("promises.kept.value", total.byValue())
                .send(
                        user,
                        wish,
                        request,
                        response,
                        columns(by),
                        promises.keptRates(user.scope(), filter, by)::forEach);
    }

    private static List<Column<KeptRate>> columns(KeptBy by) {
        return List.of(
                Column.of("promises.rates." + name(by), by == KeptBy.ACCOUNT ? KeptRate::key : KeptRate::label),
                Column.of("promises.rates.matured", KeptRate::matured),
                Column.of("promises.rates.kept", KeptRate::kept),
                Column.of("promises.kept.count", KeptRate::byCount),
                Column.of("promises.amount", KeptRate::promised),
                Column.of("promises.received", KeptRate::received),
                Column.of("promises.kept.value", KeptRate::byValue));
    }

    /** Promises of every state: those that matured count. */
    private PromiseFilter filter(PromiseParameters parameters) {
        return parameters.filter(LocalDate.now(clock)).withStatuses(List.of());
    }

    private static KeptBy by(@Nullable String group) {
        return Arrays.stream(KeptBy.values())
                .filter(by -> by != KeptBy.EVERYBODY && name(by).equals(group))
                .findFirst()
                .orElse(KeptBy.CUSTOMER);
    }

    private static String name(KeptBy by) {
        return by.name().toLowerCase(Locale.ROOT);
    }
}

package com.circledesk.payments.handshake.web;

import com.circledesk.forms.DateText;
import com.circledesk.forms.FormKey;
import com.circledesk.payments.handshake.Comparison;
import com.circledesk.payments.handshake.Difference;
import com.circledesk.payments.handshake.DifferenceKind;
import com.circledesk.payments.handshake.HandshakeQueries;
import com.circledesk.payments.handshake.SheetQueries;
import com.circledesk.payments.handshake.web.HandshakeForms.SignForm;
import com.circledesk.receivables.BookFilter;
import com.circledesk.receivables.Selections;
import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.PageParameters;
import com.circledesk.shared.Paged;
import com.circledesk.shared.UrlWords;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Customer reconciliation: who is how far, and what differs of one account. */
@Controller
@Requires(Permission.VIEW_RECEIVABLES)
class HandshakeController {
    private static final int MONTHS = 6;

    private final HandshakeQueries books;
    private final SheetQueries sheets;
    private final Selections selections;
    private final Clock clock;

    HandshakeController(HandshakeQueries books, SheetQueries sheets, Selections selections, Clock clock) {
        this.books = books;
        this.sheets = sheets;
        this.selections = selections;
        this.clock = clock;
    }

    @GetMapping("/payments/customer-reconciliation")
    String list(
            @RequestParam(required = false) String @Nullable [] circle,
            @RequestParam(required = false) String @Nullable [] operator,
            CurrentUser user,
            Model model) {
        YearMonth month = YearMonth.now(clock);
        BookFilter filter = new BookFilter(UrlWords.list(circle), UrlWords.list(operator), List.of(), List.of());
        model.addAttribute("rows", books.accounts(user.scope(), filter, month.minusMonths(MONTHS - 1)));
        model.addAttribute(
                "months",
                IntStream.range(0, MONTHS)
                        .mapToObj(back -> month.minusMonths(MONTHS - 1L - back))
                        .toList());
        model.addAttribute("narrowed", !filter.isEmpty());
        model.addAttribute("choices", selections.choices(user.scope()));
        model.addAttribute("mayImport", user.may(Permission.IMPORT));
        return "payments/customer-reconciliation";
    }

    /** @param asOf the last extract of that day or before; left out: the last one */
    @GetMapping("/payments/customer-reconciliation/account")
    String account(
            @RequestParam String account,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable String kind,
            PageParameters page,
            CurrentUser user,
            Model model) {
        Comparison comparison = compare(account, asOf, user);
        DifferenceKind wanted = HandshakeForms.kind(kind).orElse(null);
        List<Difference> shown = comparison.differences().stream()
                .filter(each -> wanted == null || each.kind() == wanted)
                .toList();
        int from = Math.min(shown.size(), page.number() * page.rows());
        model.addAttribute("books", comparison);
        model.addAttribute(
                "rows",
                new Paged<>(
                        shown.subList(from, Math.min(shown.size(), from + page.rows())),
                        page.number(),
                        page.rows(),
                        shown.size()));
        model.addAttribute("kind", wanted);
        model.addAttribute("extracts", books.extracts(user.scope(), comparison.account()));
        model.addAttribute("sheets", sheets.of(user.scope(), comparison.account()));
        model.addAttribute("mayWork", user.may(Permission.WORK_DISPUTES));
        return "payments/customer-books";
    }

    @GetMapping("/payments/customer-reconciliation/sheets/new")
    @Requires(Permission.WORK_DISPUTES)
    String sign(@RequestParam String account, @RequestParam String asOf, CurrentUser user, Model model) {
        Comparison comparison = compare(account, asOf, user);
        model.addAttribute("books", comparison);
        model.addAttribute(
                "form",
                new SignForm(
                        comparison.account(),
                        comparison.asOf().toString(),
                        comparison.gap().toString(),
                        String.valueOf(sheets.last(user.scope(), comparison.accountId())),
                        "",
                        LocalDate.now(clock).toString(),
                        user.fullName(),
                        "",
                        FormKey.fresh().toString()));
        return "payments/sheet-form";
    }

    private Comparison compare(String account, @Nullable String asOf, CurrentUser user) {
        List<LocalDate> extracts = books.extracts(user.scope(), account);
        LocalDate wanted = DateText.parse(asOf).orElse(LocalDate.MAX);
        LocalDate day = extracts.stream()
                .filter(each -> !each.isAfter(wanted))
                .findFirst()
                .or(() -> extracts.stream().findFirst())
                .orElseThrow(() -> new NotFoundException("Extract", account));
        return books.compare(user.scope(), account, day);
    }
}

package com.circledesk.receivables.positions.web;

import com.circledesk.accounts.AccountFacts;
import com.circledesk.accounts.AccountQueries;
import com.circledesk.forms.DateText;
import com.circledesk.receivables.BookFilter;
import com.circledesk.receivables.ageing.AgeingGroup;
import com.circledesk.receivables.ageing.AgeingQueries;
import com.circledesk.receivables.ageing.AgeingRequest;
import com.circledesk.receivables.allocations.AllocationQueries;
import com.circledesk.receivables.openitems.OpenItemFilter;
import com.circledesk.receivables.openitems.OpenItemQueries;
import com.circledesk.receivables.openitems.OpenItemSort;
import com.circledesk.receivables.positions.Account360Page;
import com.circledesk.receivables.positions.AccountPositionQueries;
import com.circledesk.receivables.receipts.ReceiptFilter;
import com.circledesk.receivables.receipts.ReceiptQueries;
import com.circledesk.shared.PageParameters;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Account 360: everything about one account, a tab an address. A code that cannot stand in a path comes as the parameter
 * {@code code}.
 */
@Controller
@Requires(Permission.VIEW_RECEIVABLES)
class Account360Controller {
    private static final int LAST_RECEIPTS = 5;
    private static final List<String> KINDS =
            List.of("INVOICE", "DEBIT_NOTE", "CREDIT_NOTE", "RECEIPT", "ALLOCATION", "TDS", "GST_TDS", "DEDUCTION");

    /** What the tabs are narrowed to. */
    record Parameters(
            @Nullable String asOf,
            @Nullable String from,
            @Nullable String to,
            @Nullable String kind,
            @Nullable String sort,
            @Nullable String dir) {}

    private final Account360Page page;
    private final AccountQueries accounts;
    private final AccountPositionQueries positions;
    private final AgeingQueries ageings;
    private final OpenItemQueries openItems;
    private final ReceiptQueries receipts;
    private final AllocationQueries allocations;
    private final Clock clock;

    Account360Controller(
            Account360Page page,
            AccountQueries accounts,
            AccountPositionQueries positions,
            AgeingQueries ageings,
            OpenItemQueries openItems,
            ReceiptQueries receipts,
            AllocationQueries allocations,
            Clock clock) {
        this.page = page;
        this.accounts = accounts;
        this.positions = positions;
        this.ageings = ageings;
        this.openItems = openItems;
        this.receipts = receipts;
        this.allocations = allocations;
        this.clock = clock;
    }

    @GetMapping("/accounts/{code}")
    String summary(@PathVariable String code, Parameters asked, CurrentUser user, Model model) {
        return showSummary(code, asked, user, model);
    }

    @GetMapping(path = "/accounts", params = "code")
    String summaryOf(@RequestParam String code, Parameters asked, CurrentUser user, Model model) {
        return showSummary(code, asked, user, model);
    }

    @GetMapping("/accounts/{code}/invoices")
    String invoices(@PathVariable String code, Parameters asked, PageParameters rows, CurrentUser user, Model model) {
        return showInvoices(code, asked, rows, user, model);
    }

    @GetMapping(path = "/accounts/invoices", params = "code")
    String invoicesOf(@RequestParam String code, Parameters asked, PageParameters rows, CurrentUser user, Model model) {
        return showInvoices(code, asked, rows, user, model);
    }

    @GetMapping("/accounts/{code}/ledger")
    String ledger(@PathVariable String code, Parameters asked, PageParameters rows, CurrentUser user, Model model) {
        return showLedger(code, asked, rows, user, model);
    }

    @GetMapping(path = "/accounts/ledger", params = "code")
    String ledgerOf(@RequestParam String code, Parameters asked, PageParameters rows, CurrentUser user, Model model) {
        return showLedger(code, asked, rows, user, model);
    }

    @GetMapping("/accounts/{code}/receipts")
    String credits(@PathVariable String code, Parameters asked, PageParameters rows, CurrentUser user, Model model) {
        return showCredits(code, asked, rows, user, model);
    }

    @GetMapping(path = "/accounts/receipts", params = "code")
    String creditsOf(@RequestParam String code, Parameters asked, PageParameters rows, CurrentUser user, Model model) {
        return showCredits(code, asked, rows, user, model);
    }

    private String showSummary(String code, Parameters asked, CurrentUser user, Model model) {
        LocalDate asOf = asOf(asked);
        AccountFacts account = page.show(code, "summary", asOf, user, model);
        AgeingRequest request = AgeingRequest.of(asOf, AgeingGroup.ACCOUNT, BookFilter.ofAccount(account.code()));
        model.addAttribute("ageing", ageings.ageing(user.scope(), request));
        model.addAttribute("managers", accounts.managers(account.id(), user.scope()));
        model.addAttribute("receipts", receipts.list(ofAccount(account), 0, LAST_RECEIPTS, user.scope()));
        return "receivables/account";
    }

    private String showInvoices(String code, Parameters asked, PageParameters rows, CurrentUser user, Model model) {
        LocalDate asOf = asOf(asked);
        AccountFacts account = page.show(code, "invoices", asOf, user, model);
        OpenItemFilter filter =
                OpenItemFilter.of(AgeingRequest.of(asOf, AgeingGroup.ACCOUNT, BookFilter.ofAccount(account.code())));
        OpenItemSort sort =
                OpenItemSort.named(asked.sort() == null ? "" : asked.sort()).orElse(OpenItemSort.DUE);
        model.addAttribute(
                "items",
                openItems.page(user.scope(), filter, sort, "desc".equals(asked.dir()), rows.number(), rows.rows()));
        model.addAttribute("totals", openItems.totals(user.scope(), filter));
        return "receivables/account-invoices";
    }

    private String showLedger(String code, Parameters asked, PageParameters rows, CurrentUser user, Model model) {
        AccountFacts account = page.show(code, "ledger", asOf(asked), user, model);
        String kind = asked.kind() != null && KINDS.contains(asked.kind()) ? asked.kind() : "";
        model.addAttribute("kinds", KINDS);
        model.addAttribute("kind", kind);
        model.addAttribute(
                "entries",
                positions.ledger(
                        account.id(),
                        DateText.parse(asked.from()).orElse(null),
                        DateText.parse(asked.to()).orElse(null),
                        kind,
                        rows.number(),
                        rows.rows(),
                        user.scope()));
        return "receivables/account-ledger";
    }

    private String showCredits(String code, Parameters asked, PageParameters rows, CurrentUser user, Model model) {
        AccountFacts account = page.show(code, "receipts", asOf(asked), user, model);
        model.addAttribute("sources", allocations.sources(account.id(), user.scope()));
        model.addAttribute("receipts", receipts.list(ofAccount(account), rows.number(), rows.rows(), user.scope()));
        model.addAttribute("mayPost", user.may(Permission.POST_MONEY));
        return "receivables/account-receipts";
    }

    private static ReceiptFilter ofAccount(AccountFacts account) {
        return new ReceiptFilter(null, "", List.of(), account.code(), null, null);
    }

    private LocalDate asOf(Parameters asked) {
        return DateText.parse(asked.asOf()).orElse(LocalDate.now(clock));
    }
}

package com.circledesk.receivables.positions.web;

import com.circledesk.accounts.AccountQueries;
import com.circledesk.audit.ListExports;
import com.circledesk.exports.Column;
import com.circledesk.exports.FileWish;
import com.circledesk.forms.DateText;
import com.circledesk.receivables.ageing.AgeBuckets;
import com.circledesk.receivables.ageing.AgeingBasis;
import com.circledesk.receivables.positions.AccountFilter;
import com.circledesk.receivables.positions.AccountPositionQueries;
import com.circledesk.receivables.positions.AccountRow;
import com.circledesk.receivables.positions.AccountSort;
import com.circledesk.receivables.positions.AccountTotals;
import com.circledesk.receivables.views.SavedViews;
import com.circledesk.receivables.views.ViewPage;
import com.circledesk.shared.Choice;
import com.circledesk.shared.Columns;
import com.circledesk.shared.Paced;
import com.circledesk.shared.PageParameters;
import com.circledesk.shared.Paged;
import com.circledesk.shared.Texts;
import com.circledesk.shared.UrlWords;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of accounts with what each owes, as a page and as a file. */
@Controller
@Requires(Permission.VIEW_RECEIVABLES)
class AccountListController {
    private static final int EXPORT_ROWS_MAX = 100_000;
    private static final List<Column<AccountRow>> IN_FILE = List.of(
            Column.of("receivables.account", AccountRow::code),
            Column.of("accounts.customer", AccountRow::customerName),
            Column.of("accounts.operator", AccountRow::operator),
            Column.of("receivables.circle", AccountRow::circle),
            Column.of("accounts.manager", AccountRow::manager),
            Column.of("receivables.account.outstanding", AccountRow::outstanding),
            Column.of("receivables.account.overdue", AccountRow::overdue),
            Column.of("accounts.dso", AccountRow::dso),
            Column.of("receivables.account.unapplied", AccountRow::unapplied),
            Column.of("receivables.account.balance", AccountRow::balance));
    private static final List<String> COLUMNS =
            List.of("operator", "circle", "segment", "manager", "overdue", "dso", "unapplied", "balance");
    private static final List<String> USUAL = List.of("operator", "circle", "manager", "overdue", "dso", "unapplied");

    /** The list's parameters as they stand in its URL. */
    record Parameters(
            @Nullable String asOf,
            @Nullable String q,
            String @Nullable [] operator,
            String @Nullable [] circle,
            String @Nullable [] manager,
            String @Nullable [] segment,
            @Nullable String active,
            @Nullable String sort,
            @Nullable String dir) {
        AccountFilter filter(LocalDate today) {
            return new AccountFilter(
                    DateText.parse(asOf).orElse(today),
                    q == null ? "" : q,
                    UrlWords.list(operator),
                    UrlWords.list(circle),
                    UrlWords.list(manager),
                    UrlWords.list(segment),
                    "all".equals(active),
                    AccountSort.named(sort),
                    "desc".equals(dir));
        }
    }

    private final AccountPositionQueries positions;
    private final AccountQueries accounts;
    private final SavedViews views;
    private final Texts texts;
    private final ListExports exports;
    private final Clock clock;

    AccountListController(
            AccountPositionQueries positions,
            AccountQueries accounts,
            SavedViews views,
            Texts texts,
            ListExports exports,
            Clock clock) {
        this.positions = positions;
        this.accounts = accounts;
        this.views = views;
        this.texts = texts;
        this.exports = exports;
        this.clock = clock;
    }

    @GetMapping("/accounts")
    String list(
            Parameters parameters,
            PageParameters page,
            @RequestParam(required = false) String @Nullable [] col,
            CurrentUser user,
            HttpServletRequest request,
            Model model) {
        AccountFilter filter = parameters.filter(LocalDate.now(clock));
        model.addAttribute("filter", filter);
        List<AccountRow> rows = positions.rows(filter, page.number(), page.rows(), user.scope());
        AccountTotals totals = positions.totals(filter, user.scope());
        model.addAttribute("accounts", new Paged<>(rows, page.number(), page.rows(), totals.accounts()));
        model.addAttribute("totals", totals);
        model.addAttribute("operators", accounts.operators(user.scope()));
        List<Choice> managers = positions.managers(filter.asOf(), user.scope());
        model.addAttribute("managers", managers);
        model.addAttribute("managerNames", names(managers));
        model.addAttribute("overdueLabels", AgeBuckets.standard(AgeingBasis.DUE).overdueLabels());
        model.addAttribute("columns", Columns.of(COLUMNS, USUAL, col));
        model.addAttribute("views", views.choice(user, ViewPage.ACCOUNTS, request.getQueryString()));
        return "receivables/accounts";
    }

    /** An address names a manager by number; the chip over the list by name. */
    private Map<String, String> names(List<Choice> managers) {
        Map<String, String> names = new HashMap<>(Map.of(AccountFilter.NOBODY, texts.get("home.nobody")));
        managers.forEach(manager -> names.put(manager.value(), manager.label()));
        return names;
    }

    @GetMapping("/accounts/export")
    @Paced
    void export(
            Parameters parameters,
            CurrentUser user,
            FileWish wish,
            HttpServletRequest request,
            HttpServletResponse response) {
        AccountFilter filter = parameters.filter(LocalDate.now(clock));
        AccountTotals totals = positions.totals(filter, user.scope());
        List<AccountRow> rows = positions.rows(filter, 0, EXPORT_ROWS_MAX, user.scope());
        exports.list("accounts", "nav.accounts", filter.asOf())
                .fact("receivables.account.outstanding", totals.outstanding())
                .send(user, wish, request, response, IN_FILE, rows::forEach);
    }
}

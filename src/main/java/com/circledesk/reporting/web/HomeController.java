package com.circledesk.reporting.web;

import com.circledesk.disputes.RoomFilter;
import com.circledesk.disputes.RoomQueries;
import com.circledesk.imports.ImportQueries;
import com.circledesk.payments.handshake.HandshakeCount;
import com.circledesk.payments.handshake.HandshakeQueries;
import com.circledesk.payments.tax.TaxFilter;
import com.circledesk.payments.tax.TaxQueries;
import com.circledesk.receivables.BookFilter;
import com.circledesk.receivables.ageing.AgeBuckets;
import com.circledesk.receivables.ageing.AgeingBasis;
import com.circledesk.receivables.ageing.AgeingGroup;
import com.circledesk.receivables.ageing.AgeingRequest;
import com.circledesk.receivables.kpi.Collected;
import com.circledesk.receivables.kpi.CollectionQueries;
import com.circledesk.receivables.kpi.GstBasis;
import com.circledesk.receivables.kpi.KpiFigure;
import com.circledesk.receivables.kpi.KpiQueries;
import com.circledesk.receivables.kpi.KpiReport;
import com.circledesk.receivables.kpi.KpiTile;
import com.circledesk.receivables.kpi.KpiWindow;
import com.circledesk.receivables.migration.MigrationQueries;
import com.circledesk.reporting.AdministrationDesk;
import com.circledesk.reporting.FinanceDeskQueries;
import com.circledesk.reporting.PortfolioQueries;
import com.circledesk.shared.Formats;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Scope;
import com.circledesk.users.SignedIn;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page after signing in: for each role what it needs in the morning. */
@Controller
class HomeController {
    private static final int IMPORTS_SHOWN = 5;
    private static final int ACCOUNTS_SHOWN = 10;

    private final KpiQueries kpis;
    private final CollectionQueries collections;
    private final MigrationQueries migrations;
    private final PortfolioQueries portfolios;
    private final RoomQueries room;
    private final FinanceDeskQueries finance;
    private final HandshakeQueries books;
    private final TaxQueries taxes;
    private final ImportQueries imports;
    private final AdministrationDesk administration;
    private final Formats fmt;
    private final Clock clock;

    HomeController(
            KpiQueries kpis,
            CollectionQueries collections,
            MigrationQueries migrations,
            PortfolioQueries portfolios,
            RoomQueries room,
            FinanceDeskQueries finance,
            HandshakeQueries books,
            TaxQueries taxes,
            ImportQueries imports,
            AdministrationDesk administration,
            Formats fmt,
            Clock clock) {
        this.kpis = kpis;
        this.collections = collections;
        this.migrations = migrations;
        this.portfolios = portfolios;
        this.room = room;
        this.finance = finance;
        this.books = books;
        this.taxes = taxes;
        this.imports = imports;
        this.administration = administration;
        this.fmt = fmt;
        this.clock = clock;
    }

    @SignedIn
    @GetMapping("/")
    String home(CurrentUser user, HomeParameters parameters, Model model) {
        LocalDate asOf = parameters.day(LocalDate.now(clock));
        model.addAttribute("asOf", asOf);
        model.addAttribute("overdueLabels", AgeBuckets.standard(AgeingBasis.DUE).overdueLabels());
        return switch (user.role()) {
            case ACCOUNT_MANAGER -> manager(user, parameters, asOf, model);
            case SALES_HEAD -> head(user.scope(), parameters.filter(), asOf, model);
            case FINANCE -> finance(user.scope(), parameters.filter(), asOf, model);
            case ADMINISTRATOR -> administrator(user.scope(), model);
        };
    }

    /** Whoever manages no account by name looks at all of the circles in scope. */
    private String manager(CurrentUser user, HomeParameters parameters, LocalDate asOf, Model model) {
        Scope scope = user.scope().narrowedTo(parameters.filter().circles());
        List<String> own = portfolios.accountsOf(user.id(), asOf, scope);
        List<String> shown = own.isEmpty() ? null : own;
        KpiReport report = kpis.report(scope, parameters.ofAccounts(own), window(asOf), GstBasis.INCL);
        Collected collected = own.isEmpty()
                ? collections.month(scope, parameters.filter(), asOf)
                : collections.byManager(scope, parameters.filter(), asOf).stream()
                        .filter(each -> Objects.equals(each.userId(), user.id()))
                        .map(CollectionQueries.OfManager::collected)
                        .findFirst()
                        .orElse(Collected.nothing(YearMonth.from(asOf)));
        model.addAttribute("own", own);
        model.addAttribute("room", room.room(scope, RoomFilter.of(asOf, parameters.ofAccounts(own))));
        model.addAttribute("report", report);
        model.addAttribute("tiles", tiles(report, KpiFigure.RECEIVABLE, KpiFigure.OVERDUE, KpiFigure.DSO));
        model.addAttribute("collected", collected);
        model.addAttribute("accounts", portfolios.accounts(scope, shown, asOf));
        return "home/manager";
    }

    private String head(Scope scope, BookFilter filter, LocalDate asOf, Model model) {
        KpiReport report = kpis.report(scope, filter, window(asOf), GstBasis.INCL);
        model.addAttribute("report", report);
        model.addAttribute("tiles", tiles(report, KpiFigure.OVERDUE, KpiFigure.DSO, KpiFigure.CEI));
        model.addAttribute("room", room.room(scope, RoomFilter.of(asOf, filter)));
        model.addAttribute("handshake", handshake(scope.narrowedTo(filter.circles())));
        model.addAttribute("months", collections.months(scope, filter, asOf));
        model.addAttribute("managers", portfolios.managers(scope, filter, asOf));
        model.addAttribute("circles", portfolios.circles(scope, filter, asOf));
        model.addAttribute("accounts", mostOverdue(scope, filter, asOf));
        AgeingRequest owed = AgeingRequest.of(asOf, AgeingGroup.ACCOUNT, filter);
        model.addAttribute("since", asOf.withDayOfMonth(1).minusDays(1));
        model.addAttribute(
                "migration", migrations.migration(scope, asOf.withDayOfMonth(1).minusDays(1), owed));
        return "home/head";
    }

    private String finance(Scope scope, BookFilter filter, LocalDate asOf, Model model) {
        model.addAttribute("collected", collections.month(scope, filter, asOf));
        model.addAttribute("accounts", mostOverdue(scope, filter, asOf));
        model.addAttribute("queues", finance.queues(scope));
        model.addAttribute("handshake", handshake(scope));
        model.addAttribute("certificates", taxes.totals(scope, TaxFilter.ALL));
        model.addAttribute("control", finance.control(scope));
        model.addAttribute("run", finance.lastRun(scope));
        model.addAttribute("close", finance.monthClose(scope, LocalDate.now(clock)));
        lastImports(scope, model);
        return "home/finance";
    }

    private String administrator(Scope scope, Model model) {
        lastImports(scope, model);
        model.addAttribute("jobs", administration.failedJobs());
        model.addAttribute("counts", administration.counts());
        return "home/administrator";
    }

    /** Of the last month that has ended. */
    private HandshakeCount handshake(Scope scope) {
        return books.count(scope, YearMonth.now(clock).minusMonths(1));
    }

    private void lastImports(Scope scope, Model model) {
        model.addAttribute("imports", imports.latest(scope, IMPORTS_SHOWN));
    }

    private List<PortfolioQueries.AccountDesk> mostOverdue(Scope scope, BookFilter filter, LocalDate asOf) {
        Scope within = scope.narrowedTo(filter.circles());
        return portfolios.accounts(within, null, asOf).stream()
                .filter(account -> account.overdue().signum() > 0)
                .limit(ACCOUNTS_SHOWN)
                .toList();
    }

    private List<KpiTile> tiles(KpiReport report, KpiFigure... figures) {
        return Stream.of(figures).map(figure -> KpiTile.of(figure, report, fmt)).toList();
    }

    private static KpiWindow window(LocalDate asOf) {
        return new KpiWindow(asOf, KpiWindow.DAYS_DEFAULT);
    }
}

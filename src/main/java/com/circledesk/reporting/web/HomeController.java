package com.circledesk.reporting.web;

import com.circledesk.audit.AuditEvents;
import com.circledesk.exports.Exports;
import com.circledesk.exports.PdfDocument;
import com.circledesk.imports.ImportQueries;
import com.circledesk.payments.handshake.HandshakeQueries;
import com.circledesk.payments.tax.TaxFilter;
import com.circledesk.payments.tax.TaxQueries;
import com.circledesk.receivables.BookFilter;
import com.circledesk.receivables.ageing.AgeBuckets;
import com.circledesk.receivables.ageing.AgeingBasis;
import com.circledesk.receivables.kpi.CollectionQueries;
import com.circledesk.reporting.AdministrationDesk;
import com.circledesk.reporting.FinanceDeskQueries;
import com.circledesk.reporting.PortfolioQueries;
import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.Paced;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import com.circledesk.users.Scope;
import com.circledesk.users.SignedIn;
import com.circledesk.users.UserQueries;
import com.circledesk.users.UserRow;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page after signing in: for each role what it needs in the morning. */
@Controller
class HomeController {
    private static final int IMPORTS_SHOWN = 5;
    private static final int ACCOUNTS_SHOWN = 10;

    private final ManagerHome managers;
    private final HeadHome heads;
    private final CollectionQueries collections;
    private final PortfolioQueries portfolios;
    private final FinanceDeskQueries finance;
    private final HandshakeQueries books;
    private final TaxQueries taxes;
    private final ImportQueries imports;
    private final AdministrationDesk administration;
    private final UserQueries users;
    private final AuditEvents audit;
    private final Exports exports;
    private final PdfDocument pdf;
    private final Clock clock;
    private final TransactionTemplate reading;

    HomeController(
            ManagerHome managers,
            HeadHome heads,
            CollectionQueries collections,
            PortfolioQueries portfolios,
            FinanceDeskQueries finance,
            HandshakeQueries books,
            TaxQueries taxes,
            ImportQueries imports,
            AdministrationDesk administration,
            UserQueries users,
            AuditEvents audit,
            Exports exports,
            PdfDocument pdf,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.managers = managers;
        this.heads = heads;
        this.collections = collections;
        this.portfolios = portfolios;
        this.finance = finance;
        this.books = books;
        this.taxes = taxes;
        this.imports = imports;
        this.administration = administration;
        this.users = users;
        this.audit = audit;
        this.exports = exports;
        this.pdf = pdf;
        this.clock = clock;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
    }

    @SignedIn
    @GetMapping("/")
    String home(CurrentUser user, HomeParameters parameters, Model model) {
        LocalDate asOf = parameters.day(LocalDate.now(clock));
        model.addAttribute("asOf", asOf);
        model.addAttribute("now", LocalDate.now(clock));
        model.addAttribute("overdueLabels", AgeBuckets.standard(AgeingBasis.DUE).overdueLabels());
        return switch (user.role()) {
            case ACCOUNT_MANAGER -> manager(user, parameters, asOf, model);
            case SALES_HEAD -> head(user, parameters, asOf, model);
            case FINANCE -> finance(user.scope(), parameters.filter(), asOf, model);
            case ADMINISTRATOR -> administrator(user.scope(), model);
        };
    }

    /** Whoever manages no account by name looks at all of the circles in scope. */
    private String manager(CurrentUser user, HomeParameters parameters, LocalDate asOf, Model model) {
        return managers.show(
                desk(user.id(), user.email(), user.scope(), parameters, asOf), LocalDate.now(clock), model);
    }

    private Desk desk(long id, String email, Scope all, HomeParameters parameters, LocalDate asOf) {
        Scope scope = all.narrowedTo(parameters.filter().circles());
        List<String> own = portfolios.accountsOf(id, asOf, scope);
        return new Desk(id, email, own, scope, parameters.ofAccounts(own), asOf);
    }

    /** A head's own home, or that of one of the managers, as far as the head sees its circles. */
    private String head(CurrentUser user, HomeParameters parameters, LocalDate asOf, Model model) {
        Long asked = parameters.managerId();
        if (asked == null) {
            model.addAllAttributes(heads.contents(user, parameters.filter(), asOf));
            return "home/head";
        }
        UserRow manager = users.get(asked);
        Desk desk = desk(manager.id(), manager.email(), user.scope(), parameters, asOf);
        if (desk.isOfAll()) {
            throw new NotFoundException("Manager", asked);
        }
        model.addAttribute("manager", manager);
        return managers.show(desk, LocalDate.now(clock), model);
    }

    /** A head's home on paper. */
    @GetMapping("/home/pdf")
    @Requires(Permission.LEAD_COLLECTIONS)
    @Paced
    void paper(CurrentUser user, HomeParameters parameters, HttpServletResponse response) {
        LocalDate asOf = parameters.day(LocalDate.now(clock));
        Map<String, Object> contents = reading.execute(status -> heads.contents(user, parameters.filter(), asOf));
        audit.record("export", "home", null, "home of the sales head, " + asOf);
        exports.send(
                response,
                "application/pdf",
                "home-%s.pdf".formatted(asOf),
                out -> pdf.write("pdf/home", Objects.requireNonNull(contents), out));
    }

    private String finance(Scope scope, BookFilter filter, LocalDate asOf, Model model) {
        model.addAttribute("collected", collections.month(scope, filter, asOf));
        model.addAttribute("accounts", mostOverdue(scope, filter, asOf));
        model.addAttribute("queues", finance.queues(scope));
        model.addAttribute("handshake", books.count(scope, YearMonth.now(clock).minusMonths(1)));
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
        model.addAttribute("headless", users.circlesWithoutHead());
        return "home/administrator";
    }

    private void lastImports(Scope scope, Model model) {
        model.addAttribute("imports", imports.latest(scope, IMPORTS_SHOWN));
    }

    private List<PortfolioQueries.AccountDesk> mostOverdue(Scope scope, BookFilter filter, LocalDate asOf) {
        return portfolios.accounts(scope, filter, asOf).stream()
                .filter(account -> account.overdue().signum() > 0)
                .limit(ACCOUNTS_SHOWN)
                .toList();
    }
}

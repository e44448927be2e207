package com.circledesk.receivables.statements.web;

import com.circledesk.accounts.AccountFacts;
import com.circledesk.accounts.AccountQueries;
import com.circledesk.accounts.Registrations;
import com.circledesk.audit.AuditEvents;
import com.circledesk.exports.Exports;
import com.circledesk.exports.FileWish;
import com.circledesk.exports.PdfDocument;
import com.circledesk.forms.DateText;
import com.circledesk.receivables.BookFilter;
import com.circledesk.receivables.ageing.Ageing;
import com.circledesk.receivables.ageing.AgeingGroup;
import com.circledesk.receivables.ageing.AgeingQueries;
import com.circledesk.receivables.ageing.AgeingRequest;
import com.circledesk.receivables.statements.Period;
import com.circledesk.receivables.statements.Statement;
import com.circledesk.receivables.statements.StatementQueries;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Paced;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import com.circledesk.users.Scope;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The statement of an account for a period: on the page, as a workbook, on paper. */
@Controller
@Requires(Permission.VIEW_RECEIVABLES)
class StatementController {
    /** More rows than this nobody prints; the workbook holds them all. */
    private static final int ROWS_SHOWN_MAX = 1000;

    private final AccountQueries accounts;
    private final StatementQueries statements;
    private final AgeingQueries ageings;
    private final Exports exports;
    private final PdfDocument pdf;
    private final Registrations registrations;
    private final AuditEvents audit;
    private final Texts texts;
    private final Clock clock;

    StatementController(
            AccountQueries accounts,
            StatementQueries statements,
            AgeingQueries ageings,
            Exports exports,
            PdfDocument pdf,
            Registrations registrations,
            AuditEvents audit,
            Texts texts,
            Clock clock) {
        this.accounts = accounts;
        this.statements = statements;
        this.ageings = ageings;
        this.exports = exports;
        this.pdf = pdf;
        this.registrations = registrations;
        this.audit = audit;
        this.texts = texts;
        this.clock = clock;
    }

    /** The period as it stands in the URL. */
    record Parameters(@Nullable String from, @Nullable String to) {}

    @GetMapping("/accounts/{code}/statement")
    String page(
            @PathVariable String code, Parameters asked, CurrentUser user, Model model, HttpServletResponse response) {
        return show(code, asked, user, model, response);
    }

    @GetMapping(path = "/accounts/statement", params = "code")
    String pageOf(
            @RequestParam String code, Parameters asked, CurrentUser user, Model model, HttpServletResponse response) {
        return show(code, asked, user, model, response);
    }

    private String show(String code, Parameters asked, CurrentUser user, Model model, HttpServletResponse response) {
        AccountFacts account = account(code, user.scope());
        Period period;
        try {
            period = period(asked);
        } catch (BusinessRuleException e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("flashProblem", e.getMessage());
            period = Period.of(null, null, LocalDate.now(clock));
        }
        Statement statement = statements.forCustomer(account, period, user.scope());
        model.addAllAttributes(contents(statement, ageing(account, period, user.scope())));
        return "receivables/statement";
    }

    /** @param format {@code pdf}, else a table of that format */
    @GetMapping("/receivables/statements")
    @Paced
    void file(
            @RequestParam String account,
            Parameters asked,
            @RequestParam(defaultValue = "pdf") String format,
            CurrentUser user,
            HttpServletResponse response) {
        AccountFacts facts = account(account, user.scope());
        Period period = period(asked);
        Statement statement = statements.forCustomer(facts, period, user.scope());
        Ageing ageing = ageing(facts, period, user.scope());
        String name = "statement-%s-%s".formatted(facts.code().replaceAll("[^A-Za-z0-9._-]", "-"), period.to());
        audit.record(
                "export",
                "statement",
                facts.circle(),
                "%s, %s to %s".formatted(facts.code(), period.from(), period.to()));
        if (format.equals("pdf")) {
            exports.send(response, "application/pdf", name + ".pdf", out -> {
                Map<String, Object> model = new HashMap<>(contents(statement, ageing));
                model.put("us", registrations.letterhead(facts.circle(), period.to()));
                pdf.write("pdf/statement", model, out);
            });
        } else {
            exports.table(response, new FileWish(format).kind(), name, table -> {
                table.fact(texts.get("receivables.account"), facts.code());
                table.fact(texts.get("accounts.customer"), facts.customerName());
                table.fact(texts.get("receivables.from"), period.from());
                table.fact(texts.get("receivables.to"), period.to());
                table.fact(texts.get("statement.opening"), statement.opening());
                table.fact(texts.get("statement.closing"), statement.closing());
                List<String> labels = ageing.request().buckets().labels();
                for (int i = 0; i < labels.size(); i++) {
                    table.fact(labels.get(i), ageing.totals().amounts().get(i));
                }
                table.fact(
                        texts.get("receivables.account.unapplied"),
                        ageing.totals().unapplied());
                table.fact(texts.get("ageing.disputed"), ageing.totals().disputed());
                table.fact(
                        texts.get("statement.undisputed"),
                        ageing.totals().total().minus(ageing.totals().disputed()));
                table.head(List.of(
                        texts.get("receivables.effectiveOn"),
                        texts.get("receivables.kind"),
                        texts.get("receivables.document"),
                        texts.get("receivables.invoice"),
                        texts.get("receivables.due"),
                        texts.get("statement.debit"),
                        texts.get("statement.credit"),
                        texts.get("receivables.account.balance")));
                statement
                        .lines()
                        .forEach(line -> table.row(
                                line.effectiveOn(),
                                line.kind(),
                                line.document(),
                                line.invoiceNo(),
                                line.kind().equals("INVOICE") ? line.dueDate() : null,
                                line.debit(),
                                line.credit(),
                                line.balance()));
            });
        }
    }

    private Map<String, Object> contents(Statement statement, Ageing ageing) {
        List<?> lines = statement.lines();
        return Map.of(
                "account", statement.account(),
                "statement", statement,
                "period", statement.period(),
                "lines", lines.subList(0, Math.min(ROWS_SHOWN_MAX, lines.size())),
                "cut", lines.size() > ROWS_SHOWN_MAX,
                "ageing", ageing,
                "labels", ageing.request().buckets().labels(),
                "made", Instant.now(clock));
    }

    /** At the statement's last day, so that its sum is the closing balance. */
    private Ageing ageing(AccountFacts account, Period period, Scope scope) {
        return ageings.ageing(
                scope, AgeingRequest.of(period.to(), AgeingGroup.ACCOUNT, BookFilter.ofAccount(account.code())));
    }

    private AccountFacts account(String code, Scope scope) {
        return accounts.get(code, scope);
    }

    private Period period(Parameters asked) {
        return Period.of(
                DateText.parse(asked.from()).orElse(null),
                DateText.parse(asked.to()).orElse(null),
                LocalDate.now(clock));
    }
}

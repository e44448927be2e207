package com.circledesk.receivables.statements.web;

import com.circledesk.accounts.AccountQueries;
import com.circledesk.receivables.statements.Period;
import com.circledesk.receivables.statements.Statement;
import com.circledesk.receivables.statements.StatementLine;
import com.circledesk.receivables.statements.StatementQueries;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Money;
import com.circledesk.shared.NotFoundException;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import com.circledesk.users.Scope;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The statement of an account: every ledger entry of a period with the balance after it. */
@RestController
@RequestMapping("/api/v1/accounts")
@Requires(Permission.VIEW_RECEIVABLES)
class StatementApi {
    record Entry(
            LocalDate effectiveOn,
            String kind,
            String document,
            @Nullable String invoice,
            Money amount,
            Money balance) {}

    record Answer(String account, LocalDate from, LocalDate to, Money opening, List<Entry> entries, Money closing) {}

    private final AccountQueries accounts;
    private final StatementQueries statements;
    private final Clock clock;

    StatementApi(AccountQueries accounts, StatementQueries statements, Clock clock) {
        this.accounts = accounts;
        this.statements = statements;
        this.clock = clock;
    }

    @GetMapping("/{code}/statement")
    Answer byPath(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            CurrentUser user) {
        return statement(code, from, to, user.scope());
    }

    @GetMapping(path = "/statement", params = "account_code")
    Answer byParameter(
            @RequestParam("account_code") String code,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            CurrentUser user) {
        return statement(code, from, to, user.scope());
    }

    private Answer statement(String code, @Nullable LocalDate from, @Nullable LocalDate to, Scope scope) {
        Period period = period(from, to);
        Statement statement = accounts.find(code, scope)
                .map(account -> statements.ofEveryEntry(account, period, scope))
                .orElseThrow(() -> new NotFoundException("Account", code));
        return new Answer(
                statement.account().code(),
                period.from(),
                period.to(),
                statement.opening(),
                statement.lines().stream().map(StatementApi::entry).toList(),
                statement.closing());
    }

    private Period period(@Nullable LocalDate from, @Nullable LocalDate to) {
        try {
            return Period.of(from, to, LocalDate.now(clock));
        } catch (BusinessRuleException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, e.getMessage(), e);
        }
    }

    private static Entry entry(StatementLine line) {
        return new Entry(
                line.effectiveOn(), line.kind(), line.document(), line.invoiceNo(), line.amount(), line.balance());
    }
}

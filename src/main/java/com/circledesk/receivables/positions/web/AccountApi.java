package com.circledesk.receivables.positions.web;

import com.circledesk.accounts.AccountFacts;
import com.circledesk.accounts.AccountQueries;
import com.circledesk.receivables.positions.AccountPosition;
import com.circledesk.receivables.positions.AccountPositionQueries;
import com.circledesk.shared.Money;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import com.circledesk.users.Scope;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One account and what it owes today. */
@RestController
@RequestMapping("/api/v1/accounts")
@Requires(Permission.VIEW_RECEIVABLES)
class AccountApi {
    record Account(
            String code,
            String customerName,
            String operator,
            String segment,
            String circle,
            int paymentTermsDays,
            @Nullable String gstin,
            @Nullable String pan,
            @Nullable String tan,
            boolean publicSector,
            @Nullable String managerEmail,
            boolean active,
            Money outstanding,
            Money overdue,
            Money unapplied,
            Money balance) {}

    private final AccountQueries accounts;
    private final AccountPositionQueries positions;
    private final Clock clock;

    AccountApi(AccountQueries accounts, AccountPositionQueries positions, Clock clock) {
        this.accounts = accounts;
        this.positions = positions;
        this.clock = clock;
    }

    @GetMapping("/{code}")
    Account byPath(@PathVariable String code, CurrentUser user) {
        return account(code, user.scope());
    }

    @GetMapping
    Account byParameter(@RequestParam("account_code") String code, CurrentUser user) {
        return account(code, user.scope());
    }

    private Account account(String code, Scope scope) {
        AccountFacts facts = accounts.get(code, scope);
        AccountPosition position = positions.position(facts.id(), LocalDate.now(clock), scope);
        return new Account(
                facts.code(),
                facts.customerName(),
                facts.operator(),
                facts.segment(),
                facts.circle(),
                facts.paymentTermsDays(),
                facts.gstin(),
                facts.pan(),
                facts.tan(),
                facts.publicSector(),
                facts.managerEmail(),
                facts.active(),
                position.outstanding(),
                position.overdue(),
                position.unapplied(),
                position.balance());
    }
}

package com.circledesk.payments.handshake;

import com.circledesk.forms.FormKey;
import com.circledesk.forms.FormSubmissions;
import com.circledesk.forms.Submission;
import com.circledesk.receivables.Ledger;
import com.circledesk.receivables.Words;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.users.Scope;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people do about the customer's books: follow differences up, say how far invoices are, sign. */
@Service
@Transactional
public class HandshakeService {
    private final JdbcClient jdbc;
    private final HandshakeQueries books;
    private final Ledger ledger;
    private final FormSubmissions submissions;
    private final Clock clock;

    HandshakeService(JdbcClient jdbc, HandshakeQueries books, Ledger ledger, FormSubmissions submissions, Clock clock) {
        this.jdbc = jdbc;
        this.books = books;
        this.ledger = ledger;
        this.submissions = submissions;
        this.clock = clock;
    }

    /** @return what was written; 0: the account or the owner is not known */
    public int followUp(FollowUp followUp, Scope scope) {
        return jdbc.sql("""
                        insert into difference_follow_up (account_id, circle, key, kind, owner_id, next_action)
                        select a.id, a.circle, :key, :kind, u.id, :next
                        from account a
                        left join app_user u on u.email = lower(:owner) and u.disabled_at is null and u.role <> 'ADMINISTRATOR'
                         and (u.all_circles or exists (select from user_circle c where c.user_id = u.id and c.circle = a.circle))
                        where lower(a.code) = lower(:account) and a.circle = any (:circles)
                          and (cast(:owner as text) is null or u.id is not null)
                        """)
                .param("key", followUp.key())
                .param("kind", followUp.kind().name())
                .param("next", followUp.nextAction())
                .param("owner", followUp.owner())
                .param("account", followUp.account())
                .param("circles", scope.toArray())
                .update();
    }

    /**
     * Says how far invoices of an account are with the customer.
     *
     * @return the numbers that no invoice of the account bears; if there are any, nothing is written
     */
    public List<String> setState(
            String account,
            List<String> invoiceNos,
            CustomerState state,
            LocalDate day,
            @Nullable String remark,
            Scope scope) {
        String[] numbers = invoiceNos.toArray(String[]::new);
        List<String> unknown = jdbc.sql("""
                        select n from unnest(cast(:numbers as text[])) n
                        where not exists (select from invoice i join account a on a.id = i.account_id
                                          where lower(a.code) = lower(:account) and a.circle = any (:circles)
                                            and lower(i.invoice_no) = lower(n) and i.reversed_at is null)
                        """)
                .param("numbers", numbers)
                .param("account", account)
                .param("circles", scope.toArray())
                .query(String.class)
                .list();
        if (unknown.isEmpty()) {
            jdbc.sql("""
                            insert into customer_invoice_state (invoice_id, account_id, circle, state, on_day, remark)
                            select i.id, i.account_id, i.circle, :state, :day, :remark
                            from invoice i join account a on a.id = i.account_id
                            where lower(a.code) = lower(:account) and a.circle = any (:circles) and i.reversed_at is null
                              and lower(i.invoice_no) in (select lower(n) from unnest(cast(:numbers as text[])) n)
                            """)
                    .param("state", state.name())
                    .param("day", day)
                    .param("remark", remark)
                    .param("account", account)
                    .param("circles", scope.toArray())
                    .param("numbers", numbers)
                    .update();
        }
        return unknown;
    }

    /**
     * Signs what the page showed, and freezes it.
     *
     * @return the sheet's id as outcome
     * @throws BusinessRuleException if something was posted or imported since, so that other figures would be signed
     */
    public Submission sign(FormKey key, SignSheet sign, Scope scope) {
        return submissions.once(key, "reconciliation-sheet", sign, () -> {
            Comparison comparison = books.compare(scope, sign.account(), sign.asOf());
            ledger.lockAccounts(List.of(comparison.accountId()));
            requireNoneSince(comparison, sign);
            comparison = books.compare(scope, sign.account(), sign.asOf());
            if (!comparison.gap().toString().equals(sign.gap())) {
                throw new BusinessRuleException(
                        "conflict",
                        "The difference is %s by now: something was posted or imported since. Look at it again."
                                .formatted(comparison.gap()));
            }
            if (sign.signedOn().isBefore(sign.asOf()) || sign.signedOn().isAfter(LocalDate.now(clock))) {
                throw new BusinessRuleException(
                        "out-of-range", "It is signed on the day of the extract or later, and not in the future.");
            }
            return String.valueOf(write(comparison, sign));
        });
    }

    private record Signed(String by, LocalDate asOf) {}

    private void requireNoneSince(Comparison comparison, SignSheet sign) {
        jdbc.sql("""
                        select recorded_by as by, as_of from reconciliation_sheet where account_id = :account and id > :last
                        order by id desc limit 1
                        """)
                .param("account", comparison.accountId())
                .param("last", sign.lastSheet())
                .query(Signed.class)
                .optional()
                .ifPresent(signed -> {
                    throw new BusinessRuleException(
                            "conflict",
                            "%s signed the books as of %s meanwhile. Read that sheet before you sign another."
                                    .formatted(signed.by(), Words.day(signed.asOf())));
                });
    }

    private long write(Comparison comparison, SignSheet sign) {
        long id = jdbc.sql("""
                        insert into reconciliation_sheet (account_id, circle, month, as_of, balance_theirs, balance_ours, residual, next_action,
                                                          signed_on, signed_by_us, signed_by_them)
                        values (:account, :circle, date_trunc('month', cast(:asOf as timestamp))::date, :asOf, :theirs, :ours, :residual, :next,
                                :on, :us, :them)
                        returning id
                        """)
                .param("account", comparison.accountId())
                .param("circle", comparison.circle())
                .param("asOf", comparison.asOf())
                .param("theirs", comparison.theirs().amount())
                .param("ours", comparison.ours().amount())
                .param("residual", comparison.residual().amount())
                .param("next", sign.nextAction())
                .param("on", sign.signedOn())
                .param("us", sign.signedByUs())
                .param("them", sign.signedByThem())
                .query(Long.class)
                .single();
        int line = 0;
        for (Difference each : comparison.differences()) {
            jdbc.sql("""
                            insert into reconciliation_sheet_line (sheet_id, circle, line_no, kind, invoice_no, document_no, dated_on, ours,
                                                                   theirs, amount, owner, next_action)
                            values (:sheet, :circle, :line, :kind, :invoice, :document, :dated, :ours, :theirs, :amount, :owner, :next)
                            """)
                    .param("sheet", id)
                    .param("circle", comparison.circle())
                    .param("line", ++line)
                    .param("kind", each.kind().name())
                    .param("invoice", each.invoiceNo())
                    .param("document", each.documentNo())
                    .param("dated", each.datedOn())
                    .param("ours", each.ours().amount())
                    .param("theirs", each.theirs().amount())
                    .param("amount", each.amount().amount())
                    .param("owner", each.owner() == null ? comparison.manager() : each.owner())
                    .param("next", each.nextAction())
                    .update();
        }
        return id;
    }
}

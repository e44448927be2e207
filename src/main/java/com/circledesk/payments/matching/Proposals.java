package com.circledesk.payments.matching;

import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Works out what receipts pay, account by account, and again where something of the account's circle was posted since. */
@Service
public class Proposals {
    /** What neither ledger nor advices tell (rates, disputes) is looked at again after so many hours. */
    private static final int HOURS = 12;

    private record Due(long id, String code) {}

    private final JdbcClient jdbc;
    private final MatchingBooks books;
    private final ProposalRecords records;
    private final TransactionTemplate transaction;

    Proposals(JdbcClient jdbc, MatchingBooks books, ProposalRecords records, PlatformTransactionManager manager) {
        this.jdbc = jdbc;
        this.books = books;
        this.records = records;
        this.transaction = new TransactionTemplate(manager);
    }

    /** Each account in a transaction of its own. @return how many receipts have a proposal now */
    public int matchChanged(Scope scope) {
        return due(scope).stream().mapToInt(account -> matchNow(account, scope)).sum();
    }

    /** Whether or not something changed. @return how many receipts have a proposal now */
    public int match(long accountId, Scope scope) {
        return Objects.requireNonNull(transaction.execute(status -> jdbc.sql(
                                "select id, code from account where id = :account and circle = any (:circles)")
                        .param("account", accountId)
                        .param("circles", scope.toArray())
                        .query(Due.class)
                        .list()))
                .stream()
                .mapToInt(account -> matchNow(account, scope))
                .sum();
    }

    /** What is known besides the ledger changed (an advice came, a proposal was refused): the next look matches them again. */
    public void forget(Collection<Long> accountIds) {
        transaction.executeWithoutResult(status -> jdbc.sql(
                        "delete from matched_account where account_id = any (:accounts) and circle = any (:circles)")
                .param("accounts", accountIds.toArray(Long[]::new))
                .param("circles", ActorContext.required().scope().toArray())
                .update());
    }

    private List<Due> due(Scope scope) {
        return Objects.requireNonNull(transaction.execute(status -> jdbc.sql("""
                                select a.id, a.code
                                from account a
                                left join matched_account m on m.account_id = a.id
                                where a.circle = any (:circles)
                                  and exists (select from on_account_item o
                                              where o.account_id = a.id and o.document_type = 'RECEIPT' and o.rest > 0)
                                  and (m.account_id is null or m.matched_at < app_now() - :hours * interval '1 hour'
                                       or not ledger_unchanged(m.seen, array[a.circle], 'infinity')
                                       or exists (select from receipt_advice x
                                                  join advice v on v.id = x.advice_id
                                                  join receipt r on r.id = x.receipt_id
                                                  left join advice_receipt t on t.advice_id = v.id and t.receipt_id = r.id
                                                  where r.account_id = a.id
                                                    and greatest(v.recorded_at, t.attached_at,
                                                          (select max(l.picked_at) from advice_line l where l.advice_id = v.id))
                                                        >= m.matched_at))
                                order by a.id
                                """)
                .param("circles", scope.toArray())
                .param("hours", HOURS)
                .query(Due.class)
                .list()));
    }

    private int matchNow(Due account, Scope scope) {
        return Objects.requireNonNull(transaction.execute(status -> {
            jdbc.sql("select pg_advisory_xact_lock(7205160, :account)")
                    .param("account", (int) (account.id() % Integer.MAX_VALUE))
                    .query(rows -> {});
            // Before the book is read: what is posted meanwhile is then new to it.
            jdbc.sql("""
                            insert into matched_account (account_id, circle)
                            select id, circle from account where id = :account
                            on conflict (account_id) do update set seen = excluded.seen, matched_at = excluded.matched_at
                            """).param("account", account.id()).update();
            MatchingBooks.Loaded loaded = books.load(account.id(), account.code(), scope);
            Matcher matcher = new Matcher(loaded.book());
            List<ProposalRecords.Proposed> found = new ArrayList<>();
            for (Credit credit : loaded.credits()) {
                matcher.propose(credit).stream()
                        .findFirst()
                        .ifPresent(best -> found.add(new ProposalRecords.Proposed(
                                Objects.requireNonNull(loaded.receiptIds().get(credit.receiptNo())), credit, best)));
            }
            records.replace(account.id(), found, loaded.invoiceIds());
            return found.size();
        }));
    }
}

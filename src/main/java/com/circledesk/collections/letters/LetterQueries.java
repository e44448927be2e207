package com.circledesk.collections.letters;

import com.circledesk.shared.NotFoundException;
import com.circledesk.users.Scope;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads what letters list, and those that were written. */
@Service
@Transactional(readOnly = true)
public class LetterQueries {
    private final JdbcClient jdbc;

    LetterQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is overdue of an account now, the oldest first, also what a letter leaves out. */
    public List<LetterItem> items(long accountId, Scope scope) {
        return jdbc.sql("select * from letter_items(:circles, :account)")
                .param("circles", scope.toArray())
                .param("account", accountId)
                .query(LetterItem.class)
                .list();
    }

    /** What letters leave out of an account under a suppression that is in force. */
    public LetterItem leftOut(long accountId, long suppressionId, Scope scope) {
        return items(accountId, scope).stream()
                .filter(item -> Objects.equals(item.suppressionId(), suppressionId))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("Invoice left out", suppressionId));
    }

    /** The last first. */
    public List<SentLetter> sent(long accountId, Scope scope) {
        return jdbc.sql("""
                        select l.id, a.code as account, l.subject, l.as_of, l.amount, l.sent_to, l.recorded_at, l.recorded_by
                        from letter l join account a on a.id = l.account_id
                        where l.account_id = :account and l.circle = any (:circles) order by l.id desc limit 100
                        """)
                .param("account", accountId)
                .param("circles", scope.toArray())
                .query(SentLetter.class)
                .list();
    }

    /** As it was written. */
    public Letter written(long letterId, Scope scope) {
        List<LetterItem> items = jdbc.sql("""
                        select i.id as invoice_id, i.invoice_no, i.invoice_date, i.due_date, t.amount as open_amount, 0.00 as disputed,
                               t.amount as asked, cast(null as bigint) as suppression_id, cast(null as text) as why,
                               cast(null as date) as until_on
                        from letter_item t join invoice i on i.id = t.invoice_id
                        where t.letter_id = :id and t.circle = any (:circles) order by i.due_date, i.invoice_no
                        """)
                .param("id", letterId)
                .param("circles", scope.toArray())
                .query(LetterItem.class)
                .list();
        return jdbc.sql("""
                        select a.code as account, a.customer_name, l.circle, l.subject, l.body, l.as_of, l.amount, l.disputed, l.unapplied
                        from letter l join account a on a.id = l.account_id where l.id = :id and l.circle = any (:circles)
                        """)
                .param("id", letterId)
                .param("circles", scope.toArray())
                .query((row, n) -> new Letter(
                        row.getString("account"),
                        row.getString("customer_name"),
                        row.getString("circle"),
                        row.getString("subject"),
                        row.getString("body"),
                        row.getObject("as_of", java.time.LocalDate.class),
                        items,
                        com.circledesk.shared.Money.of(row.getBigDecimal("amount")),
                        com.circledesk.shared.Money.of(row.getBigDecimal("disputed")),
                        com.circledesk.shared.Money.of(row.getBigDecimal("unapplied"))))
                .optional()
                .orElseThrow(() -> new NotFoundException("Letter", letterId));
    }
}

package com.circledesk.payments.posting;

import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.NotFoundException;
import com.circledesk.users.Scope;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads what waits for another person's word, and keeps the caps. */
@Service
@Transactional(readOnly = true)
public class WriteOffQueries {
    private static final int DECIDED_SHOWN = 100;

    private static final String ROWS = """
            select q.id, a.code as account, i.invoice_no, r.receipt_no, q.kind, q.amount, coalesce(o.open_amount, 0) as open_of_invoice, q.why,
                   q.requested_at, q.requested_by, q.allowed, q.decided_at, q.decided_by, q.decided_why
            from write_off_request q
            join account a on a.id = q.account_id
            join invoice i on i.id = q.invoice_id
            join receipt r on r.id = q.receipt_id
            left join open_item o on o.invoice_id = q.invoice_id
            where q.circle = any (:circles)
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    WriteOffQueries(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What waits, the oldest first; or the last that were decided. */
    public List<WriteOffRow> list(boolean decided, Scope scope) {
        return jdbc.sql(ROWS
                        + (decided
                                ? "and q.decided_at is not null order by q.decided_at desc, q.id desc limit "
                                        + DECIDED_SHOWN
                                : "and q.decided_at is null order by q.id"))
                .param("circles", scope.toArray())
                .query(WriteOffRow.class)
                .list();
    }

    public WriteOffRow get(long id, Scope scope) {
        return jdbc.sql(ROWS + "and q.id = :id")
                .param("circles", scope.toArray())
                .param("id", id)
                .query(WriteOffRow.class)
                .optional()
                .orElseThrow(() -> new NotFoundException("Request", id));
    }

    /** All caps that ever were or will be in force, the latest first; they belong to no circle. */
    public List<WriteOffCap> caps(Scope scope) {
        return jdbc.sql("""
                        select from_on, round_off_line, round_off_day, write_off_line, write_off_day from write_off_cap
                        order by from_on desc
                        """).query(WriteOffCap.class).list();
    }

    /** Other caps, from a later day on. */
    @Transactional
    public void begin(WriteOffCap cap) {
        if (!cap.fromOn().isAfter(LocalDate.now(clock))) {
            throw new BusinessRuleException(
                    "out-of-range", "A setting begins tomorrow or later: what is in force stays for what was before.");
        }
        try {
            jdbc.sql("""
                            insert into write_off_cap (from_on, round_off_line, round_off_day, write_off_line, write_off_day)
                            values (:from, :roundOffLine, :roundOffDay, :writeOffLine, :writeOffDay)
                            """)
                    .param("from", cap.fromOn())
                    .param("roundOffLine", cap.roundOffLine().amount())
                    .param("roundOffDay", cap.roundOffDay().amount())
                    .param("writeOffLine", cap.writeOffLine().amount())
                    .param("writeOffDay", cap.writeOffDay().amount())
                    .update();
        } catch (DataIntegrityViolationException e) {
            throw new BusinessRuleException(
                    "out-of-range", "The cap of an invoice is at most the cap of a day; one setting begins on a day.");
        }
    }
}

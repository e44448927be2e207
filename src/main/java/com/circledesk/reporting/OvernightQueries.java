package com.circledesk.reporting;

import com.circledesk.receivables.BookFilter;
import com.circledesk.users.Scope;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What was recorded since a moment. */
@Service
@Transactional(readOnly = true)
public class OvernightQueries {
    private static final int PAYERS = 3;

    private final JdbcClient jdbc;

    OvernightQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param receipts entered on accounts; reversals are left out
     * @param payers accounts that paid most
     * @param disputes that were raised or moved on
     */
    public record Changes(
            long receipts, BigDecimal received, List<String> payers, long invoices, BigDecimal billed, long disputes) {}

    public Changes since(Instant moment, BookFilter book, Scope scope) {
        return jdbc.sql("""
                        with shown as (
                            select id, code from account
                            where circle = any (:circles) and (cardinality(cast(:codes as text[])) = 0 or upper(code) = any (:codes))
                        ), entry as (
                            select e.counts_as, e.amount, e.receipt_id, e.invoice_id, s.code
                            from ledger_entry e join shown s on s.id = e.account_id
                            where e.recorded_at > :since and e.kind in ('RECEIPT', 'INVOICE')
                              and not exists (select from ledger_entry r where r.reverses = e.id)
                        )
                        select count(distinct receipt_id) filter (where counts_as = 'RECEIPT') as receipts,
                               coalesce(-sum(amount) filter (where counts_as = 'RECEIPT'), 0) as received,
                               array(select code from entry where counts_as = 'RECEIPT'
                                     group by code order by sum(amount), code limit :payers) as payers,
                               count(*) filter (where counts_as = 'INVOICE') as invoices,
                               coalesce(sum(amount) filter (where counts_as = 'INVOICE'), 0) as billed,
                               (select count(distinct v.dispute_id) from dispute_event v join dispute d on d.id = v.dispute_id
                                join shown s on s.id = d.account_id where v.recorded_at > :since) as disputes
                        from entry
                        """)
                .param("circles", scope.toArray())
                .param("codes", BookFilter.upper(book.accounts()))
                .param("since", OffsetDateTime.ofInstant(moment, ZoneOffset.UTC))
                .param("payers", PAYERS)
                .query((row, number) -> new Changes(
                        row.getLong("receipts"),
                        row.getBigDecimal("received"),
                        List.of((String[]) row.getArray("payers").getArray()),
                        row.getLong("invoices"),
                        row.getBigDecimal("billed"),
                        row.getLong("disputes")))
                .single();
    }
}

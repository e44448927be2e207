package com.circledesk.receivables;

import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * From which day on a document can be taken back as a mistake: its own day, unless what rested on it was taken back later
 * (because a month was locked, or it was withdrawn on a later day). Before that day, taking it back would leave less than
 * nothing; never on a day that is locked.
 */
@Component
public class ReversalDays {
    private final JdbcClient jdbc;

    ReversalDays(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public LocalDate ofReceipt(long receiptId) {
        return day("receipt_id = :id and invoice_id is null", "RECEIPT", receiptId);
    }

    /** @param counts kind of the entry that made it: {@code INVOICE}, or {@code DEBIT_NOTE} for one that stands for itself */
    public LocalDate ofInvoice(long invoiceId, String counts) {
        return day("invoice_id = :id", counts, invoiceId);
    }

    private LocalDate day(String entries, String own, long id) {
        return jdbc.sql("""
                        select first_open_day(max(day))
                        from (
                            select max(effective_on) as day from ledger_entry
                            where %1$s and counts_as = :own and kind <> 'REVERSAL'
                            union all
                            select max(until) from (
                                select sum(sum(amount)) over (order by effective_on) as running,
                                       lead(effective_on) over (order by effective_on) as until
                                from ledger_entry where %1$s and counts_as <> :own
                                group by effective_on) others
                            where running <> 0) days
                        """.formatted(entries))
                .param("own", own)
                .param("id", id)
                .query(LocalDate.class)
                .single();
    }
}

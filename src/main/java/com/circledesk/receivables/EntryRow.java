package com.circledesk.receivables;

import com.circledesk.shared.Money;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A ledger entry with the words for it.
 *
 * @param kind as it stands in the ledger; {@code countsAs} tells of a reversal what it takes back
 * @param document number of the document behind it: the receipt or note that pays, else the invoice itself
 * @param documentType {@code RECEIPT}, {@code NOTE} or {@code INVOICE}
 * @param invoiceNo the invoice it lies on, or null: on account
 * @param reverses the entry that it takes back, or null
 * @param reversedBy the entry that takes it back, or null
 */
public record EntryRow(
        long id,
        LocalDate effectiveOn,
        Instant recordedAt,
        String recordedBy,
        String kind,
        String countsAs,
        String document,
        String documentType,
        @Nullable String invoiceNo,
        Money amount,
        @Nullable String reason,
        @Nullable Long reverses,
        @Nullable Long reversedBy,
        @Nullable Long importId) {

    /** Select list and joins that fill one; the caller adds {@code where} and {@code order by}. */
    public static final String SELECT = """
            select e.id, e.effective_on, e.recorded_at, e.recorded_by, e.kind, e.counts_as,
                   coalesce(er.receipt_no, en.note_no, ei.invoice_no) as document,
                   case when er.id is not null then 'RECEIPT' when en.id is not null then 'NOTE' else 'INVOICE' end
                       as document_type,
                   ei.invoice_no, e.amount, e.reason, e.reverses, ev.id as reversed_by, e.import_id
            """;

    public static final String JOINS = """
            left join invoice ei on ei.id = e.invoice_id
            left join receipt er on er.id = e.receipt_id
            left join note en on en.id = e.note_id
            left join ledger_entry ev on ev.reverses = e.id
            """;
}

package com.circledesk.receivables.imports;

import com.circledesk.imports.Column;
import com.circledesk.imports.ImportKind;
import com.circledesk.imports.RowImporter;
import com.circledesk.imports.Staging;
import com.circledesk.receivables.DocumentKind;
import com.circledesk.receivables.DocumentSet;
import com.circledesk.receivables.Ledger;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Files of kind {@code receipts}. Without an account a receipt waits in its queue; a later row that names the account
 * identifies it, and a later row that still does not know it says nothing new.
 */
@Component
@Order(5)
class ReceiptImporter implements RowImporter {
    private static final ImportKind KIND = ImportKind.of(
            "receipts",
            List.of("receipt_no"),
            Column.key("receipt_no", "RC-2026-0001").asRequired(),
            Column.date("received_on").asRequired().notInFuture(),
            Column.positiveAmount("amount").asRequired(),
            Column.key("account_code", "BHARTI-MH"),
            Column.text("utr", 40),
            Column.text("remitter", 200),
            Column.text("narration", 500));

    private static final String RECORDED = """
            accepted s join found_receipt f on f.key = s.receipt_no_key
            join receipt r on r.id = f.id and (r.account_id is null and s.account_code is not null) = %s
            left join account b on b.id = r.account_id
            """;
    private static final String KNOWN = RECORDED.formatted("false");
    private static final String TO_IDENTIFY = RECORDED.formatted("true");

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final Dependants dependants;

    ReceiptImporter(JdbcClient jdbc, Ledger ledger, Dependants dependants) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.dependants = dependants;
    }

    @Override
    public ImportKind kind() {
        return KIND;
    }

    @Override
    public String list() {
        return "/receipts";
    }

    @Override
    public void check(Staging rows) {
        rows.refuseRepeatedKeys();
        References.requireAccount(rows);
        References.findDocuments(rows, "receipt", "receipt_no");
        References.refuseTakenNumbers(rows, "receipt", "receipt_no");
        lockUnidentified(rows);
        compare(rows).refuseDifferences(TO_IDENTIFY, "receipt_no", "'Receipt ' || r.receipt_no");
        compare(rows)
                .ifGiven("account_code", "lower(b.code)", "coalesce(s.account_code_key, lower(b.code))")
                .decide(KNOWN, "receipt_no", "'Receipt ' || r.receipt_no");
        Periods.refuseLocked(
                rows, "received_on", "not exists (select from found_receipt f where f.key = s.receipt_no_key)");
    }

    private static Comparison compare(Staging rows) {
        return new Comparison(rows)
                .of("received_on", "r.received_on", "s.received_on")
                .of("amount", "r.amount", "s.amount")
                .ifGiven("utr", "r.utr", "s.utr")
                .ifGiven("remitter", "r.remitter", "s.remitter")
                .ifGiven("narration", "r.narration", "s.narration");
    }

    /** Somebody may be identifying the same receipts on their page at this moment. */
    private static void lockUnidentified(Staging rows) {
        if (rows.isCommit()) {
            rows.jdbc()
                    .sql("select r.id from receipt r where r.account_id is null and r.reversed_at is null"
                            + " and r.id in (select id from found_receipt) order by r.id for update")
                    .query(Long.class)
                    .list();
        }
    }

    @Override
    public void post(Staging rows) {
        List<Long> identified = rows.jdbc().sql("""
                        update receipt r set account_id = a.id, circle = a.circle, identified_at = app_now(), identified_by = app_actor()
                        from accepted s join found_receipt f on f.key = s.receipt_no_key
                        join account a on lower(a.code) = s.account_code_key
                        where r.id = f.id and r.account_id is null
                        returning r.id
                        """).query(Long.class).list();
        rows.jdbc().sql("""
                insert into receipt (receipt_no, received_on, amount, account_id, circle, utr, remitter, narration, import_id)
                select s.receipt_no, s.received_on, s.amount, a.id, a.circle, s.utr, s.remitter, s.narration, :import
                from accepted s left join account a on lower(a.code) = s.account_code_key
                where not exists (select from found_receipt f where f.key = s.receipt_no_key)
                """).param("import", rows.importId()).update();
        ledger.postReceipts(DocumentSet.ofImport(rows.importId()));
        if (!identified.isEmpty()) {
            ledger.postReceipts(DocumentSet.of(identified));
        }
    }

    /** Receipts that the import only identified go back into the queue, under their numbers. */
    @Override
    public void revert(long importId, String reason) {
        List<Long> identified =
                jdbc.sql("""
                        select distinct r.id from ledger_entry e join receipt r on r.id = e.receipt_id
                        where e.import_id = :import and e.kind = 'RECEIPT' and r.reversed_at is null
                          and r.import_id is distinct from e.import_id
                        """).param("import", importId).query(Long.class).list();
        dependants.refuseThoseOfReceipts(importId, identified);
        ledger.reverse(DocumentKind.RECEIPT, DocumentSet.ofImport(importId), null, reason);
        if (!identified.isEmpty()) {
            ledger.reverse(DocumentKind.RECEIPT, DocumentSet.of(identified), null, reason);
            jdbc.sql("""
                    insert into receipt (receipt_no, received_on, amount, utr, remitter, narration, import_id)
                    select receipt_no, received_on, amount, utr, remitter, narration, import_id from receipt where id = any (:ids)
                    """).param("ids", identified.toArray(Long[]::new)).update();
        }
    }
}

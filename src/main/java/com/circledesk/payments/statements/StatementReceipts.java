package com.circledesk.payments.statements;

import com.circledesk.imports.RevertRefusedException;
import com.circledesk.receivables.DocumentKind;
import com.circledesk.receivables.DocumentSet;
import com.circledesk.receivables.Ledger;
import com.circledesk.receivables.receipts.NewReceipt;
import com.circledesk.receivables.receipts.ReceiptRecording;
import com.circledesk.shared.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What statements make: each credit is a receipt without account, unless there is one of the same reference, day and amount. */
@Component
class StatementReceipts {
    private final JdbcClient jdbc;
    private final ReceiptRecording recording;
    private final Ledger ledger;
    private final RemitterRules rules;

    StatementReceipts(JdbcClient jdbc, ReceiptRecording recording, Ledger ledger, RemitterRules rules) {
        this.jdbc = jdbc;
        this.recording = recording;
        this.ledger = ledger;
        this.rules = rules;
    }

    private record Credit(
            long id,
            LocalDate bookedOn,
            Money amount,
            @Nullable String utr,
            @Nullable String remitterName,
            String narration) {}

    void make(long importId) {
        String ofImport =
                "select l.id from bank_line l join bank_statement s on s.id = l.bank_statement_id where s.import_id = :import";
        jdbc.sql("""
                insert into bank_line_receipt (bank_line_id, receipt_id)
                select bank_line_id, receipt_id from receipts_of_bank_lines(array(%s)) order by 1
                """.formatted(ofImport)).param("import", importId).update();
        rules.learn(jdbc.sql("select receipt_id from bank_line_receipt where bank_line_id in (" + ofImport + ")")
                .param("import", importId)
                .query(Long.class)
                .list());
        List<Credit> credits = jdbc.sql("""
                        select l.id, l.booked_on, l.amount, l.utr, l.remitter_name, l.narration from bank_line l
                        where l.id in (%s) and l.side = 'CREDIT' and not l.is_return
                          and not exists (select from bank_line_receipt b where b.bank_line_id = l.id)
                        order by l.id
                        """.formatted(ofImport))
                .param("import", importId)
                .query(Credit.class)
                .list();
        if (credits.isEmpty()) {
            return;
        }
        Map<String, Long> ids = recording.record(
                credits.stream()
                        .map(credit -> new NewReceipt(
                                BankLineService.receiptNo(credit.id()),
                                credit.bookedOn(),
                                credit.amount(),
                                null,
                                credit.utr(),
                                credit.remitterName(),
                                credit.narration()))
                        .toList(),
                importId);
        jdbc.sql("""
                        insert into bank_line_receipt (bank_line_id, receipt_id)
                        select * from unnest(cast(:lines as bigint[]), cast(:receipts as bigint[]))
                        """)
                .param("lines", credits.stream().map(Credit::id).toArray(Long[]::new))
                .param(
                        "receipts",
                        credits.stream()
                                .map(credit -> ids.get(BankLineService.receiptNo(credit.id())))
                                .toArray(Long[]::new))
                .update();
    }

    /** Possible while none of its credits has an account and no later statement leans on its lines. */
    void revert(long importId, String reason) {
        refuseDependants(importId);
        List<Long> receipts =
                jdbc.sql("""
                        select r.id from receipt r join bank_line_receipt b on b.receipt_id = r.id join bank_line l on l.id = b.bank_line_id
                        join bank_statement s on s.id = l.bank_statement_id
                        where s.import_id = :import and r.reversed_at is null and r.account_id is null
                          and (r.import_id = :import or r.import_id is null)
                        """).param("import", importId).query(Long.class).list();
        if (!receipts.isEmpty()) {
            ledger.reverse(DocumentKind.RECEIPT, DocumentSet.of(receipts), null, reason);
        }
        jdbc.sql("""
                        update bank_line set reversed_at = app_now()
                        where bank_statement_id in (select id from bank_statement where import_id = :import) and reversed_at is null
                        """).param("import", importId).update();
        jdbc.sql("update bank_statement set reversed_at = app_now() where import_id = :import and reversed_at is null")
                .param("import", importId)
                .update();
    }

    private void refuseDependants(long importId) {
        List<String> dependants =
                jdbc.sql("""
                        select format('Line of %s over %s has its account, or was returned', to_char(l.booked_on, 'DD Mon YYYY'), l.amount)
                        from bank_line l join bank_statement s on s.id = l.bank_statement_id
                        where s.import_id = :import and (l.state in ('IDENTIFIED', 'SPLIT', 'RETURNED') or l.bounced_receipt_id is not null)
                        union all
                        select format('Statement of %s to %s, import %s, counts lines of this one as known already',
                                      to_char(later.from_on, 'DD Mon YYYY'), to_char(later.to_on, 'DD Mon YYYY'), later.import_id)
                        from bank_statement s join bank_statement later on later.bank_account_id = s.bank_account_id and later.id > s.id
                        where s.import_id = :import and later.import_id <> :import and later.reversed_at is null and later.unchanged > 0
                          and later.from_on <= s.to_on and later.to_on >= s.from_on
                        """).param("import", importId).query(String.class).list();
        if (!dependants.isEmpty()) {
            throw new RevertRefusedException(
                    dependants.size(),
                    dependants.stream().limit(RevertRefusedException.SHOWN_MAX).toList());
        }
    }
}

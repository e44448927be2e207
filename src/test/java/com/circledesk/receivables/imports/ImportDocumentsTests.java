package com.circledesk.receivables.imports;

import static com.circledesk.support.Cast.FARAH;
import static com.circledesk.support.Cast.FELIX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.circledesk.imports.ImportService;
import com.circledesk.imports.RevertRefusedException;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.ImportApiClient;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import com.circledesk.users.ActorContext;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What committed files of documents leave in the ledger. */
@IntegrationTest
class ImportDocumentsTests {
    private static final String INVOICES = """
            invoice_no,account_code,charge_type,invoice_date,due_date,taxable_amount,tax_amount,total_amount
            I-1,KA-JIO,RENTAL,2026-05-01,2026-05-20,1000.00,180.00,1180.00
            I-2,KA-JIO,ENERGY,2026-06-01,,100.00,18.00,118.00
            """;
    private static final String RECEIPTS = """
            receipt_no,received_on,amount,account_code,utr
            R-1,2026-06-10,1160.00,KA-JIO,UTR1
            R-2,2026-06-11,50.00,,UTR2
            """;

    @Autowired
    private ImportApiClient imports;

    @Autowired
    private ImportService service;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @Autowired
    private SystemWork work;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Cast cast;

    private long jio;

    @BeforeEach
    void accounts() {
        jio = accounts.create("KA-JIO", "Jio", "KA");
        accounts.create("MH-JIO", "Jio", "MH");
    }

    @Test
    void invoicesOweFromTheirDateAndAreDueAfterTheTermsUnlessSaid() {
        var answer = imports.commit(FARAH, "invoices", INVOICES);
        assertThat(answer.state()).isEqualTo("COMMITTED");
        assertThat(answer.body().path("controlTotals").toString())
                .isEqualTo(
                        "{\"opening_open_amount\":\"0.00\",\"tax_amount\":\"198.00\",\"taxable_amount\":\"1100.00\",\"total_amount\":\"1298.00\"}");
        assertThat(openItems()).containsExactly("I-1 1180.00 2026-05-20", "I-2 118.00 2026-07-01");
        assertThat(entries()).containsExactly("INVOICE 1180.00 2026-05-01 I-1", "INVOICE 118.00 2026-06-01 I-2");
    }

    @Test
    void anOpeningItemOwesOnlyWhatWasOpenOnItsDay() {
        imports.commit(FARAH, "invoices", """
                invoice_no,account_code,charge_type,invoice_date,due_date,taxable_amount,tax_amount,total_amount,opening_open_amount,opening_on
                OLD-1,KA-JIO,RENTAL,2024-05-01,2024-05-31,1000.00,180.00,1180.00,80.00,2026-03-31
                """);
        assertThat(entries()).containsExactly("INVOICE 80.00 2026-03-31 OLD-1");
    }

    @Test
    void theSameRowsInAnotherFileAreUnchanged() {
        imports.commit(FARAH, "invoices", INVOICES);
        var again = imports.commit(FARAH, "invoices", INVOICES + "I-3,ka-jio,RENTAL,2026-06-01,,1.00,0.18,1.18\n");
        assertThat(again.state()).isEqualTo("COMMITTED");
        assertThat(again.rows()).isEqualTo("3/1/2/0");
        assertThat(openItems()).hasSize(3);
    }

    @Test
    void theSameFileIsTakenOnceAndKeepsItsNumber() {
        long first = imports.commit(FARAH, "invoices", INVOICES).id();
        for (String mode : List.of("commit", "preview")) {
            var again = imports.send(FELIX, "invoices?mode=" + mode, "other-name.csv", INVOICES.getBytes());
            assertThat(again.status()).isEqualTo(409);
            assertThat(again.id()).isEqualTo(first);
        }
        assertThat(openItems()).hasSize(2);
    }

    @Test
    void faultsLeaveNothingBehindUnlessThePartWithoutThemIsWanted() {
        String file = INVOICES + "I-3,NOBODY,RENTAL,2026-06-01,,1.00,0.18,1.18\n";
        var refused = imports.commit(FARAH, "invoices", file);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.state()).isEqualTo("REJECTED");
        assertThat(refused.rows()).isEqualTo("3/2/0/1");
        assertThat(openItems()).isEmpty();

        var partial = imports.partial(FARAH, "invoices", file);
        assertThat(partial.status()).isEqualTo(200);
        assertThat(partial.state()).isEqualTo("COMMITTED");
        assertThat(openItems()).hasSize(2);

        assertThat(imports.partial(FARAH, "invoices", file).rows()).isEqualTo("3/0/2/1");
    }

    @Test
    void moneyReceivedStandsOnAccountAndUnknownMoneyWaits() {
        imports.commit(FARAH, "receipts", RECEIPTS);
        assertThat(entries()).containsExactly("RECEIPT -1160.00 2026-06-10 R-1");

        String later = """
                receipt_no,received_on,amount,account_code
                R-2,2026-06-11,50.00,KA-JIO
                """;
        var identified = imports.commit(FARAH, "receipts", later);
        assertThat(identified.rows()).isEqualTo("1/1/0/0");
        assertThat(entries()).containsExactly("RECEIPT -1160.00 2026-06-10 R-1", "RECEIPT -50.00 2026-06-11 R-2");

        assertThat(imports.commit(FARAH, "receipts", RECEIPTS + "R-3,2026-06-12,1.00,,\n")
                        .rows())
                .isEqualTo("3/1/2/0");
    }

    @Test
    void aRevertedIdentificationPutsTheReceiptBackIntoItsQueue() {
        imports.commit(FARAH, "receipts", RECEIPTS);
        long id = imports.commit(
                        FARAH, "receipts", "receipt_no,received_on,amount,account_code\nR-2,2026-06-11,50.00,KA-JIO\n")
                .id();
        ActorContext.runAs(cast.actor(FARAH), () -> service.revert(id, "wrong account"));
        assertThat(work.call(() -> jdbc.sql(
                                "select receipt_no || ' ' || utr from receipt where account_id is null and reversed_at is null")
                        .query(String.class)
                        .list()))
                .containsExactly("R-2 UTR2");
    }

    @Test
    void anAllocationMovesMoneyAndTaxOnTheLaterOfBothDates() {
        imports.commit(FARAH, "invoices", INVOICES);
        imports.commit(FARAH, "receipts", RECEIPTS);
        String file = """
                receipt_no,invoice_no,amount,tds_amount
                r-1,i-1,1160.00,20.00
                """;
        assertThat(imports.commit(FARAH, "allocations", file).state()).isEqualTo("COMMITTED");
        assertThat(openItems()).containsExactly("I-1 0.00 2026-05-20", "I-2 118.00 2026-07-01");
        assertThat(entries())
                .contains(
                        "ALLOCATION -1160.00 2026-06-10 I-1",
                        "ALLOCATION 1160.00 2026-06-10 R-1",
                        "TDS -20.00 2026-06-10 I-1");

        assertThat(imports.commit(FARAH, "allocations", file + "R-1,I-1,1160.00,20.00\n")
                        .faults())
                .containsExactly("2 receipt_no duplicate-in-file");
        assertThat(imports.commit(
                                FARAH,
                                "allocations",
                                "receipt_no,invoice_no,amount,effective_on\nR-1,I-1,1160.00,2026-06-10\n")
                        .rows())
                .isEqualTo("1/0/1/0");
        assertThat(imports.commit(
                                FARAH,
                                "allocations",
                                "receipt_no,invoice_no,amount,tds_amount,effective_on\nR-1,I-1,1160.00,,2026-06-10\n")
                        .faults())
                .containsExactly("1 amount conflict");
    }

    @Test
    void aDefaultDateInALockedMonthMovesToTheFirstOpenDayAndIsStillTheSameRow() {
        imports.commit(FARAH, "invoices", INVOICES);
        imports.commit(FARAH, "receipts", RECEIPTS);
        work.run(() -> jdbc.sql("insert into period_lock (month) values ('2026-06-01')")
                .update());
        String file = "receipt_no,invoice_no,amount\nR-1,I-1,100.00\n";
        imports.commit(FARAH, "allocations", file);
        assertThat(entries()).contains("ALLOCATION -100.00 2026-07-01 I-1");
        assertThat(imports.commit(FARAH, "allocations", file + "\n\n").rows()).isEqualTo("1/0/1/0");
    }

    @Test
    void rowsThatCompeteAreTakenInTheOrderOfTheFileAtEveryDate() {
        receivables.invoice(jio, "I-9", "2026-05-01", "2026-05-31", "100");
        receivables.receipt(jio, "R-9", "2026-05-02", "1000");
        var answer = imports.partial(FARAH, "allocations", """
                receipt_no,invoice_no,amount,effective_on
                R-9,I-9,70,2026-08-01
                R-9,I-9,40,2026-06-01
                R-9,I-9,30,2026-05-15
                """);
        assertThat(answer.faults()).containsExactly("2 amount over-applied");
        assertThat(answer.rows()).isEqualTo("3/2/0/1");
        assertThat(openItems()).containsExactly("I-9 0.00 2026-05-31");
    }

    @Test
    void notesCreditTheirInvoiceOrStandOnAccountAndDebitsOwe() {
        imports.commit(FARAH, "invoices", INVOICES);
        var answer = imports.commit(FARAH, "notes", """
                note_no,kind,account_code,note_date,total_amount,taxable_amount,tax_amount,invoice_no,reason
                C-1,CREDIT,KA-JIO,2026-06-15,118.00,100.00,,I-2,wrong units
                C-2,CREDIT,KA-JIO,2026-06-15,10.00,,,,goodwill
                C-3,CREDIT,KA-JIO,2026-06-16,5.00,,,I-2,after it was closed
                D-1,DEBIT,KA-JIO,2026-06-15,20.00,,,I-1,
                D-2,DEBIT,KA-JIO,2026-06-15,30.00,,,,
                """);
        assertThat(answer.faults()).isEmpty();
        assertThat(openItems())
                .containsExactly("D-2 30.00 2026-07-15", "I-1 1200.00 2026-05-20", "I-2 0.00 2026-07-01");
        assertThat(entries())
                .contains(
                        "CREDIT_NOTE -118.00 2026-06-15 I-2 C-1",
                        "CREDIT_NOTE -10.00 2026-06-15 C-2",
                        "CREDIT_NOTE -5.00 2026-06-16 C-3",
                        "DEBIT_NOTE 20.00 2026-06-15 I-1 D-1",
                        "DEBIT_NOTE 30.00 2026-06-15 D-2 D-2");
        assertThat(imports.commit(
                                FARAH,
                                "notes",
                                "note_no,kind,account_code,note_date,total_amount,taxable_amount,invoice_no\n"
                                        + "c-1,credit,ka-jio,2026-06-15,118,100,i-2\nD-2,DEBIT,KA-JIO,2026-06-15,30.00,,\n")
                        .rows())
                .isEqualTo("2/0/2/0");
    }

    /** As if each note were recorded before the next one: it is closed, reopened, closed, reopened. */
    @Test
    void aDebitNoteReopensItsInvoiceForCreditNotesFurtherDownInTheFile() {
        receivables.invoice(jio, "I-9", "2026-05-01", "2026-05-31", "100");
        var answer = imports.commit(FARAH, "notes", """
                note_no,kind,account_code,note_date,total_amount,invoice_no
                C-1,CREDIT,KA-JIO,2026-06-01,100,I-9
                C-2,CREDIT,KA-JIO,2026-06-02,7,I-9
                D-1,DEBIT,KA-JIO,2026-06-03,50,I-9
                C-3,CREDIT,KA-JIO,2026-06-03,20,I-9
                C-4,CREDIT,KA-JIO,2026-06-04,30,I-9
                C-5,CREDIT,KA-JIO,2026-06-05,8,I-9
                D-2,DEBIT,KA-JIO,2026-06-06,9,I-9
                """);
        assertThat(answer.faults()).isEmpty();
        assertThat(entries())
                .contains(
                        "CREDIT_NOTE -100.00 2026-06-01 I-9 C-1",
                        "CREDIT_NOTE -7.00 2026-06-02 C-2",
                        "DEBIT_NOTE 50.00 2026-06-03 I-9 D-1",
                        "CREDIT_NOTE -20.00 2026-06-03 I-9 C-3",
                        "CREDIT_NOTE -30.00 2026-06-04 I-9 C-4",
                        "CREDIT_NOTE -8.00 2026-06-05 C-5",
                        "DEBIT_NOTE 9.00 2026-06-06 I-9 D-2");
        assertThat(openItems()).containsExactly("I-9 9.00 2026-05-31");
    }

    @Test
    void aCreditNoteMayNotTakeMoreThanADebitNoteBroughtBeforeIt() {
        receivables.invoice(jio, "I-9", "2026-05-01", "2026-05-31", "100");
        var answer = imports.partial(FARAH, "notes", """
                note_no,kind,account_code,note_date,total_amount,invoice_no
                C-1,CREDIT,KA-JIO,2026-06-01,100,I-9
                D-1,DEBIT,KA-JIO,2026-06-03,50,I-9
                C-2,CREDIT,KA-JIO,2026-06-02,10,I-9
                C-3,CREDIT,KA-JIO,2026-06-04,60,I-9
                C-4,CREDIT,KA-JIO,2026-06-04,50,I-9
                """);
        assertThat(answer.faults()).containsExactly("3 total_amount over-applied", "4 total_amount over-applied");
        assertThat(openItems()).containsExactly("I-9 0.00 2026-05-31");
    }

    @Test
    void noDocumentIsDatedIntoALockedMonth() {
        work.run(() -> jdbc.sql("insert into period_lock (month) values ('2026-06-01')")
                .update());
        receivables.unidentifiedReceipt("R-2", "2026-06-11", "50");

        var invoices = imports.partial(FARAH, "invoices", INVOICES);
        var receipts = imports.partial(FARAH, "receipts", RECEIPTS.replace("50.00,,UTR2", "50.00,KA-JIO,"));
        var notes = imports.preview(
                FARAH, "notes", "note_no,kind,account_code,note_date,total_amount\nC-1,CREDIT,KA-JIO,2026-06-30,1\n");

        assertThat(invoices.faults()).containsExactly("2 invoice_date period-locked");
        assertThat(invoices.sentences().get(0))
                .isEqualTo(
                        "2026-06-01 lies in June 2026, which is locked. Give a date from 2026-07-01 on, or ask finance"
                                + " to unlock the month (anybody there but system:test, who locked it).");
        // R-2 is recorded already; that it is identified now moves to the first open day by itself.
        assertThat(receipts.faults()).containsExactly("1 received_on period-locked");
        assertThat(notes.faults()).containsExactly("1 note_date period-locked");
        assertThat(entries()).containsExactly("INVOICE 1180.00 2026-05-01 I-1", "RECEIPT -50.00 2026-07-01 R-2");
    }

    @Test
    void afterManyRowsStatisticsAreThereAtOnce() {
        StringBuilder file = new StringBuilder(
                "invoice_no,account_code,charge_type,invoice_date,taxable_amount,tax_amount,total_amount\n");
        for (int i = 1; i <= 1_000; i++) {
            file.append("M-").append(i).append(",KA-JIO,RENTAL,2026-05-01,1,0,1\n");
        }

        imports.commit(FARAH, "invoices", file.toString());

        assertThat(work.call(() -> jdbc.sql("select reltuples::bigint from pg_class where relname = 'open_item'")
                        .query(Long.class)
                        .single()))
                .isEqualTo(1_000);
    }

    @Test
    void linesBelongToInvoicesAndErpBalancesAreKeptForComparison() {
        imports.commit(FARAH, "invoices", INVOICES);
        String lines =
                "invoice_no,line_no,charge_type,period,taxable_amount,tax_amount\nI-1,1,RENTAL,2026-05,600.00,108.00\nI-1,2,LOADING,2026-05,400.00,72.00\n";
        assertThat(imports.commit(FARAH, "invoice-lines", lines).rows()).isEqualTo("2/2/0/0");
        assertThat(imports.commit(FARAH, "invoice-lines", lines + "\n").rows()).isEqualTo("2/0/2/0");
        String balances = "account_code,date,balance\nKA-JIO,2026-06-30,1298.00\nMH-JIO,2026-06-30,-5.00\n";
        assertThat(imports.commit(FARAH, "gl-balances", balances).rows()).isEqualTo("2/2/0/0");
        assertThat(imports.commit(FARAH, "gl-balances", balances.replace("1298.00", "1298.0"))
                        .rows())
                .isEqualTo("2/0/2/0");
        assertThat(imports.commit(FARAH, "gl-balances", balances.replace("1298.00", "1300.00"))
                        .faults())
                .containsExactly("1 account_code conflict");
    }

    @Test
    void anImportIsRevertedAsAWholeOnceNothingRestsOnIt() {
        long invoices = imports.commit(FARAH, "invoices", INVOICES).id();
        imports.commit(FARAH, "receipts", RECEIPTS);
        long allocations = imports.commit(
                        FARAH, "allocations", "receipt_no,invoice_no,amount,tds_amount\nR-1,I-1,100.00,2.00\n")
                .id();
        ActorContext.runAs(cast.actor(FARAH), () -> {
            assertThatThrownBy(() -> service.revert(invoices, "sent twice"))
                    .isInstanceOfSatisfying(
                            RevertRefusedException.class,
                            refusal -> assertThat(refusal.dependants())
                                    .containsExactly("Allocation of 100.00 on 2026-06-10 to invoice I-1 (import "
                                            + allocations + ")"));
            service.revert(allocations, "wrong receipt");
            service.revert(invoices, "sent twice");
        });
        assertThat(imports.get(FARAH, invoices).state()).isEqualTo("REVERTED");
        assertThat(work.call(() -> jdbc.sql("select sum(open_amount) from open_item")
                        .query(String.class)
                        .single()))
                .isEqualTo("0.00");
        assertThat(imports.commit(FARAH, "invoices", INVOICES).state()).isEqualTo("COMMITTED");
    }

    private List<String> openItems() {
        return work.call(() -> jdbc.sql("""
                        select concat_ws(' ', i.invoice_no, o.open_amount, o.due_date)
                        from open_item o join invoice i on i.id = o.invoice_id order by 1
                        """).query(String.class).list());
    }

    private List<String> entries() {
        return work.call(() -> jdbc.sql("""
                        select concat_ws(' ', e.kind, e.amount, e.effective_on, i.invoice_no, case when e.invoice_id is null then r.receipt_no end, n.note_no)
                        from ledger_entry e left join invoice i on i.id = e.invoice_id left join receipt r on r.id = e.receipt_id
                        left join note n on n.id = e.note_id
                        order by e.effective_on, e.id
                        """).query(String.class).list());
    }
}

package com.circledesk.imports;

import static com.circledesk.support.Cast.FARAH;
import static com.circledesk.support.Cast.FELIX;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.FaultCodes;
import com.circledesk.support.ImportApiClient;
import com.circledesk.support.ImportApiClient.Answer;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every code with which a file or a row is refused: where it points, and that it says something in a sentence. */
@IntegrationTest
class FaultCodesTests {
    private static final String ACCOUNTS =
            "account_code,customer_name,operator,segment,circle,payment_terms_days,gstin\n";
    private static final String INVOICES =
            "invoice_no,account_code,charge_type,invoice_date,due_date,taxable_amount,tax_amount,total_amount\n";
    private static final String RECEIPTS = "receipt_no,received_on,amount,account_code\n";
    private static final String ALLOCATIONS = "receipt_no,invoice_no,amount,effective_on\n";
    private static final String NOTES = "note_no,kind,account_code,note_date,total_amount,invoice_no\n";
    private static final String LINES =
            "invoice_no,line_no,site_code,tenancy,charge_type,period,taxable_amount,tax_amount\n";

    @Autowired
    private ImportApiClient api;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @Autowired
    private SystemWork work;

    @Autowired
    private JdbcClient jdbc;

    /** @param fault {@code row column code} */
    record Case(Cast.Member member, String kind, String file, String fault) {
        static Case of(String kind, String file, String fault) {
            return new Case(FARAH, kind, file, fault);
        }

        String code() {
            return fault.substring(fault.lastIndexOf(' ') + 1);
        }

        @Override
        public String toString() {
            return kind + ": " + fault;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                Case.of("accounts", "", "0 - empty-file"),
                Case.of("accounts", ACCOUNTS, "0 - empty-file"),
                Case.of("receipts", "receipt_no,received_on\nR,2026-11-01\n", "0 amount missing-column"),
                Case.of(
                        "receipts",
                        "receipt_no,received_on,amount,colour\nR,2026-11-01,1,red\n",
                        "0 colour unknown-column"),
                Case.of(
                        "receipts",
                        "receipt_no,Receipt No,received_on,amount\nR,R,2026-11-01,1\n",
                        "0 Receipt No duplicate-column"),
                Case.of("accounts", ACCOUNTS + ",N,Op,MNO,KA,30,\n", "1 account_code missing"),
                Case.of("accounts", ACCOUNTS + "A1,N,Op,TELCO,KA,30,\n", "1 segment bad-choice"),
                Case.of("accounts", ACCOUNTS + "A1,N,Op,MNO,ZZ,30,\n", "1 circle unknown-circle"),
                new Case(FELIX, "accounts", ACCOUNTS + "A1,N,Op,MNO,MH,30,\n", "1 circle out-of-scope"),
                Case.of("accounts", ACCOUNTS + "A1,N,Op,MNO,KA,30,29AAAAA0000A1Z1\n", "1 gstin bad-gstin"),
                Case.of("accounts", ACCOUNTS + "A1,N,Op,MNO,KA,thirty,\n", "1 payment_terms_days not-a-number"),
                Case.of("accounts", ACCOUNTS + "A1,N,Op,MNO,KA,-1,\n", "1 payment_terms_days negative"),
                Case.of("accounts", ACCOUNTS + "A".repeat(41) + ",N,Op,MNO,KA,30,\n", "1 account_code too-long"),
                Case.of(
                        "accounts",
                        ACCOUNTS + "A1,N,Op,MNO,KA,30,\na1,N,Op,MNO,KA,30,\n",
                        "2 account_code duplicate-in-file"),
                Case.of("sites", "site_code,circle,latitude\nS1,KA,95\n", "1 latitude out-of-range"),
                Case.of("invoices", INVOICES + "I,NOPE,RENTAL,2026-05-01,,1,0,1\n", "1 account_code unknown-account"),
                new Case(
                        FELIX,
                        "invoices",
                        INVOICES + "I,MH-AIRTEL,RENTAL,2026-05-01,,1,0,1\n",
                        "1 account_code unknown-account"),
                Case.of("invoices", INVOICES + "I,KA-AIRTEL,RENTAL,2026-02-31,,1,0,1\n", "1 invoice_date not-a-date"),
                Case.of("invoices", INVOICES + "I,KA-AIRTEL,RENTAL,01/05/26,,1,0,1\n", "1 invoice_date not-a-date"),
                Case.of("invoices", INVOICES + "I,KA-AIRTEL,RENTAL,2101-05-01,,1,0,1\n", "1 invoice_date not-a-date"),
                Case.of("invoices", INVOICES + "I,KA-AIRTEL,RENTAL,2026-11-22,,1,0,1\n", "1 invoice_date future-date"),
                Case.of(
                        "invoices",
                        INVOICES + "I,KA-AIRTEL,RENTAL,2026-05-01,2026-04-30,1,0,1\n",
                        "1 due_date due-before-invoice"),
                Case.of(
                        "invoices",
                        INVOICES + "I,KA-AIRTEL,RENTAL,2026-05-01,,1.005,0,1\n",
                        "1 taxable_amount too-many-decimals"),
                Case.of(
                        "invoices",
                        INVOICES + "I,KA-AIRTEL,RENTAL,2026-05-01,,\"1,23,456.00\",0,1\n",
                        "1 taxable_amount not-a-number"),
                Case.of(
                        "invoices",
                        INVOICES + "I,KA-AIRTEL,RENTAL,2026-05-01,,100,18,117\n",
                        "1 total_amount total-mismatch"),
                Case.of("invoices", INVOICES + "I,KA-AIRTEL,RENTAL,2026-05-01,,0,0,0\n", "1 total_amount zero"),
                Case.of(
                        "invoices",
                        INVOICES + "inv-1,KA-AIRTEL,RENTAL,2026-05-01,,900,0,900\n",
                        "1 invoice_no conflict"),
                new Case(
                        FELIX,
                        "invoices",
                        INVOICES + "INV-MH,KA-AIRTEL,RENTAL,2026-05-01,,900,0,900\n",
                        "1 invoice_no conflict"),
                Case.of("invoices", INVOICES + "I2,KA-AIRTEL,RENTAL,2026-05-10,,,0,1\n", "1 taxable_amount missing"),
                Case.of(
                        "invoice-lines",
                        LINES + "INV-1,1,NOPE,ANCHOR,RENTAL,2026-05,1,0\n",
                        "1 site_code unknown-site"),
                Case.of("invoice-lines", LINES + "NOPE,1,,ANCHOR,RENTAL,2026-05,1,0\n", "1 invoice_no unknown-invoice"),
                Case.of("receipts", RECEIPTS + "R,2026-06-01,-1,KA-AIRTEL\n", "1 amount negative"),
                Case.of("allocations", ALLOCATIONS + "NOPE,INV-1,1,\n", "1 receipt_no unknown-receipt"),
                Case.of("allocations", "note_no,invoice_no,amount\nNOPE,INV-1,1\n", "1 note_no unknown-note"),
                new Case(FELIX, "allocations", ALLOCATIONS + "RC-1,INV-MH,1,\n", "1 invoice_no unknown-invoice"),
                Case.of("allocations", ALLOCATIONS + "RC-1,INV-MH,1,\n", "1 invoice_no account-mismatch"),
                Case.of("allocations", ALLOCATIONS + "RC-1,INV-1,1,2026-06-09\n", "1 effective_on before-document"),
                Case.of("allocations", ALLOCATIONS + "RC-1,INV-1,1,2026-07-05\n", "1 effective_on period-locked"),
                Case.of("allocations", ALLOCATIONS + "RC-1,INV-1,400.01,\n", "1 amount over-allocated"),
                Case.of("allocations", ALLOCATIONS + "RC-BIG,INV-1,1000.01,\n", "1 amount over-applied"),
                Case.of(
                        "notes",
                        NOTES + "CN,CREDIT,KA-AIRTEL,2026-06-15,1000.01,INV-1\n",
                        "1 total_amount over-applied"),
                Case.of("notes", NOTES + "CN,CREDIT,KA-AIRTEL,2026-06-15,1,INV-MH\n", "1 invoice_no account-mismatch"));
    }

    @BeforeEach
    void book() {
        long karnataka = accounts.create("KA-AIRTEL", "Airtel", "KA");
        long maharashtra = accounts.create("MH-AIRTEL", "Airtel", "MH");
        receivables.invoice(karnataka, "INV-1", "2026-05-01", "2026-05-31", "1000");
        receivables.invoice(maharashtra, "INV-MH", "2026-05-01", "2026-05-31", "1000");
        receivables.receipt(karnataka, "RC-1", "2026-06-10", "400");
        receivables.receipt(karnataka, "RC-BIG", "2026-06-10", "5000");
        work.run(() -> jdbc.sql("insert into period_lock (month) values ('2026-07-01')")
                .update());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isRefusedAtItsPlaceInASentenceAndNothingIsWritten(Case refused) {
        Answer preview = api.preview(refused.member(), refused.kind(), refused.file());
        Answer commit = api.commit(refused.member(), refused.kind(), refused.file());

        assertThat(preview.faults()).contains(refused.fault());
        assertThat(preview.state()).isEqualTo("PREVIEWED");
        assertThat(commit.faults()).contains(refused.fault());
        assertThat(commit.status()).isEqualTo(422);
        assertThat(commit.state()).isEqualTo("REJECTED");
        assertThat(commit.sentences()).allMatch(sentence -> sentence.matches("(?s).{15,}[.?]"));
        assertThat(work.call(() -> jdbc.sql("select count(*) from ledger_entry where import_id is not null")
                        .query(Long.class)
                        .single()))
                .isZero();
    }

    @Test
    void bytesThatAreNoTextAndFilesThatAreNoWorkbookAreRefusedAsAWhole() {
        byte[] latin = (RECEIPTS + "R,2026-11-01,1,caf\u00e9\n").getBytes(StandardCharsets.ISO_8859_1);
        byte[] program = {'M', 'Z', (byte) 0x90, 0, 3, 0, 0, 0};

        assertThat(api.send(FARAH, "receipts?mode=commit", "latin.csv", latin).faults())
                .anyMatch(fault -> fault.endsWith("bad-encoding"));
        assertThat(api.send(FARAH, "receipts?mode=commit", "setup.xlsx", program)
                        .faults())
                .containsExactly("0 - bad-file");
    }

    /** The list of the contract: a code without a case here is a code nobody tried. */
    @Test
    void everyCodeOfTheContractIsTried() {
        Set<String> tried = cases().map(Case::code).collect(Collectors.toCollection(TreeSet::new));
        // These two need bytes: see above.
        assertThat(tried).hasSize(FaultCodes.all().size() - 2).isSubsetOf(FaultCodes.all());
    }
}

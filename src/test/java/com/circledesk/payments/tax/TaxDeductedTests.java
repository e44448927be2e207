package com.circledesk.payments.tax;

import static com.circledesk.support.Cast.FARAH;
import static com.circledesk.support.Cast.FELIX;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.imports.ImportService;
import com.circledesk.receivables.BookFilter;
import com.circledesk.receivables.DocumentKind;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.ImportApiClient;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Invariance;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Certificates to come, and what the statements say of them. */
@IntegrationTest
class TaxDeductedTests {
    private static final Scope KA = Scope.of("KA");
    private static final TaxFilter ALL = new TaxFilter(BookFilter.NONE, null, null, null);
    private static final String HEAD =
            "deductor_tan,deductor_name,section,transaction_date,amount_paid,tax_deducted,booking_status\n";

    @Autowired
    private TaxQueries taxes;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @Autowired
    private SystemWork work;

    @Autowired
    private ImportApiClient imports;

    @Autowired
    private ImportService importService;

    @Autowired
    private Invariance invariance;

    @Autowired
    private Cast cast;

    @Autowired
    private JdbcClient jdbc;

    private long airtel;

    @BeforeEach
    void oneCustomer() {
        airtel = account("KA-AIRTEL", "Airtel", "KA", "BLRA12345C");
    }

    private long account(String code, String operator, String circle, @Nullable String tan) {
        long id = accounts.create(code, operator, circle);
        work.run(() -> jdbc.sql("update account set tan = :tan where id = :id")
                .param("tan", tan)
                .param("id", id)
                .update());
        return id;
    }

    /** An invoice paid net of tax. @return the allocation */
    private long deducted(long account, String number, String on, String tds, String gstTds) {
        long invoice = receivables.invoice(account, number, "RENTAL", "2025-12-01", "2025-12-31", "100000", "18000");
        long receipt = receivables.receipt(account, "RC-" + number, on, "100000");
        return receivables.allocate(receipt, invoice, "1000", tds, gstTds, on);
    }

    private List<String> quarters(Scope scope, TaxFilter filter) {
        return work.call(() -> taxes.page(scope, filter, 0, 50)).items().stream()
                .map(row -> "%s %s %s %s: %s/%s %s"
                        .formatted(
                                row.tan() == null ? row.account() : row.tan(),
                                row.quarterName(),
                                row.tax(),
                                row.section(),
                                row.ours(),
                                row.theirs(),
                                row.outcome()))
                .toList();
    }

    @Test
    void theDayOfTheDeductionSaysTheQuarterTheYearAndTheSection() {
        deducted(airtel, "A-1", "2026-03-31", "2000", "0");
        deducted(airtel, "A-2", "2026-04-01", "1000", "500");
        deducted(airtel, "A-3", "2026-06-30", "100", "0");
        deducted(airtel, "A-4", "2026-07-01", "10", "0");
        assertThat(quarters(KA, ALL))
                .containsExactly(
                        "BLRA12345C Q4 FY2025-26 TDS 194-I(a): 2000.00/0.00 MISSING_WITH_THEM",
                        "BLRA12345C Q1 FY2026-27 TDS 393(1): 1100.00/0.00 MISSING_WITH_THEM",
                        "BLRA12345C Q1 FY2026-27 GST_TDS 51: 500.00/0.00 MISSING_WITH_THEM",
                        "BLRA12345C Q2 FY2026-27 TDS 393(1): 10.00/0.00 MISSING_WITH_THEM");
        invariance.check();
    }

    /** Also one that is dated in another quarter: a bounce takes back what was opened, where it was opened. */
    @Test
    void aReversalTakesTheCertificateBackWhereItWasOpened() {
        long first = deducted(airtel, "A-1", "2026-06-10", "2000", "0");
        long second = deducted(airtel, "A-2", "2026-06-10", "700", "0");
        receivables.reverse(DocumentKind.ALLOCATION, first);
        receivables.reverse(DocumentKind.ALLOCATION, second, "2026-08-10");
        assertThat(quarters(KA, ALL)).isEmpty();
        invariance.check();
    }

    @Test
    void anAccountWithoutTanStandsByItselfUntilItHasOne() {
        long vi = account("KA-VI", "Vi", "KA", null);
        deducted(vi, "V-1", "2026-06-10", "2000", "0");
        assertThat(quarters(KA, ALL)).containsExactly("KA-VI Q1 FY2026-27 TDS 393(1): 2000.00/0.00 TAN_MISSING");
        work.run(() -> jdbc.sql("update account set tan = 'BLRV12345C' where id = :id")
                .param("id", vi)
                .update());
        assertThat(quarters(KA, ALL))
                .containsExactly("BLRV12345C Q1 FY2026-27 TDS 393(1): 2000.00/0.00 MISSING_WITH_THEM");
    }

    @Test
    void aStatementIsMatchedByTanSectionQuarterAndAmount() {
        long vi = account("KA-VI", "Vi", "KA", "BLRV12345C");
        long jio = account("KA-JIO", "Jio", "KA", "BLRJ12345C");
        deducted(airtel, "A-1", "2026-06-10", "2000", "0");
        deducted(airtel, "A-2", "2026-06-11", "1000", "0");
        deducted(vi, "V-1", "2026-06-10", "2000", "0");
        deducted(jio, "J-1", "2026-03-10", "2000", "0");
        String file = HEAD
                + "BLRA12345C,BHARTI,393(1),2026-06-12,100000.00,2000.00,F\n"
                + "BLRA12345C,BHARTI,393 (1),2026-06-13,50000.00,1000.00,F\n"
                + "BLRV12345C,VODAFONE,393(1),2026-06-12,90000.00,1800.00,U\n"
                + "MUMZ99999Z,STRANGER,393(1),2026-06-12,5000.00,100.00,F\n";
        assertThat(imports.commit(FARAH, "tds-statement", file).rows()).isEqualTo("4/4/0/0");
        assertThat(quarters(work.everyCircle(), ALL))
                .containsExactlyInAnyOrder(
                        "BLRA12345C Q1 FY2026-27 TDS 393(1): 3000.00/3000.00 MATCHED",
                        "BLRV12345C Q1 FY2026-27 TDS 393(1): 2000.00/1800.00 DIFFERS",
                        "BLRJ12345C Q4 FY2025-26 TDS 194-I(a): 2000.00/0.00 MISSING_WITH_THEM",
                        "MUMZ99999Z Q1 FY2026-27 TDS 393(1): 0.00/100.00 MISSING_WITH_US");
        TaxTotals totals = work.call(() -> taxes.totals(work.everyCircle(), ALL));
        assertThat(totals)
                .hasToString(
                        "TaxTotals[rows=4, open=3, ours=7000.00, theirs=4900.00, pending=2200.00, unclaimed=100.00]");
        TaxQuarterRow row = work.call(
                        () -> taxes.find(KA, "BLRA12345C", null, Tax.TDS, LocalDate.of(2026, 4, 1), "3931"))
                .orElseThrow();
        assertThat(work.call(() -> taxes.deductions(KA, row)))
                .extracting(each -> each.invoiceNo() + " " + each.amount())
                .containsExactly("A-1 2000.00", "A-2 1000.00");
        assertThat(work.call(() -> taxes.statement(KA, row))).hasSize(2);
    }

    @Test
    void aRevertedStatementIsAsIfItNeverCame() {
        deducted(airtel, "A-1", "2026-06-10", "2000", "500");
        String line = HEAD + "BLRA12345C,BHARTI,393(1),2026-06-12,100000.00,2000.00,F\n";
        long first = imports.commit(FARAH, "tds-statement", line).id();
        assertThat(quarters(KA, ALL)).contains("BLRA12345C Q1 FY2026-27 TDS 393(1): 2000.00/2000.00 MATCHED");
        ActorContext.callAs(cast.actor(FARAH), null, () -> {
            importService.revert(first, "last year's");
            return true;
        });
        assertThat(quarters(KA, ALL))
                .containsExactlyInAnyOrder(
                        "BLRA12345C Q1 FY2026-27 TDS 393(1): 2000.00/0.00 MISSING_WITH_THEM",
                        "BLRA12345C Q1 FY2026-27 GST_TDS 51: 500.00/0.00 MISSING_WITH_THEM");
        assertThat(imports.commit(FARAH, "tds-statement", line).rows())
                .as("it may come again")
                .isEqualTo("1/1/0/0");
        assertThat(quarters(KA, ALL)).contains("BLRA12345C Q1 FY2026-27 TDS 393(1): 2000.00/2000.00 MATCHED");
        invariance.check();
    }

    /** The department's statement grows; two equal lines are two deductions, and come once however often they are sent. */
    @Test
    void aLaterStatementBringsOnlyWhatIsNew() {
        String line = "BLRA12345C,BHARTI,393(1),2026-06-12,100000.00,2000.00,F\n";
        assertThat(imports.commit(FARAH, "tds-statement", HEAD + line).rows()).isEqualTo("1/1/0/0");
        assertThat(imports.commit(FARAH, "tds-statement", HEAD + line + line).rows())
                .isEqualTo("2/1/1/0");
        var third = imports.commit(FARAH, "tds-statement", HEAD + line + line + line);
        assertThat(third.rows()).isEqualTo("3/1/2/0");
        assertThat(quarters(KA, ALL))
                .containsExactly("BLRA12345C Q1 FY2026-27 TDS 393(1): 0.00/6000.00 MISSING_WITH_US");
    }

    @Test
    void faultyLinesAreNamed() {
        var answer = imports.commit(
                FARAH,
                "tds-statement",
                HEAD + "NOTATAN,X,393(1),2026-06-12,1.00,2.00,F\n" + "BLRA12345C,X,393(1),2026-12-12,1.00,2.00,F\n"
                        + "BLRA12345C,X,393(1),2026-06-12,1.00,0.00,F\n" + "BLRA12345C,X,,2026-06-12,1.00,1.00,F\n");
        assertThat(answer.faults())
                .containsExactlyInAnyOrder(
                        "1 deductor_tan bad-choice",
                        "2 transaction_date future-date",
                        "3 tax_deducted zero",
                        "4 section missing");
        assertThat(quarters(KA, ALL)).isEmpty();
    }

    /** The GSTIN of who deducts GST holds the TAN; IGST, CGST and SGST are one credit. */
    @Test
    void theGstCreditIsMatchedByTheTanInTheGstin() {
        long bsnl = account("KA-BSNL", "BSNL", "KA", "BLRB12345C");
        deducted(bsnl, "B-1", "2026-06-10", "2000", "2000");
        String head = "deductor_gstin,period,taxable_amount,igst_amount,cgst_amount,sgst_amount\n";
        assertThat(imports.commit(
                                FARAH,
                                "gst-tds-statement",
                                head + "29BLRB12345C1D5,2026-06,100000.00,0.00,1000.00,1000.00\n")
                        .rows())
                .isEqualTo("1/1/0/0");
        assertThat(quarters(KA, new TaxFilter(BookFilter.NONE, Tax.GST_TDS, null, null)))
                .containsExactly("BLRB12345C Q1 FY2026-27 GST_TDS 51: 2000.00/2000.00 MATCHED");
        var faulty = imports.commit(
                FARAH,
                "gst-tds-statement",
                head + ",2026-06,1.00,1.00,,\n" + "29BLRB12345C1D5,2026-12,1.00,1.00,,\n"
                        + "SHORT,2026-06,1.00,1.00,,\n" + "29BLRB12345C1D5,2026-06,1.00,,,\n");
        assertThat(faulty.faults())
                .containsExactlyInAnyOrder(
                        "1 deductor_gstin missing",
                        "2 period future-date",
                        "3 deductor_gstin bad-gstin",
                        "4 igst_amount zero");
    }

    /** A TAN that accounts elsewhere bear too is shown with a warning, and none of their amounts. */
    @Test
    void whoSeesOneCircleIsToldThatTheOtherHalfLiesElsewhere() {
        long mumbai = account("MH-AIRTEL", "Airtel", "MH", "BLRA12345C");
        account("MH-JIO", "Jio", "MH", "MUMJ12345C");
        deducted(airtel, "A-1", "2026-06-10", "2000", "0");
        deducted(mumbai, "M-1", "2026-06-10", "5000", "0");
        imports.commit(FARAH, "tds-statement", HEAD + "MUMJ12345C,JIO,393(1),2026-06-12,1.00,100.00,F\n");
        List<TaxQuarterRow> seen =
                cast.as(FELIX, () -> taxes.page(KA, ALL, 0, 50)).items();
        assertThat(seen).singleElement().satisfies(row -> {
            assertThat(row.elsewhere()).isTrue();
            assertThat(row.ours()).hasToString("2000.00");
        });
        assertThat(cast.as(FELIX, () -> taxes.find(KA, "MUMJ12345C", null, Tax.TDS, LocalDate.of(2026, 4, 1), "3931")))
                .isEmpty();
    }
}

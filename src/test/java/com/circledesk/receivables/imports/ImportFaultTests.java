package com.circledesk.receivables.imports;

import static com.circledesk.support.Cast.FARAH;
import static com.circledesk.support.Cast.FELIX;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.FaultCodes;
import com.circledesk.support.ImportApiClient;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Every fault of the contract, each with the row, the column, the code and a part of the sentence that a person reads. A
 * case is a header line and rows; the faults expected are {@code row column code | part of the sentence}.
 */
@IntegrationTest
class ImportFaultTests {
    private static final String INVOICES =
            "invoice_no,account_code,charge_type,invoice_date,due_date,taxable_amount,tax_amount,total_amount";
    private static final String RECEIPTS = "receipt_no,received_on,amount,account_code";
    private static final String ALLOCATIONS =
            "receipt_no,note_no,invoice_no,amount,tds_amount,gst_tds_amount,deduction_amount,effective_on";
    private static final String NOTES =
            "note_no,kind,account_code,note_date,total_amount,taxable_amount,tax_amount,invoice_no";
    private static final String ACCOUNTS =
            "account_code,customer_name,operator,segment,circle,payment_terms_days,gstin,pan,tan,public_sector,manager_email,active";
    private static final String SITES = "site_code,circle,name,latitude,longitude,site_type";
    private static final String LINES =
            "invoice_no,line_no,site_code,tenancy,charge_type,period,taxable_amount,tax_amount";

    record Case(Cast.Member member, String kind, String file, List<String> faults) {
        @Override
        public String toString() {
            return kind + ": " + String.join(" ", faults);
        }
    }

    @Autowired
    private ImportApiClient imports;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @Autowired
    private SystemWork work;

    @Autowired
    private JdbcClient jdbc;

    private static Case of(String kind, String header, String rows, String... faults) {
        return new Case(FARAH, kind, header + "\n" + rows + "\n", List.of(faults));
    }

    private static Case felix(String kind, String header, String rows, String... faults) {
        return new Case(FELIX, kind, header + "\n" + rows + "\n", List.of(faults));
    }

    static Stream<Case> cases() {
        return Stream.of(
                        files(),
                        invoices(),
                        invoicesAgainstOthers(),
                        lines(),
                        receipts(),
                        allocations(),
                        notes(),
                        accountsAndSites(),
                        otherCircles())
                .flatMap(cases -> cases);
    }

    private static Stream<Case> files() {
        String row = "I-1,KA-JIO,RENTAL,2026-05-01,2026-05-31,100.00,18.00,118.00";
        return Stream.of(
                new Case(FARAH, "invoices", "", List.of("0 - empty-file | The file is empty")),
                of("invoices", INVOICES, "", "0 - empty-file | no rows"),
                of(
                        "receipts",
                        "receipt_no,received_on",
                        "R-1,2026-05-01",
                        "0 amount missing-column | The column amount is missing"),
                of(
                        "receipts",
                        RECEIPTS + ",colour",
                        "R-1,2026-05-01,1.00,,red",
                        "0 colour unknown-column | colour is not known for receipts"),
                of(
                        "receipts",
                        RECEIPTS + ",Receipt No",
                        "R-1,2026-05-01,1.00,,R-1",
                        "0 Receipt No duplicate-column | stands in the file twice"),
                of(
                        "receipts",
                        RECEIPTS.replace(',', '|'),
                        "R-1|2026-05-01|1.00|",
                        "0 receipt_no missing-column | separated by comma, semicolon or tab",
                        "0 received_on missing-column | missing",
                        "0 amount missing-column | missing",
                        "0 receipt_no|received_on|amount|account_code unknown-column | not known"),
                of("invoices", INVOICES, row + "\0", "0 - bad-encoding | NUL"),
                of(
                        "invoices",
                        INVOICES,
                        "I-1,\"KA-JIO" + row,
                        "0 - bad-file | Line 2: the quotation mark that opens there is never closed"),
                of(
                        "invoices",
                        INVOICES,
                        "I-\"1,KA-JIO",
                        "0 - bad-file | Line 2: a quotation mark stands inside a value"));
    }

    private static Stream<Case> invoices() {
        return Stream.of(
                of(
                        "invoices",
                        INVOICES,
                        ",,,,,,,x",
                        "1 invoice_no missing | invoice_no is empty",
                        "1 account_code missing | ",
                        "1 charge_type missing | ",
                        "1 invoice_date missing | ",
                        "1 taxable_amount missing | ",
                        "1 tax_amount missing | ",
                        "1 total_amount not-a-number | \"x\" is not an amount"),
                of(
                        "invoices",
                        INVOICES,
                        "I-1,KA-JIO,RENTAL,2026-05-01,2026-05-31,100.00,18.00",
                        "1 - missing | The row has 7 cells, but the header line has 8"),
                of(
                        "invoices",
                        INVOICES,
                        "I-1,KA-JIO,RENTAL,2026-05-01,2026-05-31,1,00,000.00,0,100000",
                        "1 - too-long | The row has 10 cells, but the header line has 8"),
                of(
                        "invoices",
                        INVOICES,
                        "I-1,KA-JIO,RENTAL,31-02-2026,2026-02-31,100.00,18.00,118.00",
                        "1 invoice_date not-a-date | \"31-02-2026\" is not a date. Write it as yyyy-MM-dd, for example 2026-11-21",
                        "1 due_date not-a-date | \"2026-02-31\" is not a date"),
                of(
                        "invoices",
                        INVOICES,
                        "I-1,KA-JIO,RENTAL,1989-12-31,2101-01-01,100.00,18.00,118.00",
                        "1 invoice_date not-a-date | years 1990 to 2100",
                        "1 due_date not-a-date | "),
                of(
                        "invoices",
                        INVOICES,
                        "I-1,KA-JIO,RENTAL,2026-05-01,,\"1,00,000.00\",0,1e5",
                        "1 taxable_amount not-a-number | \"1,00,000.00\" is not an amount",
                        "1 total_amount not-a-number | \"1e5\""),
                of(
                        "invoices",
                        INVOICES,
                        "I-1,KA-JIO,RENTAL,2026-05-01,,100.005,0,100.01",
                        "1 taxable_amount too-many-decimals | more than 2 decimals"),
                of(
                        "invoices",
                        INVOICES,
                        "I-1,KA-JIO,RENTAL,2026-05-01,,-100.00,0,-100.00",
                        "1 taxable_amount negative | is negative",
                        "1 total_amount negative | only amounts above zero"),
                of("invoices", INVOICES, "I-1,KA-JIO,RENTAL,2026-05-01,,0,0,0", "1 total_amount zero | is zero"),
                of(
                        "invoices",
                        INVOICES,
                        "I-1,KA-JIO,RENTAL,2026-05-01,,9999999999999,0,9999999999999",
                        "1 taxable_amount out-of-range | ",
                        "1 total_amount out-of-range | out of range"),
                of(
                        "invoices",
                        INVOICES,
                        "I-1,KA-JIO,RENTAL,2026-05-01,,100.00,18.00,119.00",
                        "1 total_amount total-mismatch | The total is 119.00, but taxable 100.00 and tax 18.00 make 118.00"),
                of(
                        "invoices",
                        INVOICES,
                        "I-1,KA-JIO,RENTAL,2026-05-01,,10.00,18.00,28.00",
                        "1 tax_amount out-of-range | The tax 18.00 is more than the taxable amount 10.00"),
                of(
                        "invoices",
                        INVOICES,
                        "I-1,KA-JIO,RENTAL,2026-05-31,2026-05-30,100.00,18.00,118.00",
                        "1 due_date due-before-invoice | before the invoice date"),
                of(
                        "invoices",
                        INVOICES,
                        "I-1,KA-JIO,RENTAL,2026-11-22,,100.00,18.00,118.00",
                        "1 invoice_date future-date | lies after today, 2026-11-21"),
                of(
                        "invoices",
                        INVOICES,
                        "I-1,KA-JIO,RENT,2026-05-01,,100.00,18.00,118.00",
                        "1 charge_type bad-choice | RENTAL, LOADING, ENERGY"),
                of(
                        "invoices",
                        INVOICES,
                        "I-1,KA-JOI,RENTAL,2026-05-01,,100.00,18.00,118.00",
                        "1 account_code unknown-account | Account \"KA-JOI\" is not known. Did you mean \"KA-JIO\"?"),
                of(
                        "invoices",
                        INVOICES,
                        "I" + "1".repeat(40) + ",KA-JIO,RENTAL,2026-05-01,,100.00,18.00,118.00",
                        "1 invoice_no too-long | 41 characters; at most 40"),
                of(
                        "invoices",
                        INVOICES,
                        "I-1" + "x".repeat(20_000) + ",KA-JIO,RENTAL,2026-05-01,,100.00,18.00,118.00",
                        "1 invoice_no too-long | The cell holds 20,003 characters; at most 10,000"),
                of(
                        "invoices",
                        INVOICES,
                        "I-\u202E1,KA-JIO,RENTAL,2026-05-01,,100.00,18.00,118.00",
                        "1 invoice_no bad-choice | cannot be seen"),
                of(
                        "invoices",
                        INVOICES,
                        "I-१२,KA-JIO,RENTAL,2026-05-01,,१००,18.00,118.00",
                        "1 invoice_no bad-choice | digits of another script",
                        "1 taxable_amount not-a-number | "),
                of(
                        "invoices",
                        INVOICES,
                        "1.23E+11,KA-JIO,RENTAL,2026-05-01,,100.00,18.00,118.00",
                        "1 invoice_no bad-choice | a spreadsheet has shortened"),
                of(
                        "invoices",
                        INVOICES + ",customer_gstin",
                        "I-1,KA-JIO,RENTAL,2026-05-01,,100.00,18.00,118.00,29AAACB1234C1Z0",
                        "1 customer_gstin bad-gstin | its check character does not fit"),
                of(
                        "invoices",
                        INVOICES + ",period,irn",
                        "I-1,KA-JIO,RENTAL,2026-05-01,,100.00,18.00,118.00,2026-13,abc",
                        "1 period not-a-date | is not a month",
                        "1 irn bad-choice | 64 digits"),
                of(
                        "invoices",
                        INVOICES + ",opening_open_amount,opening_on",
                        "I-1,KA-JIO,RENTAL,2026-05-01,,100.00,18.00,118.00,119.00,2026-06-01\n"
                                + "I-2,KA-JIO,RENTAL,2026-05-01,,100.00,18.00,118.00,18.00,2026-04-30\n"
                                + "I-3,KA-JIO,RENTAL,2026-05-01,,100.00,18.00,118.00,18.00,\n"
                                + "I-4,KA-JIO,RENTAL,2026-05-01,,100.00,18.00,118.00,,2026-06-01\n"
                                + "I-5,KA-JIO,RENTAL,2026-03-01,,100.00,18.00,118.00,18.00,2026-04-01",
                        "1 opening_open_amount out-of-range | more than the total",
                        "2 opening_on before-document | ",
                        "3 opening_on missing | ",
                        "4 opening_open_amount missing | ",
                        "5 opening_on period-locked | Give a date from 2026-05-01 on, or ask finance to unlock the month"));
    }

    private static Stream<Case> invoicesAgainstOthers() {
        return Stream.of(
                of(
                        "invoices",
                        INVOICES,
                        "I-1,KA-JIO,RENTAL,2026-05-01,,100.00,18.00,118.00\nI-2,KA-JIO,RENTAL,2026-05-01,,100.00,18.00,118.00\n i-1 ,KA-JIO,RENTAL,2026-05-01,,100.00,18.00,118.00",
                        "3 invoice_no duplicate-in-file | in row 1 and in row 3"),
                of(
                        "invoices",
                        INVOICES,
                        "inv-1000,KA-JIO,RENTAL,2026-05-01,2026-05-31,900.00,0,900.00",
                        "1 invoice_no conflict | Invoice INV-1000 is recorded already with other values: taxable_amount is 1000.00, the file says 900.00; total_amount is 1000.00"));
    }

    private static Stream<Case> lines() {
        return Stream.of(of(
                "invoice-lines",
                LINES,
                "NONE,1,,,RENTAL,2026-05,1,0\nINV-1000,0,,,RENTAL,2026-05,1,0\nINV-1000,1.5,,,RENTAL,2026-05,1,0\n"
                        + "INV-1000,2,NOWHERE,,RENTAL,2026-05,1,0\nINV-1000,3,MH-SITE,,RENTAL,2026-05,1,0\n"
                        + "INV-1000,4,KA-SITE,THIRD,RENTAL,2026-05,1,2\nINV-1000,5,KA-SITE,COLO,RENTAL,2026-05,1,2\n"
                        + "INV-1000,6,,,RENTAL,2026-05,1,0\ninv-1000,6,,,RENTAL,2026-05,1,0",
                "1 invoice_no unknown-invoice | Invoice \"NONE\" is not known.",
                "2 line_no zero | ",
                "3 line_no too-many-decimals | whole number",
                "4 site_code unknown-site | Site \"NOWHERE\" is not known",
                "5 site_code unknown-site | lies in circle MH",
                "6 tenancy bad-choice | ANCHOR, COLO",
                "6 tax_amount out-of-range | ",
                "7 tax_amount out-of-range | ",
                "9 invoice_no duplicate-in-file | inv-1000 6"));
    }

    private static Stream<Case> receipts() {
        return Stream.of(
                of(
                        "receipts",
                        RECEIPTS,
                        "R-1,2026-11-22,1.00,\nR-2,2026-05-01,0.00,\nR-3,2026-05-01,1.00,NOBODY",
                        "1 received_on future-date | ",
                        "2 amount zero | ",
                        "3 account_code unknown-account | Account \"NOBODY\" is not known."),
                of(
                        "receipts",
                        RECEIPTS,
                        "RC-500,2026-05-10,400.00,KA-JIO",
                        "1 receipt_no conflict | amount is 500.00, the file says 400.00"),
                of(
                        "receipts",
                        RECEIPTS,
                        "RC-500,2026-05-10,500.00,KA-BSNL",
                        "1 receipt_no conflict | account_code is ka-jio"));
    }

    private static Stream<Case> allocations() {
        return Stream.of(
                of(
                        "allocations",
                        ALLOCATIONS,
                        ",,INV-1000,1,,,,\nRC-500,CN-50,INV-1000,1,,,,\nNONE,,INV-1000,1,,,,\n,NONE,INV-1000,1,,,,\nRC-500,,NONE,1,,,,",
                        "1 receipt_no missing | neither a receipt",
                        "2 note_no bad-choice | only one of them",
                        "3 receipt_no unknown-receipt | Receipt \"NONE\" is not known",
                        "4 note_no unknown-note | Note \"NONE\" is not known",
                        "5 invoice_no unknown-invoice | Invoice \"NONE\" is not known"),
                of(
                        "allocations",
                        ALLOCATIONS,
                        "RC-500,,BSNL-1,1,,,,\nRC-500,,INV-1000,0,,,5.00,\nRC-500,,INV-1000,1,,,,2026-05-09\nRC-500,,INV-1000,2,,,,2026-11-22",
                        "1 invoice_no account-mismatch | The invoice is of account KA-BSNL, the receipt of account KA-JIO",
                        "2 amount zero | no tax was deducted",
                        "3 effective_on before-document | 2026-05-10",
                        "4 effective_on future-date | "),
                of("allocations", ALLOCATIONS, "LOCKED-R,,LOCKED-I,1,,,,2026-04-20", "1 effective_on period-locked | "),
                of(
                        "allocations",
                        ALLOCATIONS,
                        "RC-500,,INV-1000,500.01,,,,",
                        "1 amount over-allocated | RC-500 holds 500.00 on 2026-05-10, but the row takes 500.01"),
                of(
                        "allocations",
                        ALLOCATIONS,
                        "RC-5000,,INV-1000,900.00,20.00,,80.01,",
                        "1 amount over-applied | Of invoice INV-1000 1000.00 is open on 2026-05-10, but the row pays 1000.01"),
                of(
                        "allocations",
                        ALLOCATIONS,
                        "RC-500,,INV-1000,300,,,,\nRC-500,,INV-2000,300,,,,\nRC-500,,INV-2000,200,,,,2026-07-01",
                        "2 amount over-allocated | holds 200.00"),
                of(
                        "allocations",
                        ALLOCATIONS,
                        "RC-5000,,INV-1000,600,,,,\n,CN-50,INV-1000,50,,,,2026-06-01\nRC-5000,,INV-1000,400,,,,2026-07-01\nRC-5000,,INV-1000,350,,,,2026-08-01",
                        "3 amount over-applied | 350.00 is open on 2026-07-01"),
                of(
                        "allocations",
                        ALLOCATIONS,
                        "RC-500,,INV-1000,1,,,,2026-06-01\nrc-500,,inv-1000,1,,,,2026-06-01",
                        "2 receipt_no duplicate-in-file | in row 1 and in row 2"),
                of(
                        "allocations",
                        ALLOCATIONS,
                        "UNKNOWN-R,,INV-1000,1,,,,",
                        "1 invoice_no account-mismatch | of account unknown"));
    }

    private static Stream<Case> notes() {
        return Stream.of(
                of(
                        "notes",
                        NOTES,
                        "C-1,CREDIT,KA-BSNL,2026-06-01,10,,,INV-1000\nC-2,CREDIT,KA-JIO,2026-04-30,10,,,INV-1000\nC-3,CREDIT,KA-JIO,2026-06-01,10,8,1,INV-1000\n"
                                + "C-4,CREDIT,KA-JIO,2026-06-01,10,,11,INV-1000\nC-5,CREDITS,KA-JIO,2026-06-01,10,,,NONE\nINV-1000,DEBIT,KA-JIO,2026-06-01,10,,,",
                        "1 invoice_no account-mismatch | is of account KA-JIO, not of KA-BSNL",
                        "2 note_date before-document | ",
                        "3 total_amount total-mismatch | ",
                        "4 total_amount total-mismatch | ",
                        "5 kind bad-choice | CREDIT, DEBIT",
                        "5 invoice_no unknown-invoice | ",
                        "6 note_no conflict | an invoice bears its number"),
                of(
                        "notes",
                        NOTES,
                        "C-1,CREDIT,KA-JIO,2026-06-01,600,,,INV-1000\nC-2,CREDIT,KA-JIO,2026-06-02,600,,,INV-1000\nC-3,CREDIT,KA-JIO,2026-06-03,400,,,INV-1000\nC-4,CREDIT,KA-JIO,2026-06-03,1,,,INV-1000",
                        "2 total_amount over-applied | 400.00 is open"),
                of(
                        "notes",
                        NOTES,
                        "cn-50,CREDIT,KA-JIO,2026-06-01,51,,,",
                        "1 note_no conflict | total_amount is 50.00"));
    }

    private static Stream<Case> accountsAndSites() {
        return Stream.of(
                of(
                        "accounts",
                        ACCOUNTS,
                        "A-1,A,A,MNO,XX,30,,,,,,\nA-2,A,A,MNO,KA,366,,,,,,\nA-3,A,A,MNO,KA,-1,,,,,,\nA-4,A,A,TELCO,KA,30,29ABCDE1234F1Z5X,AAAC1234C,X,yes,nobody@example.test,",
                        "1 circle unknown-circle | There is no circle XX",
                        "2 payment_terms_days out-of-range | between 0 and 365",
                        "3 payment_terms_days negative | ",
                        "4 segment bad-choice | ",
                        "4 gstin bad-gstin | It has 15 characters",
                        "4 pan bad-choice | five letters, four digits",
                        "4 tan bad-choice | ",
                        "4 public_sector bad-choice | Y or N",
                        "4 manager_email bad-choice | No user with the mail address"),
                of(
                        "accounts",
                        ACCOUNTS,
                        "KA-JIO,Jio KA,Airtel,MNO,MH,30,,,,,,",
                        "1 operator conflict | its operator is Jio",
                        "1 circle conflict | its circle is KA. An account with entries keeps it"),
                of(
                        "sites",
                        SITES,
                        "S-1,KA,,91,0,GBT\nS-2,KA,,0,-180.5,MAST\nS-3,,,x,0,GBT",
                        "1 latitude out-of-range | between -90 and 90",
                        "2 longitude out-of-range | ",
                        "2 site_type bad-choice | ",
                        "3 circle missing | ",
                        "3 latitude not-a-number | a number of degrees"));
    }

    /** What lies in another circle is as good as missing. */
    private static Stream<Case> otherCircles() {
        return Stream.of(
                felix(
                        "accounts",
                        ACCOUNTS,
                        "A-1,A,A,MNO,MH,30,,,,,,",
                        "1 circle out-of-scope | MH is not one of yours"),
                felix(
                        "sites",
                        SITES,
                        "MH-SITE,KA,,,,\nS-1,MH,,,,",
                        "1 site_code conflict | Site MH-SITE is recorded already with other values.",
                        "2 circle out-of-scope | "),
                felix(
                        "invoices",
                        INVOICES,
                        "I-1,MH-JIO,RENTAL,2026-05-01,,1,0,1\nMH-INV,KA-JIO,RENTAL,2026-05-01,,1,0,1",
                        "1 account_code unknown-account | Account \"MH-JIO\" is not known.",
                        "2 invoice_no conflict | Invoice MH-INV is recorded already with other values."),
                felix(
                        "receipts",
                        RECEIPTS,
                        "MH-RC,2026-05-01,1.00,KA-JIO",
                        "1 receipt_no conflict | Receipt MH-RC is recorded already with other values."),
                felix(
                        "allocations",
                        ALLOCATIONS,
                        "MH-RC,,MH-INV,1,,,,",
                        "1 receipt_no unknown-receipt | ",
                        "1 invoice_no unknown-invoice | Invoice \"MH-INV\" is not known"),
                felix(
                        "invoice-lines",
                        LINES,
                        "INV-1000,1,MH-SITE,,RENTAL,2026-05,1,0",
                        "1 site_code unknown-site | Site \"MH-SITE\" is not known"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void saysWhatIsWrongAndWhere(Case given) {
        book();
        var answer = imports.preview(given.member(), given.kind(), given.file());
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(answer.faults())
                .containsExactlyInAnyOrderElementsOf(given.faults().stream()
                        .map(fault -> fault.split(" \\| ")[0].strip())
                        .toList());
        for (String fault : given.faults()) {
            String part = fault.substring(fault.indexOf('|', fault.lastIndexOf(" | ")) + 1)
                    .strip();
            assertThat(answer.sentences())
                    .anySatisfy(sentence -> assertThat(sentence).contains(part));
        }
        assertThat(answer.sentences())
                .allSatisfy(sentence -> assertThat(sentence).matches("(?s)\\S.*[.?]"));
    }

    @Test
    void everyCodeOfTheContractHasACase() {
        Set<String> tried = cases().flatMap(given -> given.faults().stream())
                .map(fault -> fault.substring(0, fault.lastIndexOf(" | ")).strip())
                .map(fault -> fault.substring(fault.lastIndexOf(' ') + 1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(tried).isEqualTo(FaultCodes.all());
    }

    @Test
    void anotherEncodingIsNamedWithItsLineAndByte() {
        byte[] file = (RECEIPTS + "\nR-1,2026-05-01,1.00,\nR-2\u20b9,").getBytes(StandardCharsets.UTF_16LE);
        assertThat(imports.send(FARAH, "receipts", "r.csv", file).faults()).containsExactly("0 - bad-encoding");
        byte[] windows =
                (RECEIPTS + ",narration\nR-1,2026-05-01,1.00,,caf\u00e9\n").getBytes(StandardCharsets.ISO_8859_1);
        var answer = imports.send(FARAH, "receipts", "r.csv", windows);
        assertThat(answer.faults()).containsExactly("0 - bad-encoding");
        assertThat(answer.sentences().get(0)).contains("line 2, byte 78 of the file is E9");
    }

    private void book() {
        long jio = accounts.create("KA-JIO", "Jio", "KA");
        long bsnl = accounts.create("KA-BSNL", "BSNL", "KA");
        long other = accounts.create("MH-JIO", "Jio", "MH");
        receivables.invoice(jio, "INV-1000", "2026-05-01", "2026-05-31", "1000");
        receivables.invoice(jio, "INV-2000", "2026-05-01", "2026-05-31", "2000");
        receivables.invoice(jio, "LOCKED-I", "2026-04-01", "2026-05-31", "1000");
        receivables.invoice(bsnl, "BSNL-1", "2026-05-01", "2026-05-31", "1000");
        receivables.invoice(other, "MH-INV", "2026-05-01", "2026-05-31", "1000");
        receivables.receipt(jio, "RC-500", "2026-05-10", "500");
        receivables.receipt(jio, "RC-5000", "2026-05-10", "5000");
        receivables.receipt(jio, "LOCKED-R", "2026-04-10", "500");
        receivables.receipt(other, "MH-RC", "2026-05-10", "500");
        receivables.unidentifiedReceipt("UNKNOWN-R", "2026-05-10", "500");
        receivables.creditNote(jio, "CN-50", "2026-06-01", "50", null);
        work.run(() -> {
            jdbc.sql("insert into site (code, circle) values ('KA-SITE', 'KA'), ('MH-SITE', 'MH')")
                    .update();
            jdbc.sql("insert into period_lock (month) values ('2026-04-01')").update();
        });
    }
}

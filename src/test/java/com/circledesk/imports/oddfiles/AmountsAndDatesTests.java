package com.circledesk.imports.oddfiles;

import static com.circledesk.support.OddFile.INVOICES;
import static com.circledesk.support.OddFile.RECEIPTS;
import static com.circledesk.support.OddFile.csv;

import com.circledesk.support.IntegrationTest;
import com.circledesk.support.OddFile;
import com.circledesk.support.OddFiles;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Amounts and days as people, banks and spreadsheets write them; nothing is guessed. */
@IntegrationTest
class AmountsAndDatesTests {
    @Autowired
    private OddFiles files;

    static Stream<OddFile> cases() {
        return Stream.of(amounts(), dates()).flatMap(each -> each);
    }

    private static Stream<OddFile> amounts() {
        String shape = "1 amount not-a-number | is not an amount. Write digits with at most two decimals";
        return Stream.of(
                amount("-1", "1 amount negative | only amounts above zero"),
                amount("0", "1 amount zero | is zero"),
                amount("0.00", "1 amount zero | is zero"),
                amount("1.005", "1 amount too-many-decimals | at most 2"),
                amount("1.5", "accepted 1"),
                amount("000100.50", "accepted 1"),
                amount("1e5", shape),
                amount("1e999999999", shape),
                amount("NaN", shape),
                amount("Infinity", shape),
                amount("0x10", shape),
                amount("1,00,000.00", shape),
                amount("1,23,456.00", shape),
                amount("1,00,0.00", shape),
                amount("123,456.00", shape),
                amount("1e-5", shape),
                amount("1.", shape),
                amount("--1", shape),
                amount("\uFF11\uFF12", shape),
                amount("-0.01", "1 amount negative | only amounts above zero"),
                amount("0.001", "1 amount too-many-decimals | at most 2"),
                amount("1.000,00", shape),
                amount("\u20b9 1000", "accepted 1"),
                amount("Rs.1000/-", shape),
                amount("(1000)", shape),
                amount("1000 Cr", shape),
                amount("100-", shape),
                amount("+1", shape),
                amount("1 000", shape),
                amount(".5", shape),
                amount("\u0967\u0968", shape),
                amount("\u0661\u0662", shape),
                amount("999999999999.99", "accepted 1"),
                amount("1000000000000", "1 amount out-of-range | between 0.01 and 999999999999.99"),
                amount("9".repeat(100_000), "1 amount too-long | The cell holds 100,000 characters"),
                amount("", "1 amount missing | amount is empty"),
                csv(
                        "Indian grouping, declared",
                        "receipts?mapping=Indian",
                        RECEIPTS + "R-1,2026-05-01,\"1,00,000.00\",,\n",
                        "accepted 1"),
                csv(
                        "broken grouping, declared",
                        "receipts?mapping=Indian",
                        RECEIPTS + "R-1,2026-05-01,\"1,00,0.00\",,\n",
                        "1 amount not-a-number | The declared format is 1,23,456.00"),
                csv(
                        "European, declared",
                        "receipts?mapping=European",
                        "receipt_no;received_on;amount\nR-1;01-05-2026;1.000,00\n",
                        "accepted 1"),
                csv(
                        "Western groups where Indian ones are declared",
                        "receipts?mapping=Indian",
                        RECEIPTS + "R-1,2026-05-01,\"123,456.00\",,\n",
                        "1 amount not-a-number | The declared format is 1,23,456.00"),
                invoice(
                        "a negative invoice",
                        "I-1,KA-JIO,RENTAL,2026-05-01,,-100,-18,-118",
                        "1 taxable_amount negative | only amounts from zero up",
                        "1 tax_amount negative | only amounts from zero up",
                        "1 total_amount negative | only amounts above zero"),
                invoice(
                        "more tax than what is taxed",
                        "I-1,KA-JIO,RENTAL,2026-05-01,,100,101,201",
                        "1 tax_amount out-of-range | The tax 101.00 is more than the taxable amount 100.00"),
                invoice(
                        "the largest amounts, whose sum is too large",
                        "I-1,KA-JIO,RENTAL,2026-05-01,,999999999999.99,999999999999.99,999999999999.99",
                        "1 total_amount total-mismatch | make 1999999999999.98"),
                invoice(
                        "total is not taxable + tax",
                        "I-1,KA-JIO,RENTAL,2026-05-01,,100,18,117",
                        "1 total_amount total-mismatch | make 118.00"));
    }

    private static Stream<OddFile> dates() {
        String shape = "1 received_on not-a-date | is not a date. Write it as yyyy-MM-dd";
        return Stream.of(
                day("31/02/2026", shape),
                day("02/03/26", shape),
                day("2026-13-01", shape),
                day("2026-02-29", shape),
                day("46113", shape),
                day("2026-5-1", shape),
                day("0000-00-00", shape),
                day("\u0968\u0966\u0968\u096C-05-01", shape),
                day("1989-12-31", "1 received_on not-a-date | of the years 1990 to 2100"),
                day("2024-02-29", "accepted 1"),
                day("2026-11-21", "accepted 1"),
                day("2026-11-22", "1 received_on future-date | lies after today, 2026-11-21"),
                day("2026-04-30", "1 received_on period-locked | 2026-04-30 lies in April 2026, which is locked"),
                day("26-05-01", shape),
                day("2026-02-31", shape),
                day("2026-05-01T00:00", shape),
                day("+2026-05-01", shape),
                day("2100-12-31", "1 received_on future-date | lies after today, 2026-11-21"),
                day("2101-01-01", "1 received_on not-a-date | of the years 1990 to 2100"),
                csv(
                        "a year of two digits where four are declared",
                        "receipts?mapping=European",
                        "receipt_no;received_on;amount\nR-1;01-05-26;1\n",
                        "1 received_on not-a-date | Write it as dd-MM-yyyy"),
                invoice(
                        "an invoice of tomorrow",
                        "I-1,KA-JIO,RENTAL,2026-11-22,,100,18,118",
                        "1 invoice_date future-date | lies after today"),
                csv(
                        "29-02-2027 as declared",
                        "receipts?mapping=European",
                        "receipt_no;received_on;amount\nR-1;29-02-2027;1\n",
                        "1 received_on not-a-date | Write it as dd-MM-yyyy"),
                invoice(
                        "due before invoiced",
                        "I-1,KA-JIO,RENTAL,2026-05-31,2026-05-30,100,18,118",
                        "1 due_date due-before-invoice | before the invoice date"));
    }

    /** A receipt with this amount. */
    private static OddFile amount(String amount, String expected) {
        return csv(
                "amount " + (amount.length() > 30 ? amount.length() + " digits" : amount),
                "receipts",
                RECEIPTS + "R-1,2026-05-01,\"" + amount + "\",,\n",
                expected);
    }

    /** A receipt of this day. */
    private static OddFile day(String day, String expected) {
        return csv("date " + day, "receipts", RECEIPTS + "R-1," + day + ",1,,\n", expected);
    }

    private static OddFile invoice(String name, String row, String... expected) {
        return csv(name, "invoices", INVOICES + row + "\n", expected);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isTakenOrRefusedWithWhatIsWrongAndWhere(OddFile file) {
        files.check(file);
    }
}

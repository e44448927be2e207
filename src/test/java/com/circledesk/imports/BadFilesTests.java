package com.circledesk.imports;

import static com.circledesk.support.Cast.FARAH;
import static com.circledesk.support.Cast.FELIX;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.receivables.DocumentKind;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.ImportApiClient;
import com.circledesk.support.ImportApiClient.Answer;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import com.circledesk.support.Workbooks;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/**
 * Files as people, banks and attackers send them. Each is taken, or refused with what is wrong and where; nothing is
 * written, and none of them takes long.
 */
@IntegrationTest
class BadFilesTests {
    private static final String INVOICES =
            "invoice_no,account_code,charge_type,invoice_date,due_date,taxable_amount,tax_amount,total_amount\n";
    private static final String RECEIPTS = "receipt_no,received_on,amount,account_code,narration\n";
    private static final String ACCOUNTS =
            "account_code,customer_name,operator,segment,circle,payment_terms_days,gstin,pan\n";
    private static final String SHEET = "receipt_no|received_on|amount|account_code\n";
    private static final String ROW = "R-1,2026-05-01,100.00,KA-JIO,paid\n";

    @Autowired
    private ImportApiClient api;

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Cast cast;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @Autowired
    private SystemWork work;

    @Autowired
    private JdbcClient jdbc;

    /**
     * @param target kind, and a mapping if need be
     * @param expected {@code row column code | part of the sentence}, or {@code accepted n}
     */
    record Case(
            String name,
            Cast.Member member,
            String target,
            String fileName,
            Supplier<byte[]> content,
            List<String> expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Case csv(String name, String kind, String content, String... expected) {
        return bytes(name, kind, "file.csv", () -> content.getBytes(StandardCharsets.UTF_8), expected);
    }

    private static Case bytes(
            String name, String target, String fileName, Supplier<byte[]> content, String... expected) {
        return new Case(name, FARAH, target, fileName, content, List.of(expected));
    }

    private static Case book(String name, Supplier<Workbooks> book, String... expected) {
        return bytes(name, "receipts", "file.xlsx", () -> book.get().bytes(), expected);
    }

    /** A receipt with this amount. */
    private static Case amount(String amount, String expected) {
        return csv(
                "amount " + (amount.length() > 30 ? amount.length() + " digits" : amount),
                "receipts",
                RECEIPTS + "R-1,2026-05-01,\"" + amount + "\",,\n",
                expected);
    }

    /** A receipt of this day. */
    private static Case day(String day, String expected) {
        return csv("date " + day, "receipts", RECEIPTS + "R-1," + day + ",1,,\n", expected);
    }

    private static Case invoice(String name, String row, String... expected) {
        return csv(name, "invoices", INVOICES + row + "\n", expected);
    }

    static Stream<Case> cases() {
        return Stream.of(
                        tables(),
                        encodings(),
                        sizes(),
                        texts(),
                        amounts(),
                        dates(),
                        references(),
                        workbooks(),
                        archives())
                .flatMap(each -> each);
    }

    private static Stream<Case> tables() {
        return Stream.of(
                csv("empty", "receipts", "", "0 - empty-file | The file is empty"),
                csv("blank lines only", "receipts", "\n\r\n\n", "0 - empty-file | The file is empty"),
                csv("header only", "receipts", RECEIPTS, "0 - empty-file | headers but no rows"),
                csv(
                        "missing column",
                        "receipts",
                        "receipt_no,received_on\nR-1,2026-05-01\n",
                        "0 amount missing-column | The column amount is missing."),
                csv(
                        "extra column",
                        "receipts",
                        "receipt_no,received_on,amount,colour\nR-1,2026-05-01,1,red\n",
                        "0 colour unknown-column | use a column mapping that ignores it"),
                csv(
                        "extra column that the mapping ignores",
                        "receipts?mapping=Indian",
                        "receipt_no,received_on,amount,colour\nR-1,2026-05-01,1,red\n",
                        "accepted 1"),
                csv(
                        "duplicate header",
                        "receipts",
                        "receipt_no,received_on,amount,Amount\nR-1,2026-05-01,1,1\n",
                        "0 Amount duplicate-column | stands in the file twice"),
                csv(
                        "header in another case, with spaces",
                        "receipts",
                        " Receipt No , RECEIVED ON,Amount\nR-1,2026-05-01,1\n",
                        "accepted 1"),
                csv("bare CR line ends", "receipts", (RECEIPTS + ROW).replace('\n', '\r'), "accepted 1"),
                csv(
                        "mixed line ends",
                        "receipts",
                        RECEIPTS.replace("\n", "\r\n")
                                + ROW
                                + ROW.replace("R-1", "R-2").replace('\n', '\r'),
                        "accepted 2"),
                csv(
                        "unterminated quote",
                        "receipts",
                        RECEIPTS + ROW + "R-2,2026-05-01,1,,\"so\nit\ngoes\n",
                        "0 - bad-file | Line 3: the quotation mark that opens there is never closed."),
                csv(
                        "quote in the middle",
                        "receipts",
                        RECEIPTS + "R-1,2026-05-01,1,,12\" pipe\n",
                        "0 - bad-file | Line 2: a quotation mark stands inside a value."),
                csv(
                        "text after a closing quote",
                        "receipts",
                        RECEIPTS + "R-1,2026-05-01,1,,\"a\"b\n",
                        "0 - bad-file | Line 2: after a closing quotation mark"),
                csv(
                        "quoted separators, quotes and line ends",
                        "receipts",
                        RECEIPTS + "R-1,2026-05-01,1,,\"a, \"\"b\"\"\nc\"\n",
                        "accepted 1"),
                csv("separated by semicolons", "receipts", (RECEIPTS + ROW).replace(',', ';'), "accepted 1"),
                csv("separated by tabs", "receipts", (RECEIPTS + ROW).replace(',', '\t'), "accepted 1"),
                csv(
                        "separated by bars",
                        "receipts",
                        "receipt_no|received_on|amount\nR-1|2026-05-01|1\n",
                        "0 receipt_no missing-column | separated by comma, semicolon or tab"),
                csv(
                        "short row",
                        "receipts",
                        RECEIPTS + "R-1,2026-05-01,1\n",
                        "1 - missing | has 3 cells, but the header line has 5"),
                csv(
                        "long row",
                        "receipts",
                        RECEIPTS + "R-1,2026-05-01,1,00,000,,\n",
                        "1 - too-long | has 7 cells, but the header line has 5"),
                csv("trailing blank lines", "receipts", RECEIPTS + ROW + "\n\n,,,,\n", "accepted 1"),
                csv(
                        "row numbers count blank lines too",
                        "receipts",
                        RECEIPTS + ROW + "\nR-2,x,1,,\n",
                        "3 received_on not-a-date | \"x\""));
    }

    private static Stream<Case> encodings() {
        return Stream.of(
                bytes(
                        "UTF-8 with a byte order mark",
                        "receipts",
                        "f.csv",
                        () -> utf8("\uFEFF" + RECEIPTS + ROW),
                        "accepted 1"),
                bytes(
                        "UTF-16 LE",
                        "receipts",
                        "f.csv",
                        () -> ("\uFEFF" + RECEIPTS + ROW).getBytes(StandardCharsets.UTF_16LE),
                        "0 - bad-encoding | The file is UTF-16"),
                bytes(
                        "UTF-16 LE without a mark",
                        "receipts",
                        "f.csv",
                        () -> (RECEIPTS + ROW).getBytes(StandardCharsets.UTF_16LE),
                        "0 - bad-encoding | NUL"),
                bytes(
                        "UTF-16 BE",
                        "receipts",
                        "f.csv",
                        () -> ("\uFEFF" + RECEIPTS + ROW).getBytes(StandardCharsets.UTF_16BE),
                        "0 - bad-encoding | The file is UTF-16"),
                bytes(
                        "Windows-1252",
                        "receipts",
                        "f.csv",
                        () -> (RECEIPTS + ROW.replace("paid", "caf\u00e9 \u2013 paid"))
                                .getBytes(Charset.forName("windows-1252")),
                        "0 - bad-encoding | line 2, byte 86 of the file is E9"),
                bytes(
                        "an invalid byte in line 3",
                        "receipts",
                        "f.csv",
                        () -> utf8(RECEIPTS + ROW + "R-2,2026-05-01,1,,", 0xC3, 0x28),
                        "0 - bad-encoding | line 3, byte "),
                bytes(
                        "a cut-off character at the end",
                        "receipts",
                        "f.csv",
                        () -> utf8(RECEIPTS + "R-2,2026-05-01,1,,", 0xE2, 0x82),
                        "0 - bad-encoding | line 2, byte "),
                bytes(
                        "an overlong slash",
                        "receipts",
                        "f.csv",
                        () -> utf8(RECEIPTS + "R-2,2026-05-01,1,,", 0xC0, 0xAF),
                        "0 - bad-encoding | line 2, byte "),
                csv(
                        "a NUL byte",
                        "receipts",
                        RECEIPTS + "R\0-1,2026-05-01,1,,\n",
                        "0 - bad-encoding | Line 2 holds a NUL byte"));
    }

    private static Stream<Case> sizes() {
        return Stream.of(
                bytes(
                        "a field of 50 MB",
                        "receipts",
                        "f.csv",
                        () -> utf8(RECEIPTS + "R-1,2026-05-01,1,," + "x".repeat(50_000_000) + "\n"),
                        "1 narration too-long | 50,000,000 characters; at most 10,000"),
                bytes(
                        "a header of 50 MB",
                        "receipts",
                        "f.csv",
                        () -> utf8("x".repeat(50_000_000)),
                        "0 - bad-file | The first line is longer"),
                bytes(
                        "more than 1,000,000 rows",
                        "receipts",
                        "f.csv",
                        () -> utf8("receipt_no,received_on,amount\n" + "A,2026-05-01,1\n".repeat(1_000_001)),
                        "0 - bad-file | more than 1,000,000 rows. Split the file."),
                csv("201 columns", "receipts", headers(201), "0 - bad-file | more than 200 columns"),
                csv(
                        "200 columns",
                        "receipts?mapping=Indian",
                        headers(200) + "R-1,2026-05-01,1" + ",".repeat(197) + "\n",
                        "accepted 1"),
                csv(
                        "a row of 100,000 cells",
                        "receipts",
                        RECEIPTS + "R-1" + ",".repeat(100_000) + "\n",
                        "1 - too-long | more than 200 cells"));
    }

    private static String headers(int columns) {
        StringBuilder headers = new StringBuilder("receipt_no,received_on,amount");
        for (int i = 4; i <= columns; i++) {
            headers.append(",c").append(i);
        }
        return headers.append('\n').toString();
    }

    private static Stream<Case> texts() {
        return Stream.of(
                csv(
                        "formulas",
                        "receipts",
                        RECEIPTS
                                + "R-1,2026-05-01,1,,\"=HYPERLINK(\"\"http://evil\"\")\"\nR-2,2026-05-01,1,,+1\nR-3,2026-05-01,1,,-1\nR-4,2026-05-01,1,,@SUM(A1)\n",
                        "accepted 4"),
                csv(
                        "emoji and four-byte letters",
                        "receipts",
                        RECEIPTS + "R-1,2026-05-01,1,,\uD83D\uDE00 \uD840\uDC00 \u0928\u092E\u0938\u094D\u0924\u0947\n",
                        "accepted 1"),
                csv(
                        "a mark that turns the direction in a key",
                        "receipts",
                        RECEIPTS + "R-\u202E1,2026-05-01,1,,\n",
                        "1 receipt_no bad-choice | cannot be seen"),
                csv(
                        "a zero-width space in a key",
                        "receipts",
                        RECEIPTS + "R-\u200B1,2026-05-01,1,,\n",
                        "1 receipt_no bad-choice | cannot be seen"),
                csv(
                        "Devanagari digits in a key",
                        "receipts",
                        RECEIPTS + "R-\u0967\u0968,2026-05-01,1,,\n",
                        "1 receipt_no bad-choice | Write digits as 0 to 9"),
                csv(
                        "a key that a spreadsheet shortened",
                        "receipts",
                        RECEIPTS + "1.23E+11,2026-05-01,1,,\n",
                        "1 receipt_no bad-choice | a spreadsheet has shortened"),
                csv(
                        "a narration of 501 characters",
                        "receipts",
                        RECEIPTS + "R-1,2026-05-01,1,," + "x".repeat(501) + "\n",
                        "1 narration too-long | has 501 characters; at most 500"),
                csv(
                        "markup is text",
                        "receipts",
                        RECEIPTS + "R-1,2026-05-01,1,,<script>alert(1)</script>${7*7}\n",
                        "accepted 1"));
    }

    private static Stream<Case> amounts() {
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
                amount("1,00,0.00", shape),
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
                invoice(
                        "total is not taxable + tax",
                        "I-1,KA-JIO,RENTAL,2026-05-01,,100,18,117",
                        "1 total_amount total-mismatch | make 118.00"));
    }

    private static Stream<Case> dates() {
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

    private static Stream<Case> references() {
        String notes = "note_no,kind,account_code,note_date,total_amount,invoice_no\n";
        return Stream.of(
                invoice(
                        "unknown account",
                        "I-1,KA-JOI,RENTAL,2026-05-01,,100,18,118",
                        "1 account_code unknown-account | Account \"KA-JOI\" is not known. Did you mean \"KA-JIO\"?"),
                csv("unknown circle", "accounts", ACCOUNTS + "A-1,N,Op,MNO,XX,30,,\n", "1 circle unknown-circle | XX"),
                new Case(
                        "another circle's invoice",
                        FELIX,
                        "notes",
                        "f.csv",
                        () -> utf8(notes + "C-1,CREDIT,KA-JIO,2026-06-01,1,MH-INV\n"),
                        List.of("1 invoice_no unknown-invoice | Invoice \"MH-INV\" is not known.")),
                new Case(
                        "an invoice that nobody has",
                        FELIX,
                        "notes",
                        "f.csv",
                        () -> utf8(notes + "C-1,CREDIT,KA-JIO,2026-06-01,1,NO-INV\n"),
                        List.of("1 invoice_no unknown-invoice | Invoice \"NO-INV\" is not known.")),
                invoice(
                        "an invoice twice in the file",
                        "I-1,KA-JIO,RENTAL,2026-05-01,,100,18,118\ni-1,KA-JIO,RENTAL,2026-05-01,,100,18,118",
                        "2 invoice_no duplicate-in-file | in row 1 and in row 2"),
                invoice(
                        "recorded with the same values",
                        "inv-1000,ka-jio,rental,2026-05-01,2026-05-31,1000,0,1000.0",
                        "unchanged 1"),
                invoice(
                        "recorded with other values",
                        "INV-1000,KA-JIO,RENTAL,2026-05-01,2026-05-31,999,0,999",
                        "1 invoice_no conflict | total_amount is 1000.00, the file says 999.00"),
                csv(
                        "over the balance",
                        "allocations",
                        "receipt_no,invoice_no,amount\nRC-5000,INV-1000,1000.01\n",
                        "1 amount over-applied | 1000.00 is open"),
                csv(
                        "over the payment",
                        "allocations",
                        "receipt_no,invoice_no,amount\nRC-5000,INV-9000,5000.01\n",
                        "1 amount over-allocated | holds 5000.00"),
                csv(
                        "GSTIN with a wrong check character",
                        "accounts",
                        ACCOUNTS + "A-1,N,Op,MNO,KA,30,29AAACB1234C1Z0,\n",
                        "1 gstin bad-gstin | its check character does not fit"),
                csv(
                        "GSTIN of a wrong shape",
                        "accounts",
                        ACCOUNTS + "A-1,N,Op,MNO,KA,30,29AAACB1234C1Z,\n",
                        "1 gstin bad-gstin | It has 15 characters"),
                csv(
                        "PAN of a wrong shape",
                        "accounts",
                        ACCOUNTS + "A-1,N,Op,MNO,KA,30,,AAAC1234BC\n",
                        "1 pan bad-choice | five letters, four digits and a letter"),
                csv(
                        "credit note of day 181",
                        "notes",
                        notes + "C-1,CREDIT,KA-JIO,2026-10-29,1,INV-1000\n",
                        "accepted 1"),
                csv(
                        "debit note on a cancelled invoice",
                        "notes",
                        notes + "D-1,DEBIT,KA-JIO,2026-06-01,1,GONE\n",
                        "1 invoice_no unknown-invoice | Invoice \"GONE\" is not known."));
    }

    private static Stream<Case> workbooks() {
        String row = "R-1|2026-05-01|100.00|KA-JIO\n";
        return Stream.of(
                book("a sound workbook", () -> Workbooks.of(SHEET + row), "accepted 1"),
                book(
                        "numbers as numbers, dates as dates",
                        () -> Workbooks.of(SHEET + "R-1|@46143|#100.5|KA-JIO\n"),
                        "accepted 1"),
                book(
                        "a number's noise of arithmetic",
                        () -> Workbooks.of(SHEET + "R-1|@46143|#0.30000000000000004|\n"),
                        "accepted 1"),
                book(
                        "a number of three decimals",
                        () -> Workbooks.of(SHEET + "R-1|@46143|#100.005|\n"),
                        "1 amount too-many-decimals | at most 2"),
                book("a number stored as text", () -> Workbooks.of(SHEET + "R-1|2026-05-01|100.00|\n"), "accepted 1"),
                book("a text stored as a number", () -> Workbooks.of(SHEET + "#1001|2026-05-01|#1|\n"), "accepted 1"),
                book(
                        "a long number as a key",
                        () -> Workbooks.of(SHEET + "#123456789012|2026-05-01|#1|\n"),
                        "accepted 1"),
                book(
                        "a serial number that no style calls a date",
                        () -> Workbooks.of(SHEET + "R-1|#46143|#1|\n"),
                        "1 received_on not-a-date | \"46143\" is not a date"),
                book(
                        "an amount that is a date",
                        () -> Workbooks.of(SHEET + "R-1|2026-05-01|@46143|\n"),
                        "1 amount not-a-number | is not an amount"),
                book(
                        "dates from 1904 on",
                        () -> Workbooks.of(SHEET + "R-1|@44681|#1|\n")
                                .part(
                                        "xl/workbook.xml",
                                        Workbooks.workbook(
                                                "<sheet name=\"Data\" sheetId=\"1\" r:id=\"r1\"/>",
                                                "<workbookPr date1904=\"1\"/>")),
                        "accepted 1"),
                book(
                        "a formula and its stored value",
                        () -> Workbooks.of(SHEET + "R-1|2026-05-01|#1|\n")
                                .part(
                                        "xl/worksheets/sheet1.xml",
                                        Workbooks.sheet(SHEET + "R-1|2026-05-01|#1|\n")
                                                .replace("<v>1</v>", "<f>SUM(1,1)</f><v>2</v>")),
                        "accepted 1"),
                book(
                        "a merged header",
                        () -> Workbooks.of("Receipts of May|||\n" + SHEET + row)
                                .part(
                                        "xl/worksheets/sheet1.xml",
                                        Workbooks.sheet("Receipts of May|||\n" + SHEET + row)
                                                .replace(
                                                        "</sheetData>",
                                                        "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"A1:D1\"/></mergeCells>")),
                        "0 receipt_no missing-column | missing"),
                book(
                        "a hidden sheet before the visible one",
                        () -> Workbooks.of("secret|salary\n")
                                .part(
                                        "xl/workbook.xml",
                                        Workbooks.workbook(
                                                "<sheet name=\"Hidden\" sheetId=\"1\" state=\"hidden\" r:id=\"r1\"/><sheet name=\"May\" sheetId=\"2\" r:id=\"r2\"/>",
                                                ""))
                                .part("xl/worksheets/sheet2.xml", Workbooks.sheet(SHEET + row)),
                        "accepted 1",
                        "sheet May"),
                book(
                        "two sheets",
                        () -> Workbooks.of(SHEET + row)
                                .part(
                                        "xl/workbook.xml",
                                        Workbooks.workbook(
                                                "<sheet name=\"April\" sheetId=\"1\" r:id=\"r1\"/><sheet name=\"May\" sheetId=\"2\" r:id=\"r2\"/>",
                                                ""))
                                .part("xl/worksheets/sheet2.xml", Workbooks.sheet("other|headers\n")),
                        "accepted 1",
                        "sheet April"),
                book("a sheet without rows", () -> Workbooks.of(SHEET), "0 - empty-file | headers but no rows"),
                book(
                        "a shared text",
                        () -> Workbooks.of(SHEET + "~0|2026-05-01|#1|\n")
                                .part("xl/sharedStrings.xml", "<sst><si><r><t>R-</t></r><r><t>1</t></r></si></sst>"),
                        "accepted 1"),
                book(
                        "a shared text that is not there",
                        () -> Workbooks.of(SHEET + "~7|2026-05-01|#1|\n")
                                .part("xl/sharedStrings.xml", "<sst><si><t>R-1</t></si></sst>"),
                        "0 - bad-file | refers to a text that is not there"),
                book(
                        "an invisible character in a key",
                        () -> Workbooks.of(SHEET + "R-\u200B1|2026-05-01|#1|\n"),
                        "1 receipt_no bad-choice | cannot be seen"),
                book(
                        "201 columns",
                        () -> Workbooks.of("x\n")
                                .part(
                                        "xl/worksheets/sheet1.xml",
                                        "<worksheet><sheetData><row r=\"1\"><c r=\"GS1\"><v>1</v></c></row></sheetData></worksheet>"),
                        "0 - bad-file | more than 200 columns"));
    }

    private static Stream<Case> archives() {
        return Stream.of(
                bytes(
                        "CSV named .xlsx",
                        "receipts",
                        "f.xlsx",
                        () -> utf8(RECEIPTS + ROW),
                        "0 - bad-file | is not a workbook. If it is CSV, name it .csv"),
                bytes(
                        "a workbook named .csv",
                        "receipts",
                        "f.csv",
                        () -> Workbooks.of(SHEET + "R-1|2026-05-01|#1|\n").bytes(),
                        "0 - bad-file | is a workbook. Name it .xlsx"),
                bytes(
                        "an old workbook named .xlsx",
                        "receipts",
                        "f.xlsx",
                        () -> ole(""),
                        "0 - bad-file | old Excel workbook (.xls)"),
                bytes(
                        "a protected workbook",
                        "receipts",
                        "f.xlsx",
                        () -> ole("EncryptedPackage"),
                        "0 - bad-file | protected by a password"),
                bytes(
                        "a workbook with macros by name",
                        "receipts",
                        "f.xlsm",
                        () -> Workbooks.of(SHEET).bytes(),
                        "0 - bad-file | read as .xlsx only"),
                bytes(
                        "a program",
                        "receipts",
                        "f.xlsx",
                        () -> new byte[] {'M', 'Z', (byte) 0x90, 0, 3},
                        "0 - bad-file | a Windows program"),
                bytes("a PDF", "receipts", "f.csv", () -> utf8("%PDF-1.7\n"), "0 - bad-file | a PDF"),
                bytes(
                        "a truncated archive",
                        "receipts",
                        "f.xlsx",
                        () -> Arrays.copyOf(
                                Workbooks.of(SHEET + "R-1|2026-05-01|#1|\n").bytes(), 900),
                        "0 - bad-file | damaged or was cut off"),
                bytes(
                        "an archive that is no workbook",
                        "receipts",
                        "f.xlsx",
                        () -> Workbooks.of(SHEET).part("xl/workbook.xml", "x").bytes(),
                        "0 - bad-file | damaged"),
                bytes(
                        "an archive with a flipped byte",
                        "receipts",
                        "f.xlsx",
                        BadFilesTests::flipped,
                        "0 - bad-file | damaged"),
                book(
                        "a bomb of 1000:1",
                        () -> Workbooks.of(SHEET).part("xl/worksheets/sheet1.xml", bomb(60)),
                        "0 - bad-file | unpacks to more than 100 times its size"),
                book(
                        "10,000 entries",
                        () -> {
                            Workbooks book = Workbooks.of(SHEET);
                            for (int i = 0; i < 10_000; i++) {
                                book.part("xl/x" + i, "");
                            }
                            return book;
                        },
                        "0 - bad-file | parts; at most 1,000"),
                book(
                        "an entry twice",
                        () -> Workbooks.of(SHEET).part("XL/Workbook.xml", "<workbook/>"),
                        "0 - bad-file | a part twice"),
                bytes(
                        "the very same name twice",
                        "receipts",
                        "f.xlsx",
                        BadFilesTests::twice,
                        "0 - bad-file | a part twice"),
                book(
                        "an entry that leaves its folder",
                        () -> Workbooks.of(SHEET).part("../../etc/x", "x"),
                        "0 - bad-file | leaves its folder"),
                book(
                        "an entry with an absolute name",
                        () -> Workbooks.of(SHEET).part("/etc/passwd", "x"),
                        "0 - bad-file | leaves its folder"),
                book(
                        "macros inside",
                        () -> Workbooks.of(SHEET).part("xl/vbaProject.bin", "x"),
                        "0 - bad-file | macros or embedded objects"),
                book(
                        "an embedded object",
                        () -> Workbooks.of(SHEET).part("xl/embeddings/ole1.bin", "x"),
                        "0 - bad-file | macros or embedded objects"),
                book(
                        "a link to another workbook is not followed",
                        () -> Workbooks.of(SHEET + "R-1|2026-05-01|#1|\n")
                                .part("xl/externalLinks/externalLink1.xml", "<externalLink/>"),
                        "accepted 1"),
                book(
                        "an external entity in the shared texts",
                        () -> Workbooks.of(SHEET + "~0|2026-05-01|#1|\n")
                                .part(
                                        "xl/sharedStrings.xml",
                                        "<!DOCTYPE sst [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><sst><si><t>&x;</t></si></sst>"),
                        "0 - bad-file | document type declaration"),
                book(
                        "entities of entities",
                        () -> Workbooks.of(SHEET)
                                .part(
                                        "xl/worksheets/sheet1.xml",
                                        "<!DOCTYPE w [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><worksheet><sheetData>&b;</sheetData></worksheet>"),
                        "0 - bad-file | document type declaration"),
                book(
                        "100,000 nested tags",
                        () -> Workbooks.of(SHEET)
                                .part("xl/worksheets/sheet1.xml", "<worksheet>" + "<a>".repeat(100_000)),
                        "0 - bad-file | "),
                book(
                        "a cell of 20,000,000 characters",
                        () -> Workbooks.of(SHEET)
                                .part(
                                        "xl/worksheets/sheet1.xml",
                                        "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>"
                                                + random(20_000_000) + "</v></c></row></sheetData></worksheet>"),
                        "0 - bad-file | far longer than the 10,000 characters"),
                book(
                        "XML that ends too early",
                        () -> Workbooks.of(SHEET)
                                .part(
                                        "xl/worksheets/sheet1.xml",
                                        "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1"),
                        "0 - bad-file | damaged"),
                book(
                        "rows out of order",
                        () -> Workbooks.of(SHEET)
                                .part(
                                        "xl/worksheets/sheet1.xml",
                                        Workbooks.sheet(SHEET + "R-1|2026-05-01|#1|\n")
                                                .replace("<row r=\"2\">", "<row r=\"1\">")),
                        "0 - bad-file | its rows are out of order"));
    }

    private static byte[] utf8(String text, int... more) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        for (int b : more) {
            out.write(b);
        }
        return out.toByteArray();
    }

    /** The container format of old workbooks, which also wraps protected new ones. */
    private static byte[] ole(String stream) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(HexFormat.of().parseHex("D0CF11E0A1B11AE1"));
        out.writeBytes(new byte[2048]);
        out.writeBytes(stream.getBytes(StandardCharsets.UTF_16LE));
        out.writeBytes(new byte[512]);
        return out.toByteArray();
    }

    private static String bomb(int megabytes) {
        return "<worksheet><sheetData>" + "<row/>".repeat(megabytes * 1_000_000 / 6) + "</sheetData></worksheet>";
    }

    /** Letters that do not compress well. */
    private static String random(int length) {
        StringBuilder text = new StringBuilder(length);
        long state = 42;
        for (int i = 0; i < length; i++) {
            state = state * 6364136223846793005L + 1442695040888963407L;
            text.append((char) ('a' + (state >>> 60)));
        }
        return text.toString();
    }

    private static byte[] flipped() {
        byte[] book = Workbooks.of(SHEET + "R-1|2026-05-01|#1|\n".repeat(1)).bytes();
        int at = new String(book, StandardCharsets.ISO_8859_1).indexOf("xl/worksheets/sheet1.xml") + 40;
        book[at] ^= 0x55;
        return book;
    }

    /** Java's own writer refuses this: two names of the same length, made equal afterwards. */
    private static byte[] twice() {
        String book = new String(
                Workbooks.of(SHEET).part("xl/workbook.XML", "<workbook/>").bytes(), StandardCharsets.ISO_8859_1);
        return book.replace("xl/workbook.XML", "xl/workbook.xml").getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isTakenOrRefusedWithWhatIsWrongAndWhere(Case given) {
        world(given.target());
        byte[] content = given.content().get();
        long written = written();

        long begun = System.nanoTime();
        Answer answer = api.send(given.member(), given.target(), given.fileName(), content);
        long millis = (System.nanoTime() - begun) / 1_000_000;

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(answer.state()).isEqualTo("PREVIEWED");
        List<String> told = new ArrayList<>(told(answer));
        for (String expected : given.expected()) {
            String[] halves = expected.split(" \\| ?", 2);
            assertThat(told)
                    .anySatisfy(line ->
                            assertThat(line).startsWith(halves[0]).contains(halves.length > 1 ? halves[1] : ""));
        }
        assertThat(answer.body().toString()).doesNotContain("Exception", "java.", "root:", "\\tat ");
        assertThat(written()).isEqualTo(written);
        assertThat(millis).as("milliseconds").isLessThan(content.length > 1_000_000 ? 20_000 : 2_000);
    }

    /** {@code accepted n}, {@code unchanged n}, {@code sheet name}, and each fault with its sentence. */
    private static List<String> told(Answer answer) {
        List<String> told = new ArrayList<>();
        told.add("sheet " + answer.body().path("sheet").asString());
        if (answer.faults().isEmpty()) {
            told.add("accepted " + answer.body().path("rows").path("accepted").asLong());
            told.add("unchanged " + answer.body().path("rows").path("unchanged").asLong());
        }
        for (int i = 0; i < answer.faults().size(); i++) {
            told.add(answer.faults().get(i) + " | " + answer.sentences().get(i));
        }
        return told;
    }

    private long written() {
        return work.call(() ->
                jdbc.sql("select count(*) from ledger_entry").query(Long.class).single());
    }

    @Test
    void aFormulaIsKeptAsTextAndCannotRunInAnExport() {
        accounts.create("KA-JIO", "Jio", "KA");
        api.commit(
                FARAH,
                "receipts",
                RECEIPTS
                        + "=R-1,2026-05-01,100.00,KA-JIO,\"=HYPERLINK(\"\"http://evil\"\")\"\n+R-2,2026-05-01,1,KA-JIO,\n@R-3,2026-05-01,1,KA-JIO,\n");

        assertThat(work.call(() -> jdbc.sql("select narration from receipt where receipt_no = '=R-1'")
                        .query(String.class)
                        .single()))
                .isEqualTo("=HYPERLINK(\"http://evil\")");
        assertThat(mvc.get().uri("/receivables/unapplied/export?format=csv").with(cast.signedIn(FARAH)))
                .hasStatusOk()
                .bodyText()
                .contains("'=R-1", "'+R-2", "'@R-3", "100.00")
                .doesNotContain("\n=", ",=", "\n+", "\n@");
    }

    /** What the files refer to; no documents where a kind refers to none. */
    private void world(String target) {
        long jio = slimWorld();
        if (target.startsWith("receipts") || target.startsWith("accounts")) {
            return;
        }
        long other = accounts.create("MH-JIO", "Jio", "MH");
        receivables.invoice(jio, "INV-1000", "2026-05-01", "2026-05-31", "1000");
        receivables.invoice(jio, "INV-9000", "2026-05-01", "2026-05-31", "9000");
        receivables.invoice(other, "MH-INV", "2026-05-01", "2026-05-31", "1000");
        receivables.receipt(jio, "RC-5000", "2026-05-10", "5000");
        receivables.reverse(DocumentKind.INVOICE, receivables.invoice(jio, "GONE", "2026-05-01", "2026-05-31", "10"));
    }

    private long slimWorld() {
        long jio = accounts.create("KA-JIO", "Jio", "KA");
        work.run(() -> {
            jdbc.sql("insert into period_lock (month) values ('2026-04-01')").update();
            jdbc.sql("""
                    insert into column_mapping (kind, name, definition) values
                        ('receipts', 'Indian', '{"columns": {}, "ignored": [], "ignoreOthers": true, "dateFormat": "yyyy-MM-dd",
                                                 "numberFormat": "1,23,456.00", "trailingMinus": false}'),
                        ('receipts', 'European', '{"columns": {}, "ignored": [], "ignoreOthers": false, "dateFormat": "dd-MM-yyyy",
                                                   "numberFormat": "1.234.567,00", "trailingMinus": false}')
                    """).update();
        });
        return jio;
    }
}

package com.circledesk.imports.oddfiles;

import static com.circledesk.support.OddFile.RECEIPTS;
import static com.circledesk.support.OddFile.ROW;
import static com.circledesk.support.OddFile.bytes;
import static com.circledesk.support.OddFile.csv;
import static com.circledesk.support.OddFile.utf8;

import com.circledesk.support.IntegrationTest;
import com.circledesk.support.OddFile;
import com.circledesk.support.OddFiles;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** CSV as it comes: separators, quotes, line ends, headers, rows of odd length, bytes of other encodings, no end. */
@IntegrationTest
class CsvFilesTests {
    @Autowired
    private OddFiles files;

    static Stream<OddFile> cases() {
        return Stream.of(tables(), encodings(), sizes()).flatMap(each -> each);
    }

    private static Stream<OddFile> tables() {
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
                        "a quote that opens with the last character",
                        "receipts",
                        RECEIPTS + ROW + "R-2,2026-05-01,1,,\"",
                        "0 - bad-file | Line 3: the quotation mark that opens there is never closed."),
                csv(
                        "a quote that opens in the headers",
                        "receipts",
                        "receipt_no,\"received_on,amount\n" + ROW,
                        "0 - bad-file | Line 1: the quotation mark that opens there is never closed."),
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
                csv(
                        "separated by spaces",
                        "receipts",
                        "receipt_no received_on amount\nR-1 2026-05-01 1\n",
                        "0 receipt_no missing-column | separated by comma, semicolon or tab",
                        "0 received_on missing-column | missing",
                        "0 amount missing-column | missing",
                        "0 receipt_no received_on amount unknown-column | not known"),
                csv("separated by semicolons", "receipts", (RECEIPTS + ROW).replace(',', ';'), "accepted 1"),
                csv("separated by tabs", "receipts", (RECEIPTS + ROW).replace(',', '\t'), "accepted 1"),
                csv(
                        "separated by bars",
                        "receipts",
                        "receipt_no|received_on|amount\nR-1|2026-05-01|1\n",
                        "0 receipt_no missing-column | separated by comma, semicolon or tab",
                        "0 received_on missing-column | missing",
                        "0 amount missing-column | missing",
                        "0 receipt_no|received_on|amount unknown-column | not known"),
                csv(
                        "a header without a name",
                        "receipts",
                        "receipt_no,,received_on,amount\nR-1,x,2026-05-01,1\n",
                        "0 - unknown-column | Column 2 has no name."),
                csv(
                        "a value below no header",
                        "receipts",
                        "receipt_no,received_on,amount,\nR-1,2026-05-01,1,x\n",
                        "1 - too-long | Cell 4 holds \"x\", but its column has no header."),
                csv(
                        "a word, and no more",
                        "receipts",
                        "hello",
                        "0 receipt_no missing-column | missing",
                        "0 received_on missing-column | missing",
                        "0 amount missing-column | missing",
                        "0 hello unknown-column | is not known"),
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

    private static Stream<OddFile> encodings() {
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

    private static Stream<OddFile> sizes() {
        return Stream.of(
                bytes(
                        "a field of 50 MB",
                        "receipts",
                        "f.csv",
                        () -> utf8(RECEIPTS + "R-1,2026-05-01,1,," + "x".repeat(50_000_000) + "\n"),
                        "1 narration too-long | 50,000,000 characters; at most 10,000"),
                bytes(
                        "10 MB in a cell that is an amount",
                        "receipts",
                        "f.csv",
                        () -> utf8(RECEIPTS + "R-1,2026-05-01,\"" + "1\n".repeat(5_000_000) + "\",,\n"),
                        "1 amount too-long | 10,000,000 characters; at most 10,000"),
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

    @ParameterizedTest
    @MethodSource("cases")
    void isTakenOrRefusedWithWhatIsWrongAndWhere(OddFile file) {
        files.check(file);
    }
}

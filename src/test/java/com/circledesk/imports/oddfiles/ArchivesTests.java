package com.circledesk.imports.oddfiles;

import static com.circledesk.support.OddFile.RECEIPTS;
import static com.circledesk.support.OddFile.ROW;
import static com.circledesk.support.OddFile.SHEET;
import static com.circledesk.support.OddFile.bytes;
import static com.circledesk.support.OddFile.utf8;
import static com.circledesk.support.OddFile.workbook;

import com.circledesk.support.IntegrationTest;
import com.circledesk.support.OddFile;
import com.circledesk.support.OddFiles;
import com.circledesk.support.Workbooks;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What calls itself a workbook: other types, damaged archives, bombs, entities, macros. */
@IntegrationTest
class ArchivesTests {
    @Autowired
    private OddFiles files;

    static Stream<OddFile> cases() {
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
                bytes(
                        "a program named .csv",
                        "receipts",
                        "f.csv",
                        () -> new byte[] {'M', 'Z', (byte) 0x90, 0, 3},
                        "0 - bad-file | a Windows program"),
                bytes(
                        "a program",
                        "receipts",
                        "invoice.pdf.exe",
                        () -> utf8(RECEIPTS + ROW),
                        "0 - bad-file | named .exe"),
                bytes("a program of Linux", "receipts", "f", () -> utf8("\u007fELF"), "0 - bad-file | a Linux program"),
                bytes(
                        "a script",
                        "receipts",
                        "f.csv",
                        () -> utf8("#!/bin/sh\nid\n"),
                        "0 receipt_no missing-column | missing",
                        "0 received_on missing-column | missing",
                        "0 amount missing-column | missing",
                        "0 #!/bin/sh unknown-column | is not known"),
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
                        ArchivesTests::flipped,
                        "0 - bad-file | damaged"),
                workbook(
                        "a bomb of 1000:1",
                        () -> Workbooks.of(SHEET).part("xl/worksheets/sheet1.xml", bomb(60)),
                        "0 - bad-file | unpacks to more than 100 times its size"),
                workbook(
                        "10,000 entries",
                        () -> {
                            Workbooks book = Workbooks.of(SHEET);
                            for (int i = 0; i < 10_000; i++) {
                                book.part("xl/x" + i, "");
                            }
                            return book;
                        },
                        "0 - bad-file | parts; at most 1,000"),
                workbook(
                        "an entry twice",
                        () -> Workbooks.of(SHEET).part("XL/Workbook.xml", "<workbook/>"),
                        "0 - bad-file | a part twice"),
                bytes(
                        "the very same name twice",
                        "receipts",
                        "f.xlsx",
                        ArchivesTests::twice,
                        "0 - bad-file | a part twice"),
                workbook(
                        "an entry that leaves its folder",
                        () -> Workbooks.of(SHEET).part("../../etc/x", "x"),
                        "0 - bad-file | leaves its folder"),
                workbook(
                        "an entry with an absolute name",
                        () -> Workbooks.of(SHEET).part("/etc/passwd", "x"),
                        "0 - bad-file | leaves its folder"),
                workbook(
                        "macros inside",
                        () -> Workbooks.of(SHEET).part("xl/vbaProject.bin", "x"),
                        "0 - bad-file | macros or embedded objects"),
                workbook(
                        "an embedded object",
                        () -> Workbooks.of(SHEET).part("xl/embeddings/ole1.bin", "x"),
                        "0 - bad-file | macros or embedded objects"),
                workbook(
                        "a link to another workbook is not followed",
                        () -> Workbooks.of(SHEET + "R-1|2026-05-01|#1|\n")
                                .part("xl/externalLinks/externalLink1.xml", "<externalLink/>"),
                        "accepted 1"),
                workbook(
                        "an external entity in the shared texts",
                        () -> Workbooks.of(SHEET + "~0|2026-05-01|#1|\n")
                                .part(
                                        "xl/sharedStrings.xml",
                                        "<!DOCTYPE sst [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><sst><si><t>&x;</t></si></sst>"),
                        "0 - bad-file | document type declaration"),
                workbook(
                        "an external entity in the list of sheets",
                        () -> Workbooks.of(SHEET)
                                .part(
                                        "xl/workbook.xml",
                                        "<!DOCTYPE w [<!ENTITY x SYSTEM \"http://127.0.0.1:1/x\">]>"
                                                + Workbooks.workbook(
                                                        "<sheet name=\"&x;\" sheetId=\"1\" r:id=\"r1\"/>", "")),
                        "0 - bad-file | document type declaration"),
                workbook(
                        "a document type from elsewhere in the styles",
                        () -> Workbooks.of(SHEET)
                                .part("xl/styles.xml", "<!DOCTYPE s SYSTEM \"http://127.0.0.1:1/s.dtd\"><styleSheet/>"),
                        "0 - bad-file | document type declaration"),
                workbook(
                        "a bomb in the shared texts",
                        () -> Workbooks.of(SHEET + "~0|2026-05-01|#1|\n")
                                .part("xl/sharedStrings.xml", "<sst>" + "<si><t>a</t></si>".repeat(600_000) + "</sst>"),
                        "0 - bad-file | unpacks to more than 100 times its size"),
                workbook(
                        "a shared text of 10,000,000 characters",
                        () -> Workbooks.of(SHEET + "~0|2026-05-01|#1|\n")
                                .part("xl/sharedStrings.xml", "<sst><si><t>" + random(10_000_000) + "</t></si></sst>"),
                        "0 - bad-file | far longer than the 10,000 characters"),
                workbook(
                        "entities of entities",
                        () -> Workbooks.of(SHEET)
                                .part(
                                        "xl/worksheets/sheet1.xml",
                                        "<!DOCTYPE w [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><worksheet><sheetData>&b;</sheetData></worksheet>"),
                        "0 - bad-file | document type declaration"),
                workbook(
                        "100,000 nested tags",
                        () -> Workbooks.of(SHEET)
                                .part("xl/worksheets/sheet1.xml", "<worksheet>" + "<a>".repeat(100_000)),
                        "0 - bad-file | "),
                workbook(
                        "a cell of 20,000,000 characters",
                        () -> Workbooks.of(SHEET)
                                .part(
                                        "xl/worksheets/sheet1.xml",
                                        "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>"
                                                + random(20_000_000) + "</v></c></row></sheetData></worksheet>"),
                        "0 - bad-file | far longer than the 10,000 characters"),
                workbook(
                        "XML that ends too early",
                        () -> Workbooks.of(SHEET)
                                .part(
                                        "xl/worksheets/sheet1.xml",
                                        "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1"),
                        "0 - bad-file | damaged"),
                workbook(
                        "rows out of order",
                        () -> Workbooks.of(SHEET)
                                .part(
                                        "xl/worksheets/sheet1.xml",
                                        Workbooks.sheet(SHEET + "R-1|2026-05-01|#1|\n")
                                                .replace("<row r=\"2\">", "<row r=\"1\">")),
                        "0 - bad-file | its rows are out of order"));
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
    void isTakenOrRefusedWithWhatIsWrongAndWhere(OddFile file) {
        files.check(file);
    }
}

package com.circledesk.imports.oddfiles;

import static com.circledesk.support.OddFile.SHEET;
import static com.circledesk.support.OddFile.workbook;

import com.circledesk.support.IntegrationTest;
import com.circledesk.support.OddFile;
import com.circledesk.support.OddFiles;
import com.circledesk.support.Workbooks;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Workbooks as spreadsheets and programs write them: types of cells, sheets, shared texts. */
@IntegrationTest
class WorkbooksTests {
    @Autowired
    private OddFiles files;

    static Stream<OddFile> cases() {
        String row = "R-1|2026-05-01|100.00|KA-JIO\n";
        return Stream.of(
                workbook("a sound workbook", () -> Workbooks.of(SHEET + row), "accepted 1"),
                workbook(
                        "numbers as numbers, dates as dates",
                        () -> Workbooks.of(SHEET + "R-1|@46143|#100.5|KA-JIO\n"),
                        "accepted 1"),
                workbook(
                        "a number's noise of arithmetic",
                        () -> Workbooks.of(SHEET + "R-1|@46143|#0.30000000000000004|\n"),
                        "accepted 1"),
                workbook(
                        "a number of three decimals",
                        () -> Workbooks.of(SHEET + "R-1|@46143|#100.005|\n"),
                        "1 amount too-many-decimals | at most 2"),
                workbook(
                        "a number stored as text",
                        () -> Workbooks.of(SHEET + "R-1|2026-05-01|100.00|\n"),
                        "accepted 1"),
                workbook(
                        "a text stored as a number",
                        () -> Workbooks.of(SHEET + "#1001|2026-05-01|#1|\n"),
                        "accepted 1"),
                workbook(
                        "a long number as a key",
                        () -> Workbooks.of(SHEET + "#123456789012|2026-05-01|#1|\n"),
                        "accepted 1"),
                workbook(
                        "a serial number that no style calls a date",
                        () -> Workbooks.of(SHEET + "R-1|#46143|#1|\n"),
                        "1 received_on not-a-date | \"46143\" is not a date"),
                workbook(
                        "an amount that is a date",
                        () -> Workbooks.of(SHEET + "R-1|2026-05-01|@46143|\n"),
                        "1 amount not-a-number | is not an amount"),
                workbook(
                        "dates from 1904 on",
                        () -> Workbooks.of(SHEET + "R-1|@44681|#1|\n")
                                .part(
                                        "xl/workbook.xml",
                                        Workbooks.workbook(
                                                "<sheet name=\"Data\" sheetId=\"1\" r:id=\"r1\"/>",
                                                "<workbookPr date1904=\"1\"/>")),
                        "accepted 1"),
                workbook(
                        "a formula and its stored value",
                        () -> Workbooks.of(SHEET + "R-1|2026-05-01|#1|\n")
                                .part(
                                        "xl/worksheets/sheet1.xml",
                                        Workbooks.sheet(SHEET + "R-1|2026-05-01|#1|\n")
                                                .replace("<v>1</v>", "<f>SUM(1,1)</f><v>2</v>")),
                        "accepted 1"),
                workbook(
                        "a merged header",
                        () -> Workbooks.of("Receipts of May|||\n" + SHEET + row)
                                .part(
                                        "xl/worksheets/sheet1.xml",
                                        Workbooks.sheet("Receipts of May|||\n" + SHEET + row)
                                                .replace(
                                                        "</sheetData>",
                                                        "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"A1:D1\"/></mergeCells>")),
                        "0 receipt_no missing-column | missing",
                        "0 received_on missing-column | missing",
                        "0 amount missing-column | missing",
                        "0 Receipts of May unknown-column | not known"),
                workbook(
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
                workbook(
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
                workbook("a sheet without rows", () -> Workbooks.of(SHEET), "0 - empty-file | headers but no rows"),
                workbook(
                        "a shared text",
                        () -> Workbooks.of(SHEET + "~0|2026-05-01|#1|\n")
                                .part("xl/sharedStrings.xml", "<sst><si><r><t>R-</t></r><r><t>1</t></r></si></sst>"),
                        "accepted 1"),
                workbook(
                        "a shared text that is not there",
                        () -> Workbooks.of(SHEET + "~7|2026-05-01|#1|\n")
                                .part("xl/sharedStrings.xml", "<sst><si><t>R-1</t></si></sst>"),
                        "0 - bad-file | refers to a text that is not there"),
                workbook(
                        "an invisible character in a key",
                        () -> Workbooks.of(SHEET + "R-\u200B1|2026-05-01|#1|\n"),
                        "1 receipt_no bad-choice | cannot be seen"),
                workbook(
                        "201 columns",
                        () -> Workbooks.of("x\n")
                                .part(
                                        "xl/worksheets/sheet1.xml",
                                        "<worksheet><sheetData><row r=\"1\"><c r=\"GS1\"><v>1</v></c></row></sheetData></worksheet>"),
                        "0 - bad-file | more than 200 columns"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isTakenOrRefusedWithWhatIsWrongAndWhere(OddFile file) {
        files.check(file);
    }
}

package com.circledesk.imports.oddfiles;

import static com.circledesk.support.Cast.FARAH;
import static com.circledesk.support.OddFile.RECEIPTS;
import static com.circledesk.support.OddFile.csv;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.ImportApiClient;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.OddFile;
import com.circledesk.support.OddFiles;
import com.circledesk.support.SystemWork;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** What stands in a cell of text: formulas, markup, characters that cannot be seen, too many of them. */
@IntegrationTest
class TextsTests {
    @Autowired
    private OddFiles files;

    @Autowired
    private ImportApiClient api;

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Cast cast;

    @Autowired
    private Accounts accounts;

    @Autowired
    private SystemWork work;

    @Autowired
    private JdbcClient jdbc;

    static Stream<OddFile> cases() {
        return Stream.of(
                csv(
                        "formulas",
                        "receipts",
                        RECEIPTS
                                + "R-1,2026-05-01,1,,\"=HYPERLINK(\"\"http://evil\"\")\"\nR-2,2026-05-01,1,,+1\nR-3,2026-05-01,1,,-1\nR-4,2026-05-01,1,,@SUM(A1)\n",
                        "accepted 4"),
                csv(
                        "commands for a spreadsheet, and a tab before them",
                        "receipts",
                        RECEIPTS
                                + "R-1,2026-05-01,1,,\"=cmd|'/C calc'!A0\"\nR-2,2026-05-01,1,,\"\t=1+1\"\nR-3,2026-05-01,1,,\"=1+1\rx\"\n",
                        "accepted 3"),
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
                        "Arabic digits in a key",
                        "receipts",
                        RECEIPTS + "R-\u0661\u0662,2026-05-01,1,,\n",
                        "1 receipt_no bad-choice | Write digits as 0 to 9"),
                csv(
                        "colours of a terminal in a key",
                        "receipts",
                        RECEIPTS + "R-\u001b[31m1,2026-05-01,1,,\n",
                        "1 receipt_no bad-choice | \"R-\uFFFD[31m1\" holds a character that cannot be seen"),
                csv(
                        "a header that cannot be seen",
                        "receipts",
                        "receipt_no,received_on,amount,\u202Ecol\u001bour\nR-1,2026-05-01,1,red\n",
                        "0 \uFFFDcol\uFFFDour unknown-column | The column \uFFFDcol\uFFFDour is not known"),
                csv(
                        "a header of emoji that is cut in the middle of one",
                        "receipts",
                        "receipt_no,received_on,amount," + "x".repeat(59) + "\uD83D\uDE00\nR-1,2026-05-01,1,red\n",
                        "0 " + "x".repeat(59) + "\uFFFD\u2026 unknown-column | is not known"),
                csv(
                        "an amount of emoji that is cut in the middle of one",
                        "receipts",
                        RECEIPTS + "R-1,2026-05-01," + "x".repeat(39) + "\uD83D\uDE00,,\n",
                        "1 amount not-a-number | xxx\uFFFD\u2026\" is not an amount"),
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

    @ParameterizedTest
    @MethodSource("cases")
    void isTakenOrRefusedWithWhatIsWrongAndWhere(OddFile file) {
        files.check(file);
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
}

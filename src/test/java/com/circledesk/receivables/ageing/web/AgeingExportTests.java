package com.circledesk.receivables.ageing.web;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@IntegrationTest
class AgeingExportTests {
    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Cast cast;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private SystemWork work;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @BeforeEach
    void book() {
        long airtel = accounts.create("KA-AIRTEL", "Airtel", "KA");
        receivables.invoice(airtel, "=cmd()", "2026-05-01", "2026-05-31", "300000");
        receivables.invoice(airtel, "INV-2", "2026-06-01", "2026-07-01", "100000");
        receivables.receipt(airtel, "RC-1", "2026-06-10", "400");
        long vi = accounts.create("MH-VI", "Vi", "MH");
        receivables.invoice(vi, "ZZ-SECRET-B", "2026-05-01", "2026-05-31", "5000");
    }

    @Test
    void theAgeingAsCsvSaysWhatItShowsAndTies() throws Exception {
        String csv = text(get(ALICE, "/receivables/ageing/export?asOf=2026-06-10&circle=KA"));
        assertThat(csv.lines())
                .contains(
                        "As of,2026-06-10",
                        "As known on,now",
                        "Age counts from,Due date",
                        "Circle,KA",
                        "Made by,Alice Rao <alice@example.test>",
                        "Made at,\"21 Nov 2026, 11:00\"",
                        "Account,Name,Not due,1-30,31-60,61-90,91-180,181-365,> 365,Unapplied,Disputed,Owed,Net of unapplied",
                        "KA-AIRTEL,Airtel KA,100000.00,300000.00,0.00,0.00,0.00,0.00,0.00,-400.00,0.00,400000.00,399600.00",
                        "Total,,100000.00,300000.00,0.00,0.00,0.00,0.00,0.00,-400.00,0.00,400000.00,399600.00",
                        "\"Share of owed, %\",,25.0,75.0,0.0,0.0,0.0,0.0,0.0",
                        "Ledger at the same dates,399600.00",
                        "Difference,0.00");
        assertThat(csv).doesNotContain("MH-VI");
    }

    @Test
    void theAgeingAsWorkbookHoldsNumbers() throws Exception {
        MvcTestResult answer = get(ALICE, "/receivables/ageing/export?asOf=2026-06-10&format=xlsx");
        assertThat(answer)
                .hasHeader(
                        "Content-Disposition",
                        "attachment; filename=\"ageing-2026-06-10.xlsx\"; filename*=UTF-8''ageing-2026-06-10.xlsx");
        try (ReadableWorkbook book = new ReadableWorkbook(
                new ByteArrayInputStream(answer.getResponse().getContentAsByteArray()))) {
            List<Row> rows = book.getFirstSheet().read();
            Row total = rows.stream()
                    .filter(row -> row.getCellText(0).equals("Total"))
                    .findFirst()
                    .orElseThrow();
            assertThat(total.getCellAsNumber(3)).contains(new BigDecimal("300000.00"));
        }
    }

    @Test
    void openItemsAreExportedWithTheFilterAndTheOrderOfThePage() throws Exception {
        String csv = text(get(ALICE, "/receivables/open-items/export?asOf=2026-06-10&sort=amount&min=1"));
        assertThat(csv.lines())
                .contains("Items,2", "Open,400000.00", "From ₹,1")
                .containsSubsequence(
                        "Invoice,Account,Customer,Operator,Circle,Charge type,Invoice date,Due date,Overdue,Days,Open,Disputed,To chase,Days left",
                        "'=cmd(),KA-AIRTEL,Airtel KA,Airtel,KA,RENTAL,2026-05-01,2026-05-31,10,1-30,300000.00,0.00,300000.00,140",
                        "INV-2,KA-AIRTEL,Airtel KA,Airtel,KA,RENTAL,2026-06-01,2026-07-01,-21,Not due,100000.00,0.00,100000.00,171");
        assertThat(text(get(ALICE, "/receivables/open-items/export?asOf=2026-06-10&bucket=1-30"))
                        .lines())
                .contains("Days,1-30")
                .anyMatch(line -> line.startsWith("'=cmd()"))
                .noneMatch(line -> line.startsWith("INV-2"));
        assertThat(text(get(BOB, "/receivables/open-items/export")))
                .contains("ZZ-SECRET-B")
                .doesNotContain("INV-2");
    }

    @Test
    void whoTookWhatOutIsInTheTrail() {
        get(ALICE, "/receivables/open-items/export?circle=KA");
        assertThat(work.call(() -> jdbc.sql(
                                "select actor || ' ' || subject || ' ' || subject_id from audit_log where action = 'EVENT' and subject = 'export'")
                        .query(String.class)
                        .list()))
                .containsExactly("alice@example.test export open-items");
    }

    private MvcTestResult get(Cast.Member member, String uri) {
        MvcTestResult answer = mvc.get().uri(uri).with(cast.signedIn(member)).exchange();
        assertThat(answer).hasStatusOk();
        return answer;
    }

    private static String text(MvcTestResult answer) throws IOException {
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}

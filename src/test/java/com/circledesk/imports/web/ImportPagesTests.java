package com.circledesk.imports.web;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.FARAH;
import static com.circledesk.support.Cast.FELIX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.SystemWork;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@IntegrationTest
class ImportPagesTests {
    private static final String GOOD = "receipt_no,received_on,amount,account_code\nRC-1,2026-11-01,100,KA-AIRTEL\n";
    private static final String MIXED = GOOD + "RC-2,2026-02-31,100,KA-AIRTEL\n";

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

    @BeforeEach
    void account() {
        accounts.create("KA-AIRTEL", "Airtel", "KA");
    }

    @Test
    void aFileIsCheckedFirstAndRecordedWhenAsked() {
        String page = upload(GOOD, "");

        assertThat(get(page)).hasStatusOk().bodyText().contains("nothing is written yet", "Record all 1 rows");
        assertThat(receipts()).isZero();
        assertThat(post(page + "/recording")).hasStatus(302);
        assertThat(receipts()).isEqualTo(1);
        assertThat(get(page)).hasStatusOk().bodyText().contains("in the books");
    }

    @Test
    void goodRowsMayGoInAndTheOthersComeBack() {
        String page = upload(MIXED, "");

        assertThat(get(page)).bodyText().contains("not-a-date", "is not a date").doesNotContain("Record all");
        assertThat(post(page + "/recording", "partial", "true")).hasStatus(302);
        assertThat(receipts()).isEqualTo(1);
        assertThat(get(page + "/faults"))
                .hasStatusOk()
                .bodyText()
                .contains("RC-2")
                .doesNotContain("RC-1,");
    }

    @Test
    void whatWasRecordedIsAClickAway() {
        String page = upload(GOOD, "");
        String link = "href=\"/receipts\"";

        assertThat(get(page)).bodyText().doesNotContain(">Receipts</a>");
        post(page + "/recording");
        assertThat(get(page)).bodyText().contains(link + ">Receipts</a>");
        post(page + "/reversal", "reason", "sent by mistake");
        assertThat(get(page)).bodyText().doesNotContain(">Receipts</a>");
    }

    @Test
    void theSameFileIsRefusedInWordsOnceItIsIn() {
        post(upload(GOOD, "") + "/recording");

        MvcTestResult again = send(GOOD, "");

        assertThat(again).hasStatus(302).hasRedirectedUrl("/imports/new?kind=receipts");
        assertThat(Objects.requireNonNull(again.getMvcResult().getFlashMap().get("flashProblem")))
                .asString()
                .contains("already imported");
    }

    @Test
    void aRecordedImportIsTakenBackWithAReason() {
        String page = upload(GOOD, "");
        post(page + "/recording");

        post(page + "/reversal", "reason", " ");
        assertThat(get(page)).bodyText().doesNotContain("taken back as a whole");
        post(page + "/reversal", "reason", "sent by mistake");

        assertThat(get(page)).bodyText().contains("taken back as a whole", "sent by mistake");
        assertThat(work.call(() -> jdbc.sql("select sum(amount) from ledger_entry")
                        .query(BigDecimal.class)
                        .single()))
                .isEqualByComparingTo("0");
    }

    @Test
    void whatSomebodyTypedIsThereAgainAfterARefusal() {
        String page = upload(GOOD, "");
        post(page + "/recording");
        work.run(() -> jdbc.sql("""
                        insert into column_mapping (kind, name, definition)
                        values ('receipts', 'Bank', '{"columns": {}, "ignored": [], "ignoreOthers": false,
                            "dateFormat": "yyyy-MM-dd", "numberFormat": "1234.56", "trailingMinus": false}')
                        """).update());

        assertThat(send(GOOD, "receipts/Bank"))
                .hasStatus(302)
                .hasRedirectedUrl("/imports/new?kind=receipts&mapping=receipts%2FBank");
        assertThat(get("/imports/new?kind=receipts&mapping=receipts/Bank"))
                .bodyText()
                .containsPattern("value=\"receipts/Bank\"[^>]*selected");

        String tooLong = "why ".repeat(126);
        MvcTestResult refused = post(page + "/reversal", "reason", tooLong);
        assertThat(Objects.requireNonNull(refused.getMvcResult().getFlashMap().get("reason")))
                .isEqualTo(tooLong);
    }

    @Test
    void aFileThatCannotBeReadSaysWhyAndHowToGoOn() {
        String page = upload("receipt,date\nx,y\n", "");

        assertThat(get(page))
                .hasStatusOk()
                .bodyText()
                .contains("Nothing of this file can be taken", "missing-column", "Send it again")
                .doesNotContain("Record ");
    }

    @Test
    void anEmptyListTellsNothingYetFromNothingThatMatches() {
        assertThat(get("/imports")).bodyText().contains("No imports", "Accounts first");
        assertThat(get("/imports?kind=sites&status=FAILED"))
                .bodyText()
                .contains("Clear filters")
                .doesNotContain("Accounts first");
    }

    /** A double click, where the browser runs no script: the second one finds the first. */
    @Test
    void twoClicksRecordOnce() {
        String page = upload(GOOD, "");

        var clicks = java.util.stream.Stream.of(1, 2)
                .map(click -> java.util.concurrent.CompletableFuture.supplyAsync(() -> post(page + "/recording")))
                .toList();
        clicks.forEach(click -> assertThat(click.join()).hasStatus(302).hasRedirectedUrl(page));

        assertThat(receipts()).isEqualTo(1);
        assertThat(get(page)).bodyText().contains("in the books");
    }

    @Test
    void aPreviewIsThrownAwayAndLeavesNothing() {
        String page = upload(GOOD, "");

        assertThat(post(page + "/removal")).hasStatus(302).hasRedirectedUrl("/imports");
        assertThat(get(page)).hasStatus(404);
        assertThat(receipts()).isZero();
    }

    @Test
    void whoSeesFewerCirclesDoesNotFindTheImportAndManagersMayNotImport() {
        String page = upload(GOOD, "");

        assertThat(mvc.get().uri(page).with(cast.signedIn(FELIX))).hasStatus(404);
        assertThat(mvc.get().uri("/imports").with(cast.signedIn(ALICE))).hasStatus(403);
    }

    @Test
    void aMappingIsKeptAndReadsAForeignLayout() {
        assertThat(mvc.post()
                        .uri("/imports/mappings/receipts")
                        .param("name", "Bank US")
                        .param("header", "Ref", "Paid", "Sum", "")
                        .param("constant", "", "", "", "KA-AIRTEL")
                        .param("values", "")
                        .param("ignoreOthers", "true")
                        .param("dateFormat", "M/d/yyyy")
                        .param("numberFormat", "1,23,456.00")
                        .with(csrf())
                        .with(cast.signedIn(FARAH)))
                .hasStatus(302);

        String page = upload("Ref,Paid,Sum,Colour\nRC-9,1/31/2026,\"1,00,000.50\",red\n", "receipts/Bank US");

        assertThat(get(page)).bodyText().contains("Record all 1 rows", "1,00,000.50");
    }

    @Test
    void aMappingThatCannotWorkIsRefusedWithItsInputKept() {
        assertThat(mvc.post()
                        .uri("/imports/mappings/receipts")
                        .param("name", "Bank US")
                        .param("header", "Ref")
                        .param("constant", "both")
                        .param("dateFormat", "M/d/yyyy")
                        .param("numberFormat", "1234.56")
                        .with(csrf())
                        .with(cast.signedIn(FARAH)))
                .hasStatus(422)
                .bodyText()
                .contains("one of both", "value=\"Ref\"");
    }

    @Test
    void programsKeepMappingsToo() {
        assertThat(mvc.put()
                        .uri("/api/v1/mappings/invoices/US dates")
                        .contentType("application/json")
                        .content("""
                                {"columns": {"invoice_no": {"header": "invoiceNumber"},
                                             "charge_type": {"constant": "RENTAL"}},
                                 "ignoreOthers": true, "dateFormat": "M/d/yyyy"}
                                """)
                        .with(cast.token(FARAH)))
                .hasStatusOk();
        assertThat(mvc.get().uri("/api/v1/mappings/invoices/us dates").with(cast.token(FARAH)))
                .hasStatusOk()
                .bodyText()
                .contains("invoiceNumber");
        assertThat(mvc.put()
                        .uri("/api/v1/mappings/invoices/bad")
                        .contentType("application/json")
                        .content("{\"dateFormat\": \"guess\"}")
                        .with(cast.token(FARAH)))
                .hasStatus(422);
    }

    private String upload(String content, String mapping) {
        MvcTestResult sent = send(content, mapping);
        assertThat(sent).hasStatus(302);
        String page = Objects.requireNonNull(sent.getResponse().getRedirectedUrl());
        assertThat(page).matches("/imports/\\d+");
        return page;
    }

    private MvcTestResult send(String content, String mapping) {
        return mvc.post()
                .uri("/imports")
                .multipart()
                .file(new MockMultipartFile(
                        "file", "receipts.csv", "text/csv", content.getBytes(StandardCharsets.UTF_8)))
                .param("kind", "receipts")
                .param("mapping", mapping)
                .with(csrf())
                .with(cast.signedIn(FARAH))
                .exchange();
    }

    private MvcTestResult get(String path) {
        return mvc.get().uri(path).with(cast.signedIn(FARAH)).exchange();
    }

    private MvcTestResult post(String path, String... parameters) {
        var request = mvc.post().uri(path).with(csrf()).with(cast.signedIn(FARAH));
        for (int i = 0; i < parameters.length; i += 2) {
            request.param(parameters[i], parameters[i + 1]);
        }
        return request.exchange();
    }

    private long receipts() {
        return work.call(
                () -> jdbc.sql("select count(*) from receipt").query(Long.class).single());
    }
}

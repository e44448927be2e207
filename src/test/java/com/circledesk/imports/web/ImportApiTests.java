package com.circledesk.imports.web;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.FARAH;
import static com.circledesk.support.Cast.FELIX;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.ImportApiClient;
import com.circledesk.support.ImportApiClient.Answer;
import com.circledesk.support.RawHttp;
import com.circledesk.support.ServerTest;
import com.circledesk.support.SystemWork;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** How imports answer programs: waiting, quotas, limits, races, and taking back. */
@ServerTest
class ImportApiTests {
    private static final String INVOICES = """
            invoice_no,account_code,charge_type,invoice_date,taxable_amount,tax_amount,total_amount
            I-1,KA-JIO,RENTAL,2026-05-01,1000.00,180.00,1180.00
            I-2,KA-JIO,ENERGY,2026-06-01,100.00,18.00,118.00
            """;

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

    @LocalServerPort
    private int port;

    @BeforeEach
    void accounts() {
        accounts.create("KA-JIO", "Jio", "KA");
        accounts.create("MH-JIO", "Jio", "MH");
    }

    @Test
    void whoDoesNotWaitIsToldWhereToLook() throws InterruptedException {
        long id = work.call(() -> {
            // Nobody can post while months are being closed.
            jdbc.sql("select pg_advisory_xact_lock(7205001)")
                    .query((row, n) -> n)
                    .list();
            MvcTestResult sent = send(FARAH, "invoices?mode=commit&wait=0", INVOICES);
            assertThat(sent).hasStatus(202).hasContentType("application/json");
            Answer running = read(sent);
            assertThat(sent).hasHeader("Location", "/api/v1/imports/" + running.id());
            assertThat(running.state()).isEqualTo("RUNNING");
            assertThat(running.body().path("progress").propertyNames())
                    .contains("rowsRead", "rowsWritten", "rowsTotal");
            return running.id();
        });

        Answer polled = api.get(FARAH, id);
        for (int i = 0; i < 100 && polled.state().equals("RUNNING"); i++) {
            Thread.sleep(50);
            polled = api.get(FARAH, id);
        }
        assertThat(polled.state()).isEqualTo("COMMITTED");
        assertThat(polled.rows()).isEqualTo("2/2/0/0");
        assertThat(polled.body().path("progress").toString())
                .isEqualTo("{\"stage\":\"done\",\"rowsRead\":2,\"rowsWritten\":2,\"rowsTotal\":2}");
    }

    @Test
    void theQuotaOfADayIsNamedAndHowLongToWait() {
        work.run(() -> jdbc.sql("""
                        insert into import_batch (kind, mode, status, file_name, file_size, file_sha256, circles, created_by_id)
                        select 'invoices', 'PREVIEW', 'PREVIEWED', n || '.csv', 1, n::text, app_circles(), :user
                        from generate_series(1, 1000) n
                        """).param("user", cast.id(FARAH)).update());

        MvcTestResult refused = send(FARAH, "invoices", INVOICES);

        assertThat(refused)
                .hasStatus(429)
                .hasContentType("application/problem+json")
                .hasHeader("Retry-After", "3600");
        assertThat(refused).bodyText().contains("\"code\":\"quota\"", "1,000 files today");
        assertThat(send(FELIX, "invoices", INVOICES)).hasStatusOk();
    }

    @Test
    void tooMuchIsRefusedBeforeItIsReadOnPagesToo() throws IOException {
        String head =
                "Host: localhost\nContent-Type: multipart/form-data; boundary=x\nContent-Length: 300000000\nConnection: close\n\n";

        RawHttp program = RawHttp.send(port, "POST /api/v1/imports/invoices HTTP/1.1\n" + head);
        RawHttp person = RawHttp.send(port, "POST /imports HTTP/1.1\nAccept: text/html\n" + head);

        assertThat(program.status()).isEqualTo(413);
        assertThat(program.header("Content-Type")).startsWith("application/problem+json");
        assertThat(program.body()).contains("200 MB");
        assertThat(person.status()).isEqualTo(413);
        assertThat(person.header("Content-Type")).startsWith("text/html");
        assertThat(person.body()).contains("200 MB", "CircleDesk");
    }

    @Test
    void aWorkbookHasALimitOfItsOwn() {
        byte[] workbook = new byte[50 * 1024 * 1024 + 1];
        System.arraycopy(new byte[] {'P', 'K', 3, 4}, 0, workbook, 0, 4);

        Answer refused = api.send(FARAH, "invoices", "large.xlsx", workbook);

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.body().path("detail").asString()).contains("a workbook may have up to 50 MB");
    }

    @Test
    void anImportIsTakenBackOnceNothingRestsOnIt() {
        long invoices = api.commit(FARAH, "invoices", INVOICES).id();
        api.commit(FARAH, "receipts", "receipt_no,received_on,amount,account_code\nR-1,2026-06-10,100,KA-JIO\n");
        long allocations = api.commit(FARAH, "allocations", "receipt_no,invoice_no,amount\nR-1,I-1,100\n")
                .id();

        MvcTestResult refused = revert(invoices);
        assertThat(refused).hasStatus(409).hasContentType("application/problem+json");
        assertThat(refused)
                .bodyText()
                .contains(
                        "\"code\":\"depended-on\"",
                        "\"dependants\":[\"Allocation of 100.00 on 2026-06-10 to invoice I-1 (import " + allocations
                                + ")\"]");
        assertThat(revert(allocations)).hasStatusOk().bodyText().contains("\"status\":\"REVERTED\"");
        assertThat(revert(invoices)).hasStatusOk();
        assertThat(revert(invoices)).hasStatus(409);
        assertThat(api.commit(FARAH, "invoices", INVOICES).state()).isEqualTo("COMMITTED");
    }

    @Test
    void ofTwoWhoSendTheSameFileAtTheSameMomentOneIsToldOfTheOther() {
        cast.id(FARAH);
        cast.id(FELIX);

        List<Answer> answers = Stream.of(FARAH, FELIX, FARAH, FELIX)
                .map(member -> CompletableFuture.supplyAsync(() -> api.commit(member, "invoices", INVOICES)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        Answer first = answers.stream()
                .filter(answer -> answer.status() == 200)
                .findFirst()
                .orElseThrow();
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 409)
                .hasSize(3)
                .allSatisfy(other -> {
                    assertThat(other.id()).isEqualTo(first.id());
                    assertThat(other.body().path("detail").asString()).contains("as import " + first.id());
                });
        assertThat(work.call(() -> jdbc.sql("select count(*) from invoice")
                        .query(Long.class)
                        .single()))
                .isEqualTo(2);
    }

    @Test
    void faultyRowsComeBackAndGoInOnceTheyAreCorrected() throws UnsupportedEncodingException {
        String file = INVOICES + "I-3,KA-JOI,RENTAL,2026-06-01,1.00,0.18,1.18\n";
        Answer partial = api.partial(FARAH, "invoices", file);
        assertThat(partial.rows()).isEqualTo("3/2/0/1");
        assertThat(partial.sentences()).containsExactly("Account \"KA-JOI\" is not known. Did you mean \"KA-JIO\"?");

        String faulty = mvc.get()
                .uri("/api/v1/imports/" + partial.id() + "/faults")
                .with(cast.token(FARAH))
                .exchange()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(faulty).contains("I-3", "unknown-account").doesNotContain("I-1,");

        Answer corrected = api.commit(FARAH, "invoices", faulty.replace("KA-JOI,", "KA-JIO,"));
        assertThat(corrected.rows()).isEqualTo("1/1/0/0");
        assertThat(api.commit(FARAH, "invoices", file.replace("KA-JOI", "KA-JIO"))
                        .rows())
                .isEqualTo("3/0/3/0");
    }

    @Test
    void anotherCirclesAccountIsNotKnownAndManagersMayNotImport() {
        String other = INVOICES.replace("KA-JIO", "MH-JIO");

        assertThat(api.commit(FELIX, "invoices", other).faults())
                .containsExactly("1 account_code unknown-account", "2 account_code unknown-account");
        assertThat(api.commit(FELIX, "invoices", other).sentences())
                .contains("Account \"MH-JIO\" is not known. Did you mean \"KA-JIO\"?");
        assertThat(api.commit(ALICE, "invoices", INVOICES).status()).isEqualTo(403);
    }

    private MvcTestResult send(Cast.Member member, String target, String csv) {
        return mvc.post()
                .uri("/api/v1/imports/" + target)
                .with(cast.token(member))
                .multipart()
                .file(new MockMultipartFile("file", "file.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8)))
                .exchange();
    }

    private MvcTestResult revert(long id) {
        return mvc.post()
                .uri("/api/v1/imports/" + id + "/reversal")
                .with(cast.token(FARAH))
                .contentType("application/json")
                .content("{\"reason\": \"sent twice\"}")
                .exchange();
    }

    private Answer read(MvcTestResult result) {
        return api.read(result.getResponse());
    }
}

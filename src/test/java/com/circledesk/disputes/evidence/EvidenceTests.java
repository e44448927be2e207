package com.circledesk.disputes.evidence;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.ARUN;
import static com.circledesk.support.Cast.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.circledesk.exports.Exports;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.Disputes;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import com.circledesk.users.Scope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Files of a dispute: which are taken, how they are handed out, and what becomes of those taken away. */
@IntegrationTest
class EvidenceTests {
    private static final Scope KA = Scope.of("KA");
    private static final byte[] PDF = bytes("%PDF-1.7 an agreement %%EOF\n");
    private static final byte[] PNG = HexFormat.of().parseHex("89504E470D0A1A0A0049454E44AE426082");
    private static final byte[] JPEG = HexFormat.of().parseHex("FFD8FF0001FFD9");
    private static final byte[] MAIL = bytes("From: anil@example.test\r\nDate: Sat, 1 Aug 2026\r\n\r\nToo much.\r\n");

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private EvidenceQueries evidence;

    @Autowired
    private EvidenceSettings settings;

    @Autowired
    private Cast cast;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @Autowired
    private Disputes disputes;

    @Autowired
    private SystemWork work;

    @Autowired
    private JdbcClient jdbc;

    private String ref = "";

    @BeforeEach
    void aDispute() {
        receivables.invoice(accounts.create("KA-AIR", "Airtel", "KA"), "INV-1", "2026-07-01", "2026-07-31", "1000");
        ref = disputes.raised("INV-1", "100");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return out.toByteArray();
    }

    private MvcTestResult upload(Cast.Member who, String name, byte[] content, String item, String invoice) {
        return mvc.post()
                .uri("/disputes/{ref}/evidence", ref)
                .multipart()
                .file(new MockMultipartFile("file", name, "application/octet-stream", content))
                .param("item", item)
                .param("invoice", invoice)
                .cookie(cast.sessionCookie(who))
                .with(csrf())
                .exchange();
    }

    private void attach(String name, byte[] content) {
        assertThat(upload(ALICE, name, content, "", "")).hasStatus(302);
    }

    private void refused(String name, byte[] content, String sentence) {
        assertThat(upload(ALICE, name, content, "", ""))
                .hasStatus(422)
                .bodyText()
                .contains(sentence);
        assertThat(files()).isEmpty();
    }

    private List<EvidenceRow> files() {
        return cast.as(ALICE, () -> evidence.ofDispute(disputes.id(ref), KA));
    }

    private MvcTestResult get(Cast.Member who, String path) {
        return mvc.get().uri(path).cookie(cast.sessionCookie(who)).exchange();
    }

    @Test
    void whatIsAllowedIsKeptUnderTheNameOfWhatItIs() throws IOException {
        assertThat(upload(ALICE, "..\\..\\agreement\u202E.pdf", PDF, "Service order", "inv-1"))
                .hasStatus(302)
                .hasRedirectedUrl("/disputes/" + ref + "#evidence");
        attach("site.exe", PNG);
        attach("site.jpeg", JPEG);
        attach("said.eml", MAIL);
        attach("dg.csv", bytes("site,hours\nS-1,4\n"));
        attach("page.html", bytes("<script>alert(1)</script>"));
        ByteArrayOutputStream rates = new ByteArrayOutputStream();
        Exports.workbook(rates, "Rates", sheet -> sheet.row("rent", 100));
        attach("rates", rates.toByteArray());
        assertThat(files())
                .extracting(EvidenceRow::fileName)
                .containsExactly(
                        "agreement.pdf",
                        "site.exe.png",
                        "site.jpeg",
                        "said.eml",
                        "dg.csv",
                        "page.html.txt",
                        "rates.xlsx");
        assertThat(files().get(0).item()).isEqualTo("Service order");
        assertThat(files().get(0).invoiceNo()).isEqualTo("INV-1");
        assertThat(get(ALICE, "/disputes/" + ref)).bodyText().contains("1 of 3 items are there", "File attached");
    }

    @Test
    void isOnlyEverADownload() {
        attach("page.html", bytes("<script>alert(1)</script>"));
        String path = "/disputes/%s/evidence/%d".formatted(ref, files().get(0).id());
        MvcTestResult answer = get(ALICE, path);
        assertThat(answer).hasStatusOk().hasHeader("Content-Type", "text/plain;charset=UTF-8");
        assertThat(answer).hasHeader("X-Content-Type-Options", "nosniff");
        assertThat(answer.getResponse().getHeader("Content-Disposition"))
                .startsWith("attachment;")
                .contains("page.html.txt");
        assertThat(answer.getResponse().getHeaders("Content-Security-Policy")).contains("sandbox; default-src 'none'");
        assertThat(get(BOB, path)).hasStatus(404);
        assertThat(upload(BOB, "a.pdf", PDF, "", "")).hasStatus(404);
        assertThat(upload(ARUN, "a.pdf", PDF, "", "")).hasStatus(403);
    }

    @Test
    void whatIsNotAllowedIsRefusedInAClearSentence() throws IOException {
        refused("invoice.pdf", HexFormat.of().parseHex("4D5A9000030000"), "whatever its name says");
        refused("empty.pdf", new byte[0], "The file is empty");
        refused("cut.pdf", Arrays.copyOf(PDF, 20), "was cut off on its way");
        refused("notes.txt", HexFormat.of().parseHex("FFFE6100"), "text in UTF-8");
        refused("archive.xlsx", zip("run.exe", bytes("MZ")), "an archive and no XLSX workbook");
        byte[] workbook = zip("xl/workbook.xml", bytes("<workbook/>".repeat(1000)));
        refused("cut.xlsx", Arrays.copyOf(workbook, workbook.length - 30), "damaged or was cut off");
        refused("damaged.xlsx", Arrays.copyOf(workbook, 60), "damaged or was cut off");
        byte[] zeros = new byte[Math.toIntExact(settings.unpackedMax().toBytes() + 1)];
        refused("bomb.xlsx", zip("xl/workbook.xml", zeros), "far more than its size says");
        refused("big.pdf", new byte[Math.toIntExact(settings.sizeMax().toBytes() + 1)], "larger than 10 MB");
    }

    @Test
    void noFileTwiceNoneOfAStrangerAndNotTooMany() {
        assertThat(upload(ALICE, "a.pdf", PDF, "", "INV-9"))
                .hasStatus(422)
                .bodyText()
                .contains("does not claim this line");
        attach("a.pdf", PDF);
        assertThat(upload(ALICE, "b.pdf", PDF, "", ""))
                .hasStatus(422)
                .bodyText()
                .contains("attached already");
        work.run(() -> jdbc.sql("""
                        insert into dispute_evidence (dispute_id, circle, file_name, content_type, size_bytes, sha256, content)
                        select d.id, d.circle, 'n.txt', 'text/plain;charset=UTF-8', length(c), encode(sha256(c), 'hex'), c
                        from dispute d
                        cross join (select convert_to('file ' || n, 'UTF8') as c from generate_series(2, :files) n) x
                        """).param("files", settings.filesMax()).update());
        assertThat(upload(ALICE, "said.eml", MAIL, "", ""))
                .hasStatus(422)
                .bodyText()
                .contains("at most 50 files");
    }

    @Test
    void whatIsTakenAwayStaysInTheHistoryOnly() {
        assertThat(upload(ALICE, "a.pdf", PDF, "Service order", "")).hasStatus(302);
        String path = "/disputes/%s/evidence/%d".formatted(ref, files().get(0).id());
        assertThat(mvc.post()
                        .uri(path + "/removal")
                        .cookie(cast.sessionCookie(ALICE))
                        .with(csrf()))
                .hasStatus(422);
        assertThat(mvc.post()
                        .uri(path + "/removal")
                        .param("text", "Of another site.")
                        .cookie(cast.sessionCookie(ALICE))
                        .with(csrf()))
                .hasStatus(302);
        assertThat(get(ALICE, path)).hasStatus(404);
        assertThat(get(ALICE, path + "/removal")).hasStatus(404);
        assertThat(files().get(0).removedWhy()).isEqualTo("Of another site.");
        assertThat(get(ALICE, "/disputes/" + ref))
                .bodyText()
                .contains("0 of 3 items are there", "a.pdf: Of another site.");
        attach("a.pdf", PDF);
    }
}

package com.circledesk.disputes.packs;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.support.Accounts;
import com.circledesk.support.Budget;
import com.circledesk.support.Cast;
import com.circledesk.support.Disputes;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.PageClient;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import com.circledesk.users.Scope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The pack of an account: asked for, built in the background, taken down. */
@IntegrationTest
class PackTests {
    private static final Scope KA = Scope.of("KA");
    private static final int LINES = 3000;

    @Autowired
    private DisputePacks packs;

    @Autowired
    private PackBuilder builder;

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

    @LocalServerPort
    private int port;

    private long account;

    @BeforeEach
    void aDispute() {
        account = accounts.create("KA-AIRTEL", "Airtel", "KA");
        receivables.invoice(account, "INV-1", "2026-07-01", "2026-07-31", "5000000");
        receivables.creditNote(account, "CN-7", "2026-08-01", "10", null);
        disputes.raised("INV-1", "100");
    }

    private PackRow only() {
        List<PackRow> all = cast.as(ALICE, () -> packs.list(KA));
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private byte[] content(boolean paper) {
        return cast.as(ALICE, () -> packs.content(only(), paper, KA));
    }

    private String paper() throws IOException {
        try (PDDocument document = Loader.loadPDF(content(true))) {
            return new PDFTextStripper().getText(document);
        }
    }

    private String workbook() throws IOException {
        Path file = Files.write(Files.createTempFile("pack", ".xlsx"), content(false));
        StringBuilder sheets = new StringBuilder();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (entry.getName().startsWith("xl/worksheets/")
                        || entry.getName().equals("xl/workbook.xml")) {
                    sheets.append(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        Files.delete(file);
        return sheets.toString();
    }

    @Test
    void isAskedForBuiltAndTakenDown() throws IOException {
        PageClient alice = new PageClient(port).with(cast.sessionCookie(ALICE));
        alice.get("/disputes/packs");
        alice.sendForm("main form", Map.of("account", ""));
        assertThat(alice.get("/disputes/packs").page().text()).contains("Choose an account");
        alice.sendForm("main form", Map.of("account", "KA-AIRTEL"));
        assertThat(alice.status()).isEqualTo(302);
        assertThat(alice.get("/disputes/packs").page().select("progress")).hasSize(1);
        alice.sendForm("main form", Map.of("account", "KA-AIRTEL"));
        assertThat(alice.get("/disputes/packs").page().text()).contains("is being built already");
        assertThat(builder.buildWaiting(work.everyCircle())).isEqualTo(1);
        assertThat(builder.buildWaiting(work.everyCircle())).isZero();
        assertThat(only().isDone()).isTrue();
        assertThat(paper())
                .contains(
                        "KA-AIRTEL",
                        "Known at",
                        "Rental or escalation rate",
                        "INV-1",
                        "100.00",
                        "CN-7",
                        "No files yet");
        assertThat(workbook()).contains("Cover", "Earlier notes", "INV-1", "CN-7", "Rental or escalation rate");
        String path = alice.get("/disputes/packs")
                .page()
                .select("a[href*='format=pdf']")
                .attr("href");
        alice.get(path);
        assertThat(alice.header("Content-Disposition")).contains("disputes-KA-AIRTEL-2026-11-21.pdf");
        assertThat(new PageClient(port).with(cast.sessionCookie(BOB)).get(path).status())
                .isEqualTo(404);
    }

    @Test
    void thousandsOfLinesTakeSecondsAndOneThatDiedIsBegunAgain() throws IOException {
        work.run(() -> {
            jdbc.sql("insert into site (code, circle) select 'S-' || n, 'KA' from generate_series(1, :lines) n")
                    .param("lines", LINES)
                    .update();
        });
        receivables.invoice(account, "INV-2", "2026-07-01", "2026-07-31", "5000000");
        work.run(() -> {
            jdbc.sql("""
                            insert into invoice_line (invoice_id, line_no, circle, site_id, charge_type, period, taxable_amount, tax_amount)
                            select i.id, substr(s.code, 3)::integer, 'KA', s.id, 'RENTAL', '2026-07', 1000, 0
                            from site s join invoice i on i.invoice_no = 'INV-2'
                            """).update();
            jdbc.sql("""
                            insert into dispute (dispute_ref, account_id, circle, reason, claim) select 'BIG', id, circle, 'RATE', 'all of it'
                            from account where id = :account
                            """).param("account", account).update();
            jdbc.sql(
                            "insert into dispute_event (dispute_id, circle, to_status) select id, circle, 'RAISED' from dispute where dispute_ref = 'BIG'")
                    .update();
            jdbc.sql("""
                            insert into dispute_line (dispute_id, account_id, circle, invoice_id, invoice_line_id, disputed_amount)
                            select d.id, d.account_id, d.circle, l.invoice_id, l.id, 10
                            from dispute d join invoice i on i.invoice_no = 'INV-2' join invoice_line l on l.invoice_id = i.id
                            where d.dispute_ref = 'BIG'
                            """).update();
        });
        cast.as(ALICE, () -> {
            packs.request("KA-AIRTEL");
            return true;
        });
        work.run(() -> jdbc.sql("update dispute_pack set status = 'RUNNING', heartbeat_at = now() - interval '1 hour'")
                .update());
        Instant begun = Instant.now();
        assertThat(builder.buildWaiting(work.everyCircle())).isEqualTo(1);
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Budget.of(Duration.ofSeconds(60)));
        assertThat(only().rowsTotal()).isEqualTo(LINES + 1);
        assertThat(only().rowsDone()).isEqualTo(LINES + 1);
        assertThat(paper()).contains("S-" + LINES);
    }
}

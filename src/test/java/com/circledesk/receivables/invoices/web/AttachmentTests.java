package com.circledesk.receivables.invoices.web;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.ARUN;
import static com.circledesk.support.Cast.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.circledesk.receivables.invoices.AttachmentQueries;
import com.circledesk.receivables.invoices.AttachmentRow;
import com.circledesk.receivables.invoices.AttachmentService;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@IntegrationTest
class AttachmentTests {
    private static final byte[] PDF = "%PDF-1.7 a copy".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A, 0};

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private AttachmentQueries attachments;

    @Autowired
    private Cast cast;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    private long invoice;

    @BeforeEach
    void oneInvoice() {
        invoice = receivables.invoice(
                accounts.create("KA-AIR", "Airtel", "KA"), "INV-1", "2026-05-01", "2026-05-31", "10");
    }

    @Test
    void isKeptAndGivenBackAsADownload() throws Exception {
        assertThat(upload(ALICE, "..\\..\\copy\u202E \"1\".pdf", PDF))
                .hasStatus(302)
                .hasRedirectedUrl("/invoices/INV-1#attachments");

        AttachmentRow row = rows().get(0);
        assertThat(row.fileName()).isEqualTo("copy 1.pdf");
        assertThat(row.attachedBy()).isEqualTo(ALICE.email());
        MvcTestResult file = download(row.id(), ALICE);
        assertThat(file).hasStatusOk().hasContentType("application/pdf").hasHeader("X-Content-Type-Options", "nosniff");
        assertThat(file.getResponse().getHeader("Content-Disposition")).startsWith("attachment;");
        assertThat(file.getResponse().getContentAsByteArray()).isEqualTo(PDF);
    }

    @Test
    void itsTypeIsToldByItsBytesAndNotByItsName() {
        assertThat(upload(ALICE, "picture.pdf", PNG)).hasStatus(302);
        assertThat(download(rows().get(0).id(), ALICE)).hasContentType("image/png");
        assertRefused("copy.pdf", "<script>alert(1)</script>".getBytes(StandardCharsets.US_ASCII), "neither a PDF nor");
    }

    @Test
    void isNeitherEmptyNorTooLargeNorThereTwice() {
        assertRefused("copy.pdf", new byte[0], "empty");
        assertRefused("copy.pdf", Arrays.copyOf(PDF, AttachmentService.BYTES_MAX + 1), "larger than 10 MB");
        upload(ALICE, "copy.pdf", PDF);
        assertRefused("again.pdf", PDF, "attached already");
    }

    @Test
    void removingMarksItAndKeepsItInSight() {
        upload(ALICE, "copy.pdf", PDF);
        long id = rows().get(0).id();
        assertThat(remove(id, ALICE)).hasStatus(302);
        assertThat(remove(id, ALICE)).as("again").hasStatus(302);

        assertThat(download(id, ALICE)).hasStatus(404);
        assertThat(rows())
                .singleElement()
                .satisfies(row -> assertThat(row.removedBy()).isEqualTo(ALICE.email()));
    }

    @Test
    void otherCirclesDoNotFindIt() {
        upload(ALICE, "copy.pdf", PDF);
        long id = rows().get(0).id();
        assertThat(download(id, BOB)).hasStatus(404);
        assertThat(remove(id, BOB)).hasStatus(404);
        assertThat(upload(BOB, "mine.pdf", PDF)).hasStatus(404);
        assertThat(download(id + 1, ALICE)).hasStatus(404);
        assertThat(rows()).hasSize(1);
    }

    @Test
    void needsTheRightAndAToken() {
        assertThat(upload(ARUN, "copy.pdf", PDF)).hasStatus(403);
        assertThat(mvc.post()
                        .uri("/receivables/attachments")
                        .multipart()
                        .file(new MockMultipartFile("file", "copy.pdf", "x", PDF))
                        .param("invoice", "INV-1")
                        .param("kind", "COPY")
                        .with(cast.signedIn(ALICE)))
                .hasStatus(403);
        assertThat(rows()).isEmpty();
    }

    private void assertRefused(String name, byte[] content, String why) {
        int before = rows().size();
        assertThat(upload(ALICE, name, content)).hasStatus(422).bodyText().contains(why);
        assertThat(rows()).hasSize(before);
    }

    private MvcTestResult upload(Cast.Member member, String name, byte[] content) {
        return mvc.post()
                .uri("/receivables/attachments")
                .multipart()
                .file(new MockMultipartFile("file", name, "application/pdf", content))
                .param("invoice", "INV-1")
                .param("kind", "COPY")
                .with(cast.signedIn(member))
                .with(csrf())
                .exchange();
    }

    private MvcTestResult download(long id, Cast.Member member) {
        return mvc.get()
                .uri("/receivables/attachments/{id}", id)
                .with(cast.signedIn(member))
                .exchange();
    }

    private MvcTestResult remove(long id, Cast.Member member) {
        return mvc.post()
                .uri("/receivables/attachments/{id}/removal", id)
                .with(cast.signedIn(member))
                .with(csrf())
                .exchange();
    }

    private List<AttachmentRow> rows() {
        return ActorContext.callAs(cast.actor(ALICE), null, () -> attachments.ofInvoice(invoice, Scope.of("KA")));
    }
}

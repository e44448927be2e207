package com.circledesk.disputes.web;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.ARUN;
import static com.circledesk.support.Cast.BOB;
import static com.circledesk.support.Cast.FARAH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.circledesk.imports.cells.GstinType;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.Disputes;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The page of a note and its paper. The day is 21 November 2026. */
@IntegrationTest
class NotePageTests {
    private static final String OURS = "29AAACB1234C1Z" + GstinType.checkCharacter("29AAACB1234C1Z");

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Cast cast;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @Autowired
    private Disputes disputes;

    private long airtel;

    @BeforeEach
    void anAccount() {
        airtel = accounts.create("KA-AIRTEL", "Airtel & <Sons>", "KA");
    }

    private MvcTestResult get(String path, String number, Cast.Member who) {
        return mvc.get().uri(path).param("no", number).with(cast.signedIn(who)).exchange();
    }

    private static String text(MvcTestResult answer) throws IOException {
        assertThat(answer).hasStatusOk().hasContentType("application/pdf");
        try (PDDocument document = Loader.loadPDF(answer.getResponse().getContentAsByteArray())) {
            return new PDFTextStripper().getText(document);
        }
    }

    @Test
    void thePaperSaysWhatANoteHasToSay() throws IOException {
        receivables.invoice(airtel, "INV-1", "RENTAL", "2026-07-01", "2026-07-31", "1000", "180");
        String number = disputes.settled("INV-1", "590");
        MvcTestResult answer = get("/notes/paper", number.toLowerCase(java.util.Locale.ROOT), ALICE);
        assertThat(answer.getResponse().getHeader("Content-Disposition")).contains(number.replace('/', '-') + ".pdf");
        assertThat(text(answer))
                .contains("Credit note", number, "21 Nov 2026", "Airtel & <Sons>", "INV-1", "1 Jul 2026")
                .contains("500.00", "18.0 %", "90.00", "590.00", "Rupees Five Hundred Ninety Only")
                .contains("Rental or escalation rate")
                .doesNotContainIgnoringCase("late ", "window", "cancelled");
    }

    private MvcTestResult register(String gstin, String from, String name, String circle) {
        return mvc.post()
                .uri("/admin/registrations")
                .with(cast.signedIn(ARUN))
                .with(csrf())
                .param("gstin", gstin)
                .param("fromOn", from)
                .param("legalName", name)
                .param("address", "12 MG Road\nBengaluru 560001")
                .param("circle", circle)
                .exchange();
    }

    @Test
    void anInvoiceWithoutOurGstinCountsAsOfTheRegistrationOfItsCircle() throws IOException {
        receivables.invoice(airtel, "INV-1", "RENTAL", "2026-07-01", "2026-07-31", "1000", "180");
        receivables.invoice(airtel, "INV-2", "RENTAL", "2026-07-01", "2026-07-31", "1000", "180");
        String before = disputes.settled("INV-1", "590");
        assertThat(before).startsWith("CN000/2627/");
        assertThat(register(OURS, "2026-04-01", "Deccan Towers Ltd", "KA")).hasStatus(302);
        String after = disputes.settled("INV-2", "590");
        assertThat(after).isEqualTo("CN291/2627/00001");
        assertThat(text(get("/notes/paper", after, ALICE)))
                .contains("Deccan Towers Ltd", "12 MG Road", "Bengaluru 560001", OURS);
        assertThat(text(get("/notes/paper", before, ALICE))).doesNotContain("Deccan", OURS);
    }

    @Test
    void aChangeOfNameLeavesOldNotesAsTheyWere() throws IOException {
        assertThat(register(OURS, "2026-04-01", "Deccan Towers Ltd", "KA")).hasStatus(302);
        receivables.invoice(airtel, "INV-1", "RENTAL", "2026-07-01", "2026-07-31", "1000", "180");
        String number = disputes.settled("INV-1", "590");
        assertThat(register(OURS, "2026-11-20", "Renamed Ltd", "KA"))
                .hasStatus(409)
                .bodyText()
                .contains("a change begins today or later", "Renamed Ltd");
        assertThat(register(OURS, "2026-11-22", "Renamed Ltd", "KA")).hasStatus(302);
        assertThat(text(get("/notes/paper", number, ALICE)))
                .contains("Deccan Towers Ltd")
                .doesNotContain("Renamed");
        assertThat(register("29AAACB1234C1Z4", "2026-04-01", "X", "KA"))
                .hasStatus(422)
                .bodyText()
                .contains("This is no GSTIN");
    }

    @ParameterizedTest
    @CsvSource({
        "29ABCDE1234F1Z5, 29ABCDE1234F1Z5, CGST 45.00;SGST 45.01, IGST",
        "29ABCDE1234F1Z5, 27ABCDE1234F1Z9, IGST 90.01, CGST",
    })
    void taxIsOfTheStateOrOfTheUnion(String ours, String theirs, String said, String notSaid) throws IOException {
        receivables.invoiceBetween(ours, theirs, airtel, "INV-1", "2026-07-01", "1000", "180");
        String number = disputes.settled("INV-1", "590.05");
        assertThat(text(get("/notes/paper", number, ALICE)))
                .contains(said.split(";"))
                .doesNotContain(notSaid);
        assertThat(text(get("/notes/paper", number, ALICE))).contains(ours, theirs);
    }

    @Test
    void aNoteOfAFileWithoutSplitOrInvoiceHasItsPaperToo() throws IOException {
        receivables.creditNote(airtel, "CN-1", "2026-06-11", "50", null);
        assertThat(text(get("/notes/paper", "CN-1", ALICE)))
                .contains("On account", "50.00", "Rupees Fifty Only")
                .doesNotContain("Taxable");
        assertThat(get("/notes", "cn-1", FARAH))
                .hasStatusOk()
                .bodyText()
                .contains("Apply to an invoice", "/receivables/allocations/new?note=CN-1")
                .doesNotContain("NoteFacts[");
        receivables.debitNote(airtel, "DN-1", "2026-06-11", "50", null);
        assertThat(text(get("/notes/paper", "DN-1", ALICE))).contains("Debit note", "DN-1");
    }

    @Test
    void theNoteOfAnotherCircleIsNotThere() {
        receivables.creditNote(airtel, "CN-1", "2026-06-11", "50", null);
        assertThat(get("/notes", "CN-1", BOB)).hasStatus(404);
        assertThat(get("/notes/paper", "CN-1", BOB)).hasStatus(404);
        assertThat(get("/notes", "CN-2", ALICE)).hasStatus(404);
    }
}

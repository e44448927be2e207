package com.circledesk.disputes.web;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.BOB;
import static com.circledesk.support.Cast.FARAH;
import static org.assertj.core.api.Assertions.assertThat;

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

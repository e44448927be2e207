package com.circledesk.receivables;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.FARAH;
import static com.circledesk.support.Cast.FELIX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import java.io.UnsupportedEncodingException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The three forms that take something back: an allocation, a receipt, an invoice. The same questions to each. */
@IntegrationTest
class ReasonFormTests {
    /** @param own and {@code foreign} tell the subject in Karnataka and in Maharashtra */
    record Form(
            String path,
            Function<ReasonFormTests, String> own,
            Function<ReasonFormTests, String> foreign,
            String heading,
            String done,
            String again) {
        @Override
        public String toString() {
            return path;
        }
    }

    static Stream<Form> forms() {
        return Stream.of(
                new Form(
                        "/receivables/allocation-reversals",
                        test -> test.allocation + "",
                        test -> test.foreignAllocation + "",
                        "Take back the allocation to INV-1",
                        "₹420.00 of RC-1 no longer pay INV-1.",
                        "taken back already, by farah"),
                new Form(
                        "/receivables/receipt-reversals",
                        test -> "RC-1",
                        test -> "RC-MH",
                        "Take back receipt RC-1",
                        "Receipt RC-1 is taken back.",
                        "taken back already"),
                new Form(
                        "/receivables/invoice-cancellations",
                        test -> "INV-2",
                        test -> "INV-MH",
                        "Cancel invoice INV-2",
                        "Invoice INV-2 is cancelled.",
                        "cancelled already"));
    }

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Cast cast;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    private final String key = UUID.randomUUID().toString();
    private long allocation;
    private long foreignAllocation;

    @BeforeEach
    void booksOfTwoCircles() {
        long account = accounts.create("KA-AIR", "Airtel", "KA");
        long invoice = receivables.invoice(account, "INV-1", "2026-05-01", "2026-05-31", "1000");
        receivables.invoice(account, "INV-2", "2026-05-01", "2026-05-31", "1000");
        long receipt = receivables.receipt(account, "RC-1", "2026-06-10", "400");
        allocation = receivables.allocate(receipt, invoice, "400", "20", "0", "2026-06-10");
        long other = accounts.create("MH-AIR", "Airtel", "MH");
        long foreign = receivables.invoice(other, "INV-MH", "2026-05-01", "2026-05-31", "1000");
        foreignAllocation =
                receivables.allocate(receivables.receipt(other, "RC-MH", "2026-06-10", "400"), foreign, "9");
    }

    @ParameterizedTest
    @MethodSource("forms")
    void asksChecksAndDoesIt(Form form) {
        String subject = form.own().apply(this);
        assertThat(mvc.get().uri(form.path() + "/new?subject=" + subject).with(cast.signedIn(FARAH)))
                .hasStatusOk()
                .bodyText()
                .contains(form.heading())
                .doesNotContain("??");
        MvcTestResult check = send(form.path() + "/check", FARAH, subject, "a mistake");
        assertThat(check)
                .hasStatusOk()
                .bodyText()
                .contains("Check before it is recorded", "a mistake")
                .doesNotContain("??");
        assertThat(send(form.path() + "/change", FARAH, subject, "a mistake"))
                .hasStatusOk()
                .bodyText()
                .contains("a mistake", key);
        assertThat(send(form.path(), FARAH, subject, "a mistake"))
                .hasStatus(302)
                .flash()
                .containsEntry("flash", form.done());
    }

    @ParameterizedTest
    @MethodSource("forms")
    void sentAgainItIsAlreadyRecorded(Form form) {
        String subject = form.own().apply(this);
        send(form.path(), FARAH, subject, "a mistake");
        assertThat(send(form.path(), FARAH, subject, "a mistake"))
                .hasStatus(302)
                .flash()
                .containsEntry(
                        "flash", "Already recorded at 11:00 by you: " + form.done() + " Nothing was done twice.");
        assertThat(send(form.path(), FARAH, subject, "another reason"))
                .hasStatus(409)
                .bodyText()
                .contains("already sent with other values");
    }

    @ParameterizedTest
    @MethodSource("forms")
    void happensOnceOnly(Form form) {
        String subject = form.own().apply(this);
        send(form.path(), FARAH, subject, "a mistake");
        assertThat(mvc.post()
                        .uri(form.path())
                        .with(cast.signedIn(FARAH))
                        .with(csrf())
                        .param("subject", subject)
                        .param("reason", "again")
                        .param("key", UUID.randomUUID().toString()))
                .hasStatus(409)
                .bodyText()
                .contains(form.again());
    }

    @ParameterizedTest
    @MethodSource("forms")
    void needsAReason(Form form) {
        assertThat(send(form.path() + "/check", FARAH, form.own().apply(this), " "))
                .hasStatus(422)
                .bodyText()
                .contains("Say why, in a few words.");
        assertThat(send(form.path(), FARAH, form.own().apply(this), "x".repeat(501)))
                .hasStatus(422);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void otherCirclesAndMissingSubjectsAreNotFound(Form form) {
        for (String subject : List.of(form.foreign().apply(this), "99999999999999999999", "-1", "NO")) {
            assertThat(mvc.get()
                            .uri(form.path() + "/new")
                            .param("subject", subject)
                            .with(cast.signedIn(FELIX)))
                    .hasStatus(404);
            for (String step : List.of("", "/check", "/change")) {
                assertThat(send(form.path() + step, FELIX, subject, "a mistake"))
                        .hasStatus(404);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void needsTheRightTheTokenAndAPost(Form form) {
        String subject = form.own().apply(this);
        assertThat(mvc.get().uri(form.path() + "/new?subject=" + subject).with(cast.signedIn(ALICE)))
                .hasStatus(403);
        assertThat(send(form.path(), ALICE, subject, "a mistake")).hasStatus(403);
        assertThat(mvc.post().uri(form.path()).param("subject", subject).with(cast.signedIn(FARAH)))
                .hasStatus(403);
        assertThat(mvc.get().uri(form.path() + "?subject=" + subject).with(cast.signedIn(FARAH)))
                .hasStatus(405);
    }

    @Test
    void anInvoiceThatIsUsedShowsWhatToTakeBackFirst() throws Exception {
        MvcTestResult page = mvc.get()
                .uri("/receivables/invoice-cancellations/new?subject=INV-1")
                .with(cast.signedIn(FARAH))
                .exchange();
        assertThat(Jsoup.parse(text(page)).select("main li a").eachAttr("href"))
                .containsExactly("/receivables/allocation-reversals/new?subject=" + allocation);
        assertThat(send("/receivables/invoice-cancellations", FARAH, "INV-1", "billed twice"))
                .hasStatus(409)
                .bodyText()
                .contains("Allocation of RC-1: ₹420.00");
    }

    @Test
    void aBounceOnADayTakesItsAllocationsBackOnThatDay() {
        assertThat(mvc.post()
                        .uri("/receivables/receipt-reversals")
                        .with(cast.signedIn(FARAH))
                        .with(csrf())
                        .param("subject", "RC-1")
                        .param("day", "2026-07-01")
                        .param("reason", "cheque returned")
                        .param("key", key))
                .hasStatus(302);
        assertThat(mvc.get().uri("/receipts/RC-1").with(cast.signedIn(ALICE)))
                .bodyText()
                .contains("Taken back effective 1 Jul 2026", "cheque returned");
    }

    private MvcTestResult send(String path, Cast.Member member, String subject, String reason) {
        return mvc.post()
                .uri(path)
                .with(cast.signedIn(member))
                .with(csrf())
                .param("subject", subject)
                .param("day", "")
                .param("reason", reason)
                .param("key", key)
                .exchange();
    }

    private static String text(MvcTestResult result) throws UnsupportedEncodingException {
        return result.getResponse().getContentAsString();
    }
}

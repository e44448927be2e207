package com.circledesk.disputes;

import static com.circledesk.disputes.DisputeStatus.ACCOUNTED;
import static com.circledesk.disputes.DisputeStatus.CLOSED;
import static com.circledesk.disputes.DisputeStatus.ISSUED;
import static com.circledesk.disputes.NoteEventKind.ACCEPTED;
import static com.circledesk.disputes.NoteEventKind.BOOKED;
import static com.circledesk.disputes.NoteEventKind.IRN;
import static com.circledesk.disputes.NoteEventKind.NOT_BOOKED;
import static com.circledesk.disputes.NoteEventKind.PENDING;
import static com.circledesk.disputes.NoteEventKind.REJECTED;
import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.BOB;
import static com.circledesk.support.Cast.FARAH;
import static com.circledesk.support.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.circledesk.disputes.DecideDispute.Outcome;
import com.circledesk.disputes.RecordNoteEvent.Einvoice;
import com.circledesk.forms.FormKey;
import com.circledesk.receivables.BookFilter;
import com.circledesk.shared.Money;
import com.circledesk.shared.NotFoundException;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.Disputes;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Invariance;
import com.circledesk.support.Race;
import com.circledesk.support.Receivables;
import com.circledesk.support.TestClock;
import com.circledesk.users.Scope;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** What becomes of a note after it was issued. The day is 21 November 2026. */
@IntegrationTest
class NoteEventsTests {
    private static final Scope KA = Scope.of("KA");
    private static final String REFERENCE = "0123456789abcdef".repeat(4);

    @Autowired
    private NoteEvents events;

    @Autowired
    private NoteQueries notes;

    @Autowired
    private DisputeQueries queries;

    @Autowired
    private Disputes disputes;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @Autowired
    private Invariance invariance;

    @Autowired
    private TestClock clock;

    @Autowired
    private Cast cast;

    @Autowired
    private MockMvcTester mvc;

    private long airtel;

    @BeforeEach
    void anAccount() {
        airtel = accounts.create("KA-AIRTEL", "Airtel", "KA");
        receivables.invoice(airtel, "INV-1", "RENTAL", "2026-07-01", "2026-07-31", "1000", "180");
        receivables.invoice(airtel, "INV-2", "RENTAL", "2026-08-01", "2026-08-31", "1000", "180");
    }

    @AfterEach
    void theBookIsRight() {
        invariance.check();
    }

    private void record(Cast.Member who, String note, NoteEventKind what, @Nullable String on, @Nullable String why) {
        cast.as(who, () -> events.record(FormKey.fresh(), event(note, what, on, why)));
    }

    private static RecordNoteEvent event(String note, NoteEventKind what, @Nullable String on, @Nullable String why) {
        return new RecordNoteEvent(note, what, on == null ? null : LocalDate.parse(on), why, null);
    }

    private void reported(String note, String reference, String ackedAt) {
        Einvoice einvoice = new Einvoice(reference, "112610000123456", Instant.parse(ackedAt));
        cast.as(FARAH, () -> events.record(FormKey.fresh(), new RecordNoteEvent(note, IRN, null, null, einvoice)));
    }

    private NoteFacts note(String number) {
        return cast.as(ALICE, () -> notes.get(number, KA));
    }

    private DisputeStatus status(String note) {
        return cast.as(ALICE, () -> queries.get(String.valueOf(note(note).dispute()), KA))
                .status();
    }

    private List<String> found(String einvoice, @Nullable String acceptance, @Nullable Boolean booked) {
        NoteFilter filter = new NoteFilter(
                BookFilter.NONE,
                null,
                null,
                null,
                false,
                null,
                null,
                einvoice.isEmpty() ? null : einvoice,
                acceptance,
                booked,
                "");
        return cast
                .as(ALICE, () -> {
                    assertThat(notes.totals(KA, filter).notes())
                            .isEqualTo(notes.page(KA, filter, 0, 10).total());
                    return notes.page(KA, filter, 0, 10);
                })
                .items()
                .stream()
                .map(NoteRow::noteNo)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21, true", // day 1
        "2026-12-20, true", // day 30
        "2026-12-21, false", // day 31
    })
    void theDocumentDateIsDayOneOfThirty(String today, boolean inTime) {
        String note = disputes.settled("INV-1", "590");
        receivables.creditNote(airtel, "CN-ERP", "2026-08-01", "10", null);
        clock.moveTo(LocalDate.parse(today));
        assertThat(note(note).reportBy()).isEqualTo("2026-12-20");
        assertThat(found("OVERDUE", null, null)).isEqualTo(inTime ? List.of() : List.of(note));
        assertThat(found("MISSING", null, null)).containsExactly(note);
        reported(note, REFERENCE, today + "T03:00:00Z");
        assertThat(found("OVERDUE", null, null)).isEmpty();
        assertThat(found("MISSING", null, null)).isEmpty();
        assertThat(found("RECORDED", null, null)).containsExactly(note);
        assertThat(note(note).irn()).isEqualTo(REFERENCE);
    }

    @Test
    void anEinvoiceReferenceIsRecordedOnceAndBelongsToOneNote() {
        String first = disputes.settled("INV-1", "590");
        String second = disputes.settled("INV-2", "590");
        refused("missing", () -> record(FARAH, first, IRN, null, null));
        refused("out-of-range", () -> reported(first, REFERENCE, "2026-11-20T03:00:00Z"));
        reported(first, REFERENCE, "2026-11-21T03:00:00Z");
        refused("duplicate", () -> reported(first, "f".repeat(64), "2026-11-21T03:00:00Z"));
        refused("duplicate", () -> reported(second, REFERENCE, "2026-11-21T03:00:00Z"));
    }

    @Test
    void theCustomersAnswerMayChangeUntilTheNoteIsBooked() {
        String note = disputes.settled("INV-1", "590");
        assertThat(found("", "PENDING", false)).containsExactly(note);
        refused("missing", () -> record(ALICE, note, REJECTED, null, " "));
        record(ALICE, note, REJECTED, null, "wrong month");
        assertThat(note(note).acceptanceWhy()).isEqualTo("wrong month");
        refused("wrong-state", () -> record(ALICE, note, BOOKED, null, null));
        record(ALICE, note, PENDING, null, "they look again");
        record(ALICE, note, ACCEPTED, null, null);
        refused("out-of-range", () -> record(ALICE, note, BOOKED, "2026-11-20", null));
        refused("out-of-range", () -> record(ALICE, note, BOOKED, "2026-11-22", null));
        record(ALICE, note, BOOKED, "2026-11-21", null);
        refused("wrong-state", () -> record(ALICE, note, REJECTED, null, "too late"));
        assertThat(found("", "ACCEPTED", true)).containsExactly(note);
        assertThat(cast.as(ALICE, () -> notes.history(note(note).id(), KA)))
                .extracting(NoteHappening::what)
                .containsExactly("BOOKED", "ACCEPTED", "PENDING", "REJECTED", "ISSUED", "APPROVED", "REQUESTED");
        assertThatThrownBy(() -> record(BOB, note, BOOKED, null, null)).isInstanceOf(NotFoundException.class);
    }

    @Test
    void aDisputeIsAccountedWithTheLastOfItsNotes() {
        String ref = cast.as(ALICE, () -> {
            String raised = disputes.raise(disputes.command(
                    "RATE",
                    null,
                    null,
                    new RaiseDispute.Line("INV-1", null, Money.of("118"), null),
                    new RaiseDispute.Line("INV-2", null, Money.of("118"), null)));
            disputes.decided(raised, Outcome.VALID);
            disputes.noteRequested(raised);
            return raised;
        });
        List<String> two = disputes.noteIssued(ref);
        record(ALICE, two.get(0), BOOKED, null, null);
        assertThat(status(two.get(0))).isEqualTo(ISSUED);
        record(ALICE, two.get(1), BOOKED, null, null);
        assertThat(status(two.get(0))).isEqualTo(ACCOUNTED);
        record(ALICE, two.get(0), NOT_BOOKED, null, "another note was meant");
        assertThat(status(two.get(0))).isEqualTo(ISSUED);
        disputes.move(ref, ACCOUNTED, null);
        assertThat(note(two.get(0)).bookedOn()).isEqualTo("2026-11-21");
        disputes.move(ref, CLOSED, null);
        refused("wrong-state", () -> record(ALICE, two.get(1), NOT_BOOKED, null, "too late"));
    }

    @Test
    void aDisputeIsNotAccountedWithANoteThatTheCustomerRejected() {
        String note = disputes.settled("INV-1", "590");
        record(ALICE, note, REJECTED, null, "wrong month");
        refused("wrong-state", () -> disputes.move(String.valueOf(note(note).dispute()), ACCOUNTED, null));
        assertThat(status(note)).isEqualTo(ISSUED);
    }

    @Test
    void manyWhoBookAtOnceBookItOnce() {
        String note = disputes.settled("INV-1", "590");
        var finishes = Race.of(
                6, cast.actor(ALICE), runner -> events.record(FormKey.fresh(), event(note, BOOKED, null, null)));
        assertThat(finishes.stream().filter(Race.Finish::won)).hasSize(1);
        assertThat(status(note)).isEqualTo(ACCOUNTED);
    }

    @Test
    void theFormKeepsWhatWasTypedAndTheNoteShowsWhatHappened() {
        String note = disputes.settled("INV-1", "590");
        var wrong = mvc.post()
                .uri("/notes/events")
                .param("no", note)
                .param("what", "IRN")
                .param("irn", "not hexadecimal")
                .param("ackNo", "12 34")
                .param("happenedOn", "2026-11-21")
                .param("ackTime", "25:00")
                .param("key", FormKey.fresh().toString())
                .with(cast.signedIn(FARAH))
                .with(csrf())
                .exchange();
        assertThat(wrong)
                .hasStatus(422)
                .bodyText()
                .contains("not hexadecimal", "12 34", "An IRN is 64 characters", "Digits only", "not a time");
        reported(note, REFERENCE, "2026-11-21T03:00:00Z");
        assertThat(mvc.get().uri("/notes").param("no", note).with(cast.signedIn(FARAH)))
                .hasStatusOk()
                .bodyText()
                .contains(REFERENCE, "112610000123456", "21 Nov 2026, 08:30", "pending", "not booked");
    }
}

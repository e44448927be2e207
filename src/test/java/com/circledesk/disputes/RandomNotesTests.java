package com.circledesk.disputes;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.FARAH;
import static com.circledesk.support.Cast.FELIX;
import static com.circledesk.support.Cast.HARISH;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.disputes.DecideDispute.Outcome;
import com.circledesk.disputes.NoteService.Words;
import com.circledesk.forms.FormKey;
import com.circledesk.receivables.BookFilter;
import com.circledesk.receivables.DocumentKind;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.Disputes;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Invariance;
import com.circledesk.support.Receivables;
import com.circledesk.support.TestClock;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Whatever people do with disputes and notes, in whatever order: what must always hold does, and the ledger with it. */
@IntegrationTest
class RandomNotesTests {
    private static final Scope KA = Scope.of("KA");
    private static final int OPERATIONS = 400;
    private static final String OPERATIONS_IN_THEIR_WEIGHT =
            "raise raise decide decide decide ask ask ask approve approve approve approve"
                    + " issue issue issue issue back book book answer undo undo own own account close reopen withdraw pay unpay";
    private static final int INVOICES = 6;

    @Autowired
    private NoteService service;

    @Autowired
    private NoteEvents events;

    @Autowired
    private NoteQueries notes;

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

    private final List<String> refs = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private final List<Long> allocations = new ArrayList<>();
    private final Map<String, Integer> outcomes = new TreeMap<>();
    private Random random = new Random(0);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {20261122, 7, 180})
    void whateverTheOrder(long seed) {
        random = new Random(seed);
        long airtel = accounts.create("KA-AIRTEL", "Airtel", "KA");
        List<Long> invoices = new ArrayList<>();
        for (int at = 0; at < INVOICES; at++) {
            invoices.add(receivables.invoice(
                    airtel,
                    "INV-" + at,
                    "RENTAL",
                    "2026-0" + (4 + at) + "-01",
                    "2026-0" + (4 + at) + "-20",
                    "1000",
                    "180"));
        }
        for (int at = 0; at < OPERATIONS; at++) {
            if (at % 20 == 19) {
                clock.moveTo(
                        LocalDate.ofInstant(clock.instant(), TestClock.ZONE).plusDays(2));
            }
            int number = at;
            String what = oneOf(OPERATIONS_IN_THEIR_WEIGHT.split(" "));
            attempt(what, () -> operation(what, number, airtel, invoices));
        }
        invariance.check();
        assertThat(outcomes)
                .as("seed %d", seed)
                .containsKeys("issue done", "undo done", "pay done", "raise done", "book done");
    }

    private void attempt(String what, Supplier<@Nullable Object> work) {
        String outcome;
        try {
            outcome = work.get() == null ? "nothing" : "done";
        } catch (BusinessRuleException e) {
            outcome = "refused";
        }
        outcomes.merge(what + " " + outcome, 1, Integer::sum);
    }

    private String oneOf(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private String amount() {
        return (1 + random.nextInt(600)) + "." + (10 + random.nextInt(90));
    }

    private @Nullable Object operation(String what, int number, long account, List<Long> invoices) {
        List<String> known = random.nextInt(3) > 0 || asked.isEmpty() ? refs : asked;
        boolean none = known.isEmpty();
        String ref = none ? "" : known.get(Math.max(0, known.size() - 1 - random.nextInt(4)));
        return switch (what) {
            case "raise" -> refs.add(disputes.raised("INV-" + random.nextInt(INVOICES), amount()));
            case "pay" -> {
                long receipt = receivables.receipt(account, "RC-" + number, "2026-10-01", "600");
                yield allocations.add(receivables.allocate(receipt, oneOf(invoices), amount()));
            }
            case "unpay" ->
                allocations.isEmpty()
                        ? null
                        : receivables.reverse(
                                DocumentKind.ALLOCATION, allocations.remove(random.nextInt(allocations.size())));
            case "own" -> {
                String request = disputes.noteAsked(
                        random.nextBoolean() ? NotePurpose.SLA : NotePurpose.UNDERBILLED,
                        "INV-" + random.nextInt(INVOICES),
                        amount());
                yield asked.add(request);
            }
            case "book", "answer", "undo" -> ofANote(what);
            case "approve" -> none ? null : approve(ref);
            case "issue" -> none ? null : issue(ref);
            case "back" -> none ? null : cast.as(ALICE, () -> service.takeBack(FormKey.fresh(), new Words(ref, "no")));
            default -> none || ref.startsWith("NR:") ? null : ofADispute(what, ref);
        };
    }

    /** Mostly after finance approved it, where that was still to be done. */
    private Object issue(String ref) {
        if (random.nextInt(4) > 0) {
            attempt("approve", () -> cast.as(FELIX, () -> service.approve(FormKey.fresh(), new Words(ref, "seen"))));
        }
        return cast.as(FARAH, () -> service.issue(FormKey.fresh(), new IssueNotes(ref)));
    }

    private Object approve(String ref) {
        Cast.Member who = random.nextInt(5) > 0 ? FELIX : HARISH;
        return cast.as(who, () -> service.approve(FormKey.fresh(), new Words(ref, "seen")));
    }

    private Object ofADispute(String what, String ref) {
        switch (what) {
            case "decide" -> disputes.decided(ref, random.nextInt(4) == 0 ? Outcome.INVALID : Outcome.VALID);
            case "ask" ->
                cast.as(ALICE, () -> service.request(FormKey.fresh(), new Words(ref, ""), random.nextBoolean()));
            case "account" -> disputes.move(ref, DisputeStatus.ACCOUNTED, null);
            case "close" -> disputes.move(ref, DisputeStatus.CLOSED, "done");
            case "reopen" -> disputes.move(ref, DisputeStatus.VALIDATING, "again");
            default -> disputes.move(ref, DisputeStatus.WITHDRAWN, "no longer");
        }
        return ref;
    }

    private @Nullable Object ofANote(String what) {
        List<NoteRow> all = cast.as(ALICE, () -> notes.page(KA, NoteFilter.of(BookFilter.NONE, ""), 0, 500))
                .items();
        if (all.isEmpty()) {
            return null;
        }
        String number = oneOf(all).noteNo();
        if (what.equals("undo")) {
            NotePurpose purpose = random.nextBoolean() ? NotePurpose.CANCELLATION : NotePurpose.COUNTER;
            String request = cast.as(
                            ALICE,
                            () -> service.ask(
                                    FormKey.fresh(), new AskForNote(purpose, List.of(), "wrong", null, number)))
                    .outcome();
            return asked.add(request);
        }
        NoteEventKind kind = what.equals("book")
                ? (random.nextInt(4) == 0 ? NoteEventKind.NOT_BOOKED : NoteEventKind.BOOKED)
                : oneOf(List.of(NoteEventKind.ACCEPTED, NoteEventKind.REJECTED, NoteEventKind.PENDING));
        return cast.as(
                ALICE, () -> events.record(FormKey.fresh(), new RecordNoteEvent(number, kind, null, "so", null)));
    }
}

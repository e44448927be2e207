package com.circledesk.support;

import com.circledesk.disputes.AskForNote;
import com.circledesk.disputes.DecideDispute;
import com.circledesk.disputes.DisputeService;
import com.circledesk.disputes.DisputeStatus;
import com.circledesk.disputes.IssueNotes;
import com.circledesk.disputes.MoveDispute;
import com.circledesk.disputes.NotePurpose;
import com.circledesk.disputes.NoteService;
import com.circledesk.disputes.RaiseDispute;
import com.circledesk.forms.FormKey;
import com.circledesk.shared.Money;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Object mother of disputes, each raised and moved by the service: {@code String ref = disputes.raised("INV-1", "100")}. */
@TestComponent
public class Disputes {
    private final DisputeService service;
    private final NoteService notes;
    private final JdbcClient jdbc;
    private final SystemWork work;
    private final Cast cast;

    Disputes(DisputeService service, NoteService notes, JdbcClient jdbc, SystemWork work, Cast cast) {
        this.service = service;
        this.notes = notes;
        this.jdbc = jdbc;
        this.work = work;
        this.cast = cast;
    }

    /** A dispute of an invoice as a whole. */
    public String raised(String invoiceNo, String amount) {
        return raise(command("RATE", null, null, new RaiseDispute.Line(invoiceNo, null, Money.of(amount), null)));
    }

    /** With the head being asked, whether that is needed or not. */
    public String raised(String invoiceNo, String amount, String claim, String exceptionWhy) {
        RaiseDispute.Line line = new RaiseDispute.Line(invoiceNo, null, Money.of(amount), null);
        return raise(new RaiseDispute("RATE", claim, null, null, null, null, null, List.of(line), exceptionWhy));
    }

    public RaiseDispute command(
            String reason, @Nullable String raisedOn, @Nullable String exceptionWhy, RaiseDispute.Line... lines) {
        return new RaiseDispute(
                reason,
                "The rate was agreed otherwise.",
                raisedOn == null ? null : LocalDate.parse(raisedOn),
                null,
                null,
                null,
                null,
                List.of(lines),
                exceptionWhy);
    }

    public String raise(RaiseDispute asked) {
        return work.call(() -> service.raise(FormKey.fresh(), asked).outcome());
    }

    public void move(String ref, DisputeStatus to, @Nullable String why) {
        work.call(() -> service.move(FormKey.fresh(), new MoveDispute(ref, to, why)));
    }

    /** Validated and decided: all of it valid, or nothing. */
    public void decided(String ref, DecideDispute.Outcome outcome) {
        move(ref, DisputeStatus.VALIDATING, null);
        work.call(() ->
                service.decide(FormKey.fresh(), new DecideDispute(ref, outcome, List.of(), "rate card", "as agreed")));
    }

    public long id(String ref) {
        return work.call(() -> jdbc.sql("select id from dispute where dispute_ref = :ref")
                .param("ref", ref)
                .query(Long.class)
                .single());
    }

    /** After it was decided. */
    public void noteRequested(String ref) {
        work.call(() -> notes.request(FormKey.fresh(), new NoteService.Words(ref, "")));
    }

    /** After it was asked for, up to five lakh: approved and issued by finance. @return the notes' numbers */
    public List<String> noteIssued(String ref) {
        approve(Cast.FARAH, ref);
        return issue(Cast.FARAH, ref);
    }

    /** The next step of the chain of who approves a note. */
    public void approve(Cast.Member who, String ref) {
        cast.as(who, () -> notes.approve(FormKey.fresh(), new NoteService.Words(ref, "seen")));
    }

    /** @return the notes' numbers */
    public List<String> issue(Cast.Member who, String ref) {
        String outcome = cast.as(who, () -> notes.issue(FormKey.fresh(), new IssueNotes(ref)))
                .outcome();
        return List.of(outcome.split(",")).subList(1, outcome.split(",").length);
    }

    /** A dispute of an invoice as a whole, found valid and settled. @return the number of its note */
    public String settled(String invoiceNo, String amount) {
        String ref = raised(invoiceNo, amount);
        decided(ref, DecideDispute.Outcome.VALID);
        noteRequested(ref);
        return noteIssued(ref).get(0);
    }

    /** A note of its own for one invoice. @return the request's reference */
    public String noteAsked(NotePurpose purpose, String invoiceNo, String amount) {
        return work.call(() -> notes.ask(
                        FormKey.fresh(),
                        new AskForNote(
                                purpose,
                                List.of(new AskForNote.Line(invoiceNo, Money.of(amount))),
                                "As agreed.",
                                null,
                                null))
                .outcome());
    }

    /**
     * A note or what undoes one, asked for by an account manager.
     *
     * @param against the note that is undone
     * @param lines invoice and amount, such as {@code INV-1 118}
     * @return the request's reference
     */
    public String askForNote(NotePurpose purpose, @Nullable String against, String... lines) {
        List<AskForNote.Line> named = Arrays.stream(lines)
                .map(line -> new AskForNote.Line(line.split(" ")[0], Money.of(line.split(" ")[1])))
                .toList();
        AskForNote asked = new AskForNote(purpose, named, "wrong month", null, against);
        return cast.as(Cast.ALICE, () -> notes.ask(FormKey.fresh(), asked)).outcome();
    }

    /** By two people of finance. @return the number of its first note */
    public String carriedOut(String ref) {
        approve(Cast.FELIX, ref);
        return issue(Cast.FARAH, ref).get(0);
    }

    public long exceptionOf(String ref) {
        return work.call(() -> jdbc.sql("""
                        select e.id from dispute_exception e join dispute d on d.id = e.dispute_id where d.dispute_ref = :ref
                        """).param("ref", ref).query(Long.class).single());
    }
}

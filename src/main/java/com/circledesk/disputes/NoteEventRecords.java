package com.circledesk.disputes;

import java.sql.Types;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes what happened to notes after they were issued. */
@Repository
class NoteEventRecords {
    private final JdbcClient jdbc;

    NoteEventRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void event(NoteFacts note, RecordNoteEvent event) {
        RecordNoteEvent.Einvoice einvoice = event.einvoice();
        jdbc.sql("""
                        insert into note_event (note_id, circle, what, happened_on, irn, ack_no, acked_at, why)
                        values (:note, :circle, :what, :on, :irn, :ackNo, :ackedAt, :why)
                        """)
                .param("note", note.id())
                .param("circle", note.circle())
                .param("what", event.what().name())
                .param("on", event.happenedOn())
                .param("irn", einvoice == null ? null : einvoice.irn())
                .param("ackNo", einvoice == null ? null : einvoice.ackNo())
                .param(
                        "ackedAt",
                        einvoice == null ? null : einvoice.ackedAt().atOffset(ZoneOffset.UTC),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("why", event.why())
                .update();
    }

    /** Whether the customer has yet to book one of its notes. */
    boolean isAnyUnbooked(Dispute dispute) {
        return jdbc.sql("""
                        select exists (select from dispute_note l join note_state s on s.note_id = l.note_id
                                       where l.dispute_id = :dispute and s.stands and s.booked_on is null)
                        """).param("dispute", dispute.id()).query(Boolean.class).single();
    }

    /** What of its notes the customer has not booked so far is booked today. */
    void bookAll(Dispute dispute) {
        jdbc.sql("""
                        insert into note_event (note_id, circle, what, happened_on)
                        select l.note_id, l.circle, 'BOOKED', app_today()
                        from dispute_note l join note_state s on s.note_id = l.note_id
                        where l.dispute_id = :dispute and s.stands and s.booked_on is null
                        """).param("dispute", dispute.id()).update();
    }
}

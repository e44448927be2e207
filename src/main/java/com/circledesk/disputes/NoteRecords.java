package com.circledesk.disputes;

import com.circledesk.shared.Money;
import java.math.BigDecimal;
import java.sql.Types;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes requests for notes, their drafts and their approvals. */
@Repository
class NoteRecords {
    /** What of each invoice was found valid and is not credited yet; its tax at the rate at which each line was billed. */
    private static final String VALID = """
            with valid as (
                select l.invoice_id, sum(l.decided_amount) as total,
                       sum(round(l.decided_amount * coalesce(n.tax_amount / nullif(n.taxable_amount + n.tax_amount, 0),
                                                             i.tax_amount / i.total_amount), 2)) as tax
                from dispute_line l join invoice i on i.id = l.invoice_id
                left join invoice_line n on n.id = l.invoice_line_id
                where l.dispute_id = :dispute
                group by l.invoice_id
            ), credited as (
                select t.invoice_id, sum(c.total) as total, sum(t.tax_amount * c.total / t.total_amount) as tax
                from (select d.note_id, -sum(e.amount) as total
                      from dispute_note d join ledger_entry e on e.note_id = d.note_id and e.counts_as = 'CREDIT_NOTE'
                      where d.dispute_id = :dispute group by d.note_id) c
                join note t on t.id = c.note_id
                where c.total <> 0
                group by t.invoice_id
            )
            select v.invoice_id, v.total - coalesce(c.total, 0) as total,
                   least(greatest(round(v.tax - coalesce(c.tax, 0), 2), 0), v.total - coalesce(c.total, 0)) as tax
            from valid v left join credited c using (invoice_id)
            where v.total > coalesce(c.total, 0)
            """;

    private final JdbcClient jdbc;

    NoteRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An approved draft, about to become a note. */
    record Draft(
            long id,
            long invoiceId,
            String invoiceNo,
            LocalDate invoiceDate,
            LocalDate closesOn,
            Money taxable,
            Money tax,
            Money total) {}

    record Request(long id, Money total, String requestedBy) {}

    /** @return nothing if there is nothing to be credited */
    Optional<Request> request(Dispute dispute) {
        Money total = Money.of(jdbc.sql("select coalesce(sum(total), 0) from (" + VALID + ") drafts")
                .param("dispute", dispute.id())
                .query(BigDecimal.class)
                .single());
        if (!total.isPositive()) {
            return Optional.empty();
        }
        Request request = jdbc.sql("""
                        insert into note_request (dispute_id, account_id, circle, total_amount)
                        values (:dispute, :account, :circle, :total) returning id, total_amount as total, requested_by
                        """)
                .param("dispute", dispute.id())
                .param("account", dispute.accountId())
                .param("circle", dispute.circle())
                .param("total", total.amount())
                .query(Request.class)
                .single();
        jdbc.sql("""
                        insert into note_draft (request_id, circle, invoice_id, taxable_amount, tax_amount, total_amount)
                        select :request, :circle, invoice_id, total - tax, tax, total from (%s) drafts
                        """.formatted(VALID))
                .param("request", request.id())
                .param("circle", dispute.circle())
                .param("dispute", dispute.id())
                .update();
        return Optional.of(request);
    }

    Optional<Request> open(Dispute dispute) {
        return jdbc.sql("""
                        select id, total_amount as total, requested_by from note_request
                        where dispute_id = :dispute and ended_at is null
                        """).param("dispute", dispute.id()).query(Request.class).optional();
    }

    /** In the order in which their series are to be locked. */
    List<Draft> drafts(Request request) {
        return jdbc.sql("""
                        select f.id, f.invoice_id, i.invoice_no, i.invoice_date, i.invoice_date + w.length_days as closes_on,
                               f.taxable_amount as taxable, f.tax_amount as tax, f.total_amount as total
                        from note_draft f join invoice i on i.id = f.invoice_id
                        join note_window w on i.invoice_date >= w.from_on and i.invoice_date < w.until_on
                        where f.request_id = :request
                        order by coalesce(i.supplier_gstin, ''), i.invoice_date, f.invoice_id
                        """).param("request", request.id()).query(Draft.class).list();
    }

    /** The next step of the chain, or nothing if everybody approved. */
    Optional<NoteStep> nextStep(Request request) {
        return jdbc.sql("select step, role from note_steps_missing(:request) order by step limit 1")
                .param("request", request.id())
                .query(NoteStep.class)
                .optional();
    }

    void approve(Request request, Dispute dispute, int step, @Nullable String why) {
        jdbc.sql("insert into note_approval (request_id, circle, step, why) values (:request, :circle, :step, :why)")
                .param("request", request.id())
                .param("circle", dispute.circle())
                .param("step", step)
                .param("why", why)
                .update();
    }

    boolean isLateAllowed(Dispute dispute) {
        return jdbc.sql("""
                        select exists (select from dispute_exception
                                       where dispute_id = :dispute and kind = 'LATE_NOTE' and allowed)
                        """).param("dispute", dispute.id()).query(Boolean.class).single();
    }

    void issued(Dispute dispute, Draft draft, long noteId) {
        jdbc.sql("""
                        insert into dispute_note (note_id, dispute_id, account_id, circle) values (:note, :dispute, :account, :circle)
                        """)
                .param("note", noteId)
                .param("dispute", dispute.id())
                .param("account", dispute.accountId())
                .param("circle", dispute.circle())
                .update();
        jdbc.sql("update note_draft set note_id = :note where id = :draft")
                .param("note", noteId)
                .param("draft", draft.id())
                .update();
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
                        select exists (select from dispute_note l join note n on n.id = l.note_id
                                       join note_state s on s.note_id = n.id
                                       where l.dispute_id = :dispute and n.reversed_at is null and s.booked_on is null)
                        """).param("dispute", dispute.id()).query(Boolean.class).single();
    }

    /** What of its notes the customer has not booked so far is booked today. */
    void bookAll(Dispute dispute) {
        jdbc.sql("""
                        insert into note_event (note_id, circle, what, happened_on)
                        select l.note_id, l.circle, 'BOOKED', app_today()
                        from dispute_note l join note n on n.id = l.note_id join note_state s on s.note_id = n.id
                        where l.dispute_id = :dispute and n.reversed_at is null and s.booked_on is null
                        """).param("dispute", dispute.id()).update();
    }

    String reasonOf(Dispute dispute) {
        return jdbc.sql("""
                        select r.label || ' (' || d.dispute_ref || ')' from dispute d join dispute_reason r on r.code = d.reason
                        where d.id = :dispute
                        """).param("dispute", dispute.id()).query(String.class).single();
    }

    Optional<String> role(@Nullable Long userId) {
        return jdbc.sql("select role from app_user where id = :id")
                .param("id", userId, Types.BIGINT)
                .query(String.class)
                .optional();
    }
}

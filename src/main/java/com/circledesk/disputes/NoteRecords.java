package com.circledesk.disputes;

import com.circledesk.shared.Money;
import com.circledesk.shared.NotFoundException;
import com.circledesk.users.Scope;
import java.math.BigDecimal;
import java.sql.Types;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
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
                select invoice_id, sum(amount) as total, sum(tax) as tax from dispute_credited
                where dispute_id = :dispute group by invoice_id having sum(amount) <> 0
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
            @Nullable String supplierGstin,
            LocalDate invoiceDate,
            LocalDate closesOn,
            Money taxable,
            Money tax,
            Money total) {}

    /**
     * An open request.
     *
     * @param disputeId the dispute that it settles, or null
     * @param foundIn the dispute in which it was found, or null
     * @param againstNoteId the note that it undoes, or null
     */
    record Request(
            long id,
            String ref,
            NotePurpose purpose,
            String kind,
            Money total,
            String requestedBy,
            long accountId,
            String circle,
            @Nullable Long disputeId,
            @Nullable Long foundIn,
            @Nullable Long againstNoteId,
            @Nullable String why,
            boolean oneNote) {}

    private static final String REQUEST = """
            select id, 'NR:' || id as ref, purpose, kind, total_amount as total, requested_by, account_id, circle, dispute_id, found_in,
                   against_note_id, why, one_note
            from note_request
            """;

    /** @return nothing if there is nothing to be credited */
    Optional<Request> request(Dispute dispute, boolean oneNote) {
        Money total = Money.of(jdbc.sql("select coalesce(sum(total), 0) from (" + VALID + ") drafts")
                .param("dispute", dispute.id())
                .query(BigDecimal.class)
                .single());
        if (!total.isPositive()) {
            return Optional.empty();
        }
        long request = jdbc.sql("""
                        insert into note_request (dispute_id, account_id, circle, total_amount, one_note)
                        values (:dispute, :account, :circle, :total, :oneNote) returning id
                        """)
                .param("dispute", dispute.id())
                .param("account", dispute.accountId())
                .param("circle", dispute.circle())
                .param("total", total.amount())
                .param("oneNote", oneNote)
                .query(Long.class)
                .single();
        jdbc.sql("""
                        insert into note_draft (request_id, circle, invoice_id, taxable_amount, tax_amount, total_amount)
                        select :request, :circle, invoice_id, total - tax, tax, total from (%s) drafts
                        """.formatted(VALID))
                .param("request", request)
                .param("circle", dispute.circle())
                .param("dispute", dispute.id())
                .update();
        return open(dispute);
    }

    /** A request that settles no dispute. @param foundIn id of the dispute in which it was found */
    long request(
            AskForNote asked,
            long accountId,
            String circle,
            String kind,
            Money total,
            @Nullable Long foundIn,
            @Nullable Long againstNoteId) {
        return jdbc.sql("""
                        insert into note_request (account_id, circle, purpose, kind, total_amount, why, found_in, against_note_id, one_note)
                        values (:account, :circle, :purpose, :kind, :total, :why, :foundIn, :against, true) returning id
                        """)
                .param("account", accountId)
                .param("circle", circle)
                .param("purpose", asked.purpose().name())
                .param("kind", kind)
                .param("total", total.amount())
                .param("why", asked.why())
                .param("foundIn", foundIn, Types.BIGINT)
                .param("against", againstNoteId, Types.BIGINT)
                .query(Long.class)
                .single();
    }

    /** What of it is for an invoice, its tax at the rate at which the invoice was billed. */
    void draft(long requestId, long invoiceId, Money total) {
        jdbc.sql("""
                        insert into note_draft (request_id, circle, invoice_id, taxable_amount, tax_amount, total_amount)
                        select r.id, r.circle, i.id, :total - t.tax, t.tax, :total
                        from note_request r cross join invoice i
                        cross join lateral (select round(:total * i.tax_amount / i.total_amount, 2) as tax) t
                        where r.id = :request and i.id = :invoice
                        """)
                .param("request", requestId)
                .param("invoice", invoiceId)
                .param("total", total.amount())
                .update();
    }

    /** The same as the note that it undoes. */
    void draftsOf(long requestId, long againstNoteId) {
        jdbc.sql("""
                        insert into note_draft (request_id, circle, invoice_id, taxable_amount, tax_amount, total_amount)
                        select r.id, r.circle, p.invoice_id, p.taxable_amount, p.tax_amount, p.total_amount
                        from note_request r cross join note_part p where r.id = :request and p.note_id = :note
                        """).param("request", requestId).param("note", againstNoteId).update();
    }

    /** Why a note can only be undone by a counter-note; nothing where it can be cancelled. */
    Optional<String> notCancelledBecause(long noteId) {
        return jdbc.sql("select coalesce(note_not_cancelled_because(:note), '')")
                .param("note", noteId)
                .query(String.class)
                .optional()
                .filter(sentence -> !sentence.isEmpty());
    }

    Optional<Request> open(Dispute dispute) {
        return jdbc.sql(REQUEST + "where dispute_id = :dispute and ended_at is null")
                .param("dispute", dispute.id())
                .query(Request.class)
                .optional();
    }

    static boolean isRequest(String ref) {
        return ref.strip().toUpperCase(Locale.ROOT).matches("NR:[0-9]{1,18}");
    }

    private static long idOf(String ref) {
        return Long.parseLong(ref.strip().substring("NR:".length()));
    }

    /** The account of a request that settles no dispute. Another circle's is as good as missing. */
    long accountOf(String ref, Scope scope) {
        return jdbc.sql("""
                        select account_id from note_request where id = :id and dispute_id is null and circle = any (:circles)
                        """)
                .param("id", idOf(ref))
                .param("circles", scope.toArray())
                .query(Long.class)
                .optional()
                .orElseThrow(() -> new NotFoundException("Request", ref));
    }

    /** Locks it until the transaction ends. */
    Request lock(String ref, Scope scope) {
        return jdbc.sql(REQUEST + """
                        where id = :id and dispute_id is null and ended_at is null and circle = any (:circles) for update
                        """)
                .param("id", idOf(ref))
                .param("circles", scope.toArray())
                .query(Request.class)
                .optional()
                .orElseThrow(() -> {
                    accountOf(ref, scope);
                    return new WrongStateException("Request %s was carried out or taken back already.".formatted(ref));
                });
    }

    void end(Request request, @Nullable String why) {
        jdbc.sql("update note_request set ended_at = app_now(), ended_why = :why where id = :id")
                .param("id", request.id())
                .param("why", why)
                .update();
    }

    void endedWhy(Request request, String why) {
        jdbc.sql("update note_request set ended_why = :why where id = :id")
                .param("id", request.id())
                .param("why", why)
                .update();
    }

    void askForLate(Request request, String why) {
        jdbc.sql(
                        "insert into dispute_exception (request_id, circle, kind, why) values (:request, :circle, 'LATE_NOTE', :why)")
                .param("request", request.id())
                .param("circle", request.circle())
                .param("why", why)
                .update();
    }

    /** @return how many were decided: none where none was asked for */
    int decideLate(Request request, boolean allowed, String why) {
        return jdbc.sql("""
                        update dispute_exception
                        set allowed = :allowed, decided_at = app_now(), decided_by = app_actor(), decided_why = :why
                        where request_id = :request and decided_at is null
                        """)
                .param("request", request.id())
                .param("allowed", allowed)
                .param("why", why)
                .update();
    }

    /** Of a dispute, by its id. */
    String refOf(long disputeId) {
        return jdbc.sql("select dispute_ref from dispute where id = :id")
                .param("id", disputeId)
                .query(String.class)
                .single();
    }

    /** The dispute of a note, whatever it is to it. */
    Optional<Long> disputeIdOf(long noteId) {
        return jdbc.sql("select dispute_id from dispute_note where note_id = :note")
                .param("note", noteId)
                .query(Long.class)
                .optional();
    }

    /** Reference of the dispute that a credit note settles; nothing for other notes. */
    Optional<String> settledBy(long noteId) {
        return jdbc.sql("""
                        select d.dispute_ref from dispute_note l join dispute d on d.id = l.dispute_id join note n on n.id = l.note_id
                        where l.note_id = :note and n.kind = 'CREDIT' and n.class = 'CORRECTION'
                        """).param("note", noteId).query(String.class).optional();
    }

    String numberOf(long noteId) {
        return jdbc.sql("select note_no from note where id = :note")
                .param("note", noteId)
                .query(String.class)
                .single();
    }

    /** Whom a person stands in for today, of those who see the circle. */
    static final String STANDING_IN = """
            select %s from approval_delegation d join app_user u on u.id = d.from_user
            where d.to_user = :user and d.ended_at is null and app_today() between d.from_on and d.to_on and u.disabled_at is null
              and (u.all_circles or exists (select from user_circle c where c.user_id = u.id and c.circle = :circle))
            """;

    /** Whom a person stands in for in a role; who asked for the note only where there is nobody else. */
    Optional<String> absent(long userId, String role, Request request) {
        return jdbc.sql(STANDING_IN.formatted("u.email")
                        + "and u.role = :role order by u.email = :maker, u.email limit 1")
                .param("user", userId)
                .param("circle", request.circle())
                .param("role", role)
                .param("maker", request.requestedBy())
                .query(String.class)
                .optional();
    }

    /** In the order in which their series are to be locked. */
    List<Draft> drafts(Request request) {
        return jdbc.sql("""
                        select f.id, f.invoice_id, i.invoice_no, o.supplier_gstin, i.invoice_date, i.invoice_date + w.length_days as closes_on,
                               f.taxable_amount as taxable, f.tax_amount as tax, f.total_amount as total
                        from note_draft f join invoice i on i.id = f.invoice_id
                        join note_window w on i.invoice_date >= w.from_on and i.invoice_date < w.until_on
                        cross join lateral (
                            select supplier_gstin_of(i.supplier_gstin, i.circle, app_today()) as supplier_gstin) o
                        where f.request_id = :request
                        order by coalesce(o.supplier_gstin, ''), i.invoice_date, f.invoice_id
                        """).param("request", request.id()).query(Draft.class).list();
    }

    /** The next step of the chain, or nothing if everybody approved. */
    Optional<NoteStep> nextStep(Request request) {
        return jdbc.sql("select step, role from note_steps_missing(:request) order by step limit 1")
                .param("request", request.id())
                .query(NoteStep.class)
                .optional();
    }

    void approve(Request request, int step, @Nullable String why, @Nullable String onBehalfOf) {
        jdbc.sql("""
                        insert into note_approval (request_id, circle, step, why, on_behalf_of)
                        values (:request, :circle, :step, :why, :onBehalfOf)
                        """)
                .param("onBehalfOf", onBehalfOf)
                .param("request", request.id())
                .param("circle", request.circle())
                .param("step", step)
                .param("why", why)
                .update();
    }

    boolean isLateAllowed(Request request) {
        return jdbc.sql("""
                        select exists (select from dispute_exception
                                       where (dispute_id = :dispute or request_id = :request) and kind = 'LATE_NOTE' and allowed)
                        """)
                .param("dispute", request.disputeId(), Types.BIGINT)
                .param("request", request.id())
                .query(Boolean.class)
                .single();
    }

    void link(long noteId, long disputeId, Request request) {
        jdbc.sql("""
                        insert into dispute_note (note_id, dispute_id, account_id, circle) values (:note, :dispute, :account, :circle)
                        """)
                .param("note", noteId)
                .param("dispute", disputeId)
                .param("account", request.accountId())
                .param("circle", request.circle())
                .update();
    }

    void issued(Request request, List<Draft> drafts, long noteId) {
        jdbc.sql("update note_draft set note_id = :note where request_id = :request and id = any (:drafts)")
                .param("note", noteId)
                .param("request", request.id())
                .param("drafts", drafts.stream().map(Draft::id).toArray(Long[]::new))
                .update();
    }

    String reasonOf(long disputeId) {
        return jdbc.sql("""
                        select r.label || ' (' || d.dispute_ref || ')' from dispute d join dispute_reason r on r.code = d.reason
                        where d.id = :dispute
                        """).param("dispute", disputeId).query(String.class).single();
    }

    Optional<String> role(@Nullable Long userId) {
        return jdbc.sql("select role from app_user where id = :id")
                .param("id", userId, Types.BIGINT)
                .query(String.class)
                .optional();
    }
}

package com.circledesk.disputes;

import com.circledesk.receivables.Selection;
import com.circledesk.receivables.Selections;
import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.Paged;
import com.circledesk.users.Scope;
import java.sql.Types;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads notes and what was asked for. */
@Service
@Transactional(readOnly = true)
public class NoteQueries {
    private static final String FROM = """
            from note n
            join account a on a.id = n.account_id
            left join lateral (
                select i.invoice_no, i.invoice_date, (select count(*) - 1 from note_line l where l.note_id = n.id) as others
                from note_part p join invoice i on i.id = p.invoice_id
                where p.note_id = n.id and (i.document_type = 'INVOICE' or lower(i.invoice_no) <> lower(n.note_no))
                order by i.invoice_date, i.id limit 1) i on true
            left join note_window w on i.invoice_date >= w.from_on and i.invoice_date < w.until_on
            left join dispute_note l on l.note_id = n.id
            left join dispute d on d.id = l.dispute_id
            join note_state s on s.note_id = n.id
            left join lateral (select true as ours from note_draft f where f.note_id = n.id limit 1) f on true
            where n.circle = any (:circles)
              and (cast(:accounts as bigint[]) is null or n.account_id = any (cast(:accounts as bigint[])))
              and (cast(:kind as text) is null or n.kind = :kind)
              and (cast(:class as text) is null or n.class = :class)
              and (cast(:dispute as text) is null or d.dispute_ref = :dispute)
              and (not :late or n.note_date > i.invoice_date + w.length_days)
              and (cast(:from as date) is null or n.note_date >= :from)
              and (cast(:to as date) is null or n.note_date <= :to)
              and (cast(:einvoice as text) is null or f.ours and case :einvoice
                       when 'RECORDED' then s.irn is not null
                       when 'OVERDUE' then s.irn is null and n.reversed_at is null and s.report_by < app_today()
                       else s.irn is null and n.reversed_at is null end)
              and (cast(:acceptance as text) is null or n.reversed_at is null and s.acceptance = :acceptance)
              and (cast(:booked as boolean) is null or n.reversed_at is null and (s.booked_on is not null) = :booked)
              and (:text = '' or position(:text in lower(n.note_no)) > 0 or position(:text in lower(i.invoice_no)) > 0)
            """;

    private final JdbcClient jdbc;
    private final Selections selections;

    NoteQueries(JdbcClient jdbc, Selections selections) {
        this.jdbc = jdbc;
        this.selections = selections;
    }

    /** The last first. */
    public Paged<NoteRow> page(Scope scope, NoteFilter filter, int page, int size) {
        List<NoteRow> rows = statement(
                        scope, filter, """
                        select n.note_no, n.kind, n.class as note_class, n.note_date, a.code as account, a.customer_name, n.circle, i.invoice_no, coalesce(i.others, 0) as more_invoices,
                               d.dispute_ref as dispute, n.total_amount as total, n.taxable_amount as taxable, n.tax_amount as tax,
                               n.reason, coalesce(f.ours, false) as ours,
                               n.note_date - i.invoice_date as days_after, n.note_date <= i.invoice_date + w.length_days as in_time,
                               n.recorded_at, n.recorded_by, n.reversed_at, s.irn, s.report_by, s.acceptance, s.booked_on
                        """, "order by n.note_date desc, n.id desc limit :size offset :offset")
                .param("size", size)
                .param("offset", (long) page * size)
                .query(NoteRow.class)
                .list();
        return new Paged<>(rows, page, size, totals(scope, filter).notes());
    }

    /** Those taken back count among the notes, and for nothing. */
    public NoteTotals totals(Scope scope, NoteFilter filter) {
        return statement(scope, filter, """
                        select count(*) as notes,
                               coalesce(sum(n.total_amount) filter (where n.kind = 'CREDIT' and n.class <> 'SLA' and n.reversed_at is null), 0) as credit,
                               coalesce(sum(n.total_amount) filter (where n.kind = 'DEBIT' and n.reversed_at is null), 0) as debit,
                               coalesce(sum(n.total_amount) filter (where n.class = 'SLA' and n.reversed_at is null), 0) as sla
                        """, "").query(NoteTotals.class).single();
    }

    private JdbcClient.StatementSpec statement(Scope scope, NoteFilter filter, String columns, String end) {
        Selection selection = selections.select(scope, filter.book());
        return jdbc.sql(columns + FROM + end)
                .param("circles", selection.circles())
                .param("accounts", selection.accounts())
                .param("kind", filter.kind())
                .param("class", filter.noteClass())
                .param("dispute", filter.dispute())
                .param("late", filter.late())
                .param("from", filter.from())
                .param("to", filter.to())
                .param("einvoice", filter.einvoice())
                .param("acceptance", filter.acceptance())
                .param("booked", filter.booked(), Types.BOOLEAN)
                .param("text", filter.text().strip().toLowerCase(Locale.ROOT));
    }

    /**
     * The note that holds the number now, or else the last one that held it and was taken back.
     *
     * @param number trimmed and compared case-blind
     */
    public NoteFacts get(String number, Scope scope) {
        return jdbc.sql("""
                        select n.id, n.note_no, n.kind, n.class as note_class, n.note_date, n.account_id, a.code as account, a.customer_name, n.circle, c.name as circle_name,
                               o.supplier_gstin, w.legal_name as supplier_name, w.address as supplier_address,
                               coalesce(i.customer_gstin, a.gstin) as customer_gstin, d.dispute_ref as dispute,
                               n.total_amount as total, n.taxable_amount as taxable, n.tax_amount as tax, n.reason,
                               exists (select from note_draft f where f.note_id = n.id) as ours, k.rest as on_account, n.import_id,
                               n.recorded_at, n.recorded_by, n.reversed_at, s.irn, s.ack_no, s.acked_at, s.report_by, s.acceptance,
                               s.acceptance_on, s.acceptance_why, s.booked_on, x.note_no as against, u.note_no as countered_by,
                               (select r.id from note_request r where r.against_note_id = n.id and r.ended_at is null) as asked_to_undo
                        from note n
                        join note_state s on s.note_id = n.id
                        join account a on a.id = n.account_id
                        join circle c on c.code = n.circle
                        left join lateral (select supplier_gstin, customer_gstin from invoice
                                           where id = (select min(p.invoice_id) from note_part p where p.note_id = n.id)) i on true
                        cross join lateral (
                            select coalesce(i.supplier_gstin, (select nullif(q.supplier_gstin, '') from note_series q
                                                               where starts_with(n.note_no, q.prefix))) as supplier_gstin) o
                        left join lateral (
                            select r.legal_name, r.address from supplier_registration r where r.gstin = o.supplier_gstin
                            order by r.from_on > n.note_date, abs(n.note_date - r.from_on) limit 1) w on true
                        left join note x on x.id = n.against_note_id
                        left join note u on u.against_note_id = n.id and u.reversed_at is null
                        left join on_account_item k on k.document_type = 'NOTE' and k.document_id = n.id
                        left join dispute_note l on l.note_id = n.id
                        left join dispute d on d.id = l.dispute_id
                        where n.id = (select id from documents_by_number('note', array[:number]) limit 1)
                          and n.circle = any (:circles)
                        """)
                .param("number", number)
                .param("circles", scope.toArray())
                .query(NoteFacts.class)
                .optional()
                .orElseThrow(() -> new NotFoundException("Note", number));
    }

    /** What of it is for which invoice, the oldest first; nothing where it names none. */
    public List<NoteLine> lines(long noteId, Scope scope) {
        return jdbc.sql("""
                        select i.invoice_no, i.invoice_date, i.invoice_date + w.length_days as closes_on,
                               n.note_date <= i.invoice_date + w.length_days as in_time, p.total_amount as total,
                               p.taxable_amount as taxable, p.tax_amount as tax
                        from note n
                        join note_part p on p.note_id = n.id
                        join invoice i on i.id = p.invoice_id and (i.document_type = 'INVOICE' or lower(i.invoice_no) <> lower(n.note_no))
                        join note_window w on i.invoice_date >= w.from_on and i.invoice_date < w.until_on
                        where n.id = :note and n.circle = any (:circles)
                        order by i.invoice_date, i.invoice_no
                        """)
                .param("note", noteId)
                .param("circles", scope.toArray())
                .query(NoteLine.class)
                .list();
    }

    /** Everything that happened to it, the last first: asked for, approved, issued, and what became of it. */
    public List<NoteHappening> history(long noteId, Scope scope) {
        return jdbc.sql("""
                        select at, who, what, happened_on, text
                        from (
                            select e.recorded_at as at, e.recorded_by as who, e.what, e.happened_on,
                                   coalesce(e.why, e.irn || ', ' || e.ack_no) as text, 9 as kind, e.id
                            from note_event e where e.note_id = :note and e.circle = any (:circles)
                            union all
                            select n.recorded_at, n.recorded_by, case when n.import_id is null then 'ISSUED' else 'IMPORTED' end,
                                   n.note_date, null, 8, n.id
                            from note n where n.id = :note and n.circle = any (:circles)
                            union all
                            select n.reversed_at, coalesce((select min(e.recorded_by) from ledger_entry e
                                                            where e.note_id = n.id and e.kind = 'REVERSAL'), ''), 'CANCELLED', null,
                                   (select max(e.reason) from ledger_entry e where e.note_id = n.id and e.kind = 'REVERSAL'), 12, n.id
                            from note n where n.id = :note and n.circle = any (:circles) and n.reversed_at is not null
                            union all
                            select r.requested_at, r.requested_by, 'UNDO_REQUESTED', null, r.why, 10, r.id
                            from note_request r where r.against_note_id = :note and r.circle = any (:circles)
                            union all
                            select a.approved_at, a.approved_by || coalesce(' for ' || a.on_behalf_of, ''), 'UNDO_APPROVED', null, a.why, 11, a.step
                            from note_approval a join note_request r on r.id = a.request_id
                            where r.against_note_id = :note and a.circle = any (:circles)
                            union all
                            select r.requested_at, r.requested_by, 'REQUESTED', null, null, 6, r.id
                            from note_request r where r.circle = any (:circles)
                              and r.id = (select min(f.request_id) from note_draft f where f.note_id = :note)
                            union all
                            select a.approved_at, a.approved_by || coalesce(' for ' || a.on_behalf_of, ''), 'APPROVED', null, a.why, 7, a.step
                            from note_approval a where a.circle = any (:circles)
                              and a.request_id = (select min(f.request_id) from note_draft f where f.note_id = :note)
                        ) all_of_it
                        order by at desc, kind desc, id desc
                        """)
                .param("note", noteId)
                .param("circles", scope.toArray())
                .query(NoteHappening.class)
                .list();
    }

    private static final String REQUESTS = """
            select r.id, 'NR:' || r.id as ref, r.purpose, r.kind, a.code as account, a.customer_name, r.circle, r.total_amount as total, r.why,
                   d.dispute_ref as dispute, f.dispute_ref as found_in, n.note_no as against, r.one_note, r.requested_by, r.requested_at,
                   r.ended_at, r.ended_why,
                   (select m.role from note_steps_missing(r.id) m order by m.step limit 1) as next_role
            from note_request r
            join account a on a.id = r.account_id
            left join dispute d on d.id = r.dispute_id
            left join dispute f on f.id = r.found_in
            left join note n on n.id = r.against_note_id
            where r.circle = any (:circles)
            """;

    /** The last request of a dispute, if there was one. */
    public Optional<NoteRequestDetail> request(long disputeId, Scope scope) {
        return jdbc.sql(REQUESTS + "and r.dispute_id = :dispute order by r.id desc limit 1")
                .param("dispute", disputeId)
                .param("circles", scope.toArray())
                .query(NoteRequestRow.class)
                .optional()
                .map(this::whole);
    }

    /** A request that settles no dispute. */
    public NoteRequestDetail request(String ref, Scope scope) {
        return (NoteRecords.isRequest(ref)
                        ? jdbc.sql(REQUESTS + "and r.dispute_id is null and 'NR:' || r.id = upper(trim(:ref))")
                                .param("ref", ref)
                                .param("circles", scope.toArray())
                                .query(NoteRequestRow.class)
                                .optional()
                        : Optional.<NoteRequestRow>empty())
                .map(this::whole)
                .orElseThrow(() -> new NotFoundException("Request", ref));
    }

    /** Whatever waits to be approved or carried out, the oldest first. */
    public Paged<NoteRequestRow> waiting(Scope scope, int page, int size) {
        List<NoteRequestRow> rows = jdbc.sql(
                        REQUESTS + "and r.ended_at is null order by r.id limit :size offset :offset")
                .param("circles", scope.toArray())
                .param("size", size)
                .param("offset", (long) page * size)
                .query(NoteRequestRow.class)
                .list();
        long total = jdbc.sql("select count(*) from note_request where ended_at is null and circle = any (:circles)")
                .param("circles", scope.toArray())
                .query(Long.class)
                .single();
        return new Paged<>(rows, page, size, total);
    }

    /** Roles in which a person may approve in a circle today: the person's own, and those of whom the person stands in for. */
    public Set<String> approvingRoles(long userId, String circle, Scope scope) {
        return Set.copyOf(jdbc.sql("select role from app_user where id = :user union "
                        + NoteRecords.STANDING_IN.formatted("u.role"))
                .param("user", userId)
                .param("circle", circle)
                .query(String.class)
                .list());
    }

    /** Late notes that the head was asked for, of a request that settles no dispute. */
    public List<ExceptionRow> exceptions(NoteRequestRow request) {
        return jdbc.sql("""
                        select id, kind, why, asked_at, asked_by, allowed, decided_at, decided_by, decided_why
                        from dispute_exception where request_id = :request order by id
                        """)
                .param("request", request.id())
                .query(ExceptionRow.class)
                .list();
    }

    /** Why a note can only be undone by a counter-note; nothing where it can be cancelled. */
    public Optional<String> notCancelledBecause(NoteFacts note) {
        return jdbc.sql("select coalesce(note_not_cancelled_because(:note), '')")
                .param("note", note.id())
                .query(String.class)
                .optional()
                .filter(sentence -> !sentence.isEmpty());
    }

    private NoteRequestDetail whole(NoteRequestRow head) {
        return new NoteRequestDetail(
                head,
                jdbc.sql("""
                                select i.invoice_no, i.invoice_date, i.invoice_date + w.length_days as closes_on,
                                       coalesce(o.open_amount, 0) as open, f.taxable_amount as taxable, f.tax_amount as tax,
                                       f.total_amount as total, n.note_no
                                from note_draft f join invoice i on i.id = f.invoice_id
                                join note_window w on i.invoice_date >= w.from_on and i.invoice_date < w.until_on
                                left join open_item o on o.invoice_id = i.id
                                left join note n on n.id = f.note_id
                                where f.request_id = :request order by i.invoice_date, i.invoice_no
                                """)
                        .param("request", head.id())
                        .query(NoteRequestDetail.Draft.class)
                        .list(),
                jdbc.sql("""
                                select step, approved_by, on_behalf_of, approved_at, why from note_approval where request_id = :request order by step
                                """)
                        .param("request", head.id())
                        .query(NoteRequestDetail.Approval.class)
                        .list(),
                jdbc.sql("select step, role from note_steps_missing(:request) order by step")
                        .param("request", head.id())
                        .query(NoteStep.class)
                        .list());
    }
}

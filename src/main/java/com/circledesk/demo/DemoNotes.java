package com.circledesk.demo;

import com.circledesk.demo.DemoDisputes.Bill;
import com.circledesk.receivables.DocumentKind;
import com.circledesk.receivables.DocumentSet;
import com.circledesk.receivables.Ledger;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Notes of the demonstration circle: those that settle its disputes, those that settle none, and what customers answered. */
@Component
class DemoNotes {
    /** Below and above what finance approves alone. */
    private static final int LITTLE = 400_000;

    private static final int MUCH = 720_000;

    /** Purpose, kind, share of an invoice in percent, reason, how far it came. */
    private static final String[] ASKED = {
        "SLA|CREDIT|2|Uptime of three sites below the agreed 99.95 % in the quarter.|issued",
        "UNDERBILLED|DEBIT|3|Loading of two sectors was not billed.|issued",
        "SLA|CREDIT|1|Two outages longer than agreed.|asked",
        "UNDERBILLED|DEBIT|1|Diesel hours of July, entered twice.|cancelled",
        "UNDERBILLED|DEBIT|90|Escalation of the year was not applied.|approved",
    };

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final DemoActing acting;

    DemoNotes(JdbcClient jdbc, Ledger ledger, DemoActing acting) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.acting = acting;
    }

    void draft(long dispute) {
        jdbc.sql("""
                        insert into note_request (dispute_id, account_id, circle, total_amount)
                        select id, account_id, circle, decided_amount from dispute where id = :dispute
                        """).param("dispute", dispute).update();
        jdbc.sql("""
                        insert into note_draft (request_id, circle, invoice_id, taxable_amount, tax_amount, total_amount)
                        select r.id, r.circle, i.id, r.total_amount - t.tax, t.tax, r.total_amount
                        from note_request r join dispute_line l on l.dispute_id = r.dispute_id join invoice i on i.id = l.invoice_id
                        cross join lateral (select round(r.total_amount * i.tax_amount / i.total_amount, 2) as tax) t
                        where r.dispute_id = :dispute limit 1
                        """).param("dispute", dispute).update();
    }

    void issue(long dispute) {
        long note = jdbc.sql("""
                        insert into note (note_no, kind, account_id, circle, note_date, total_amount, taxable_amount, tax_amount,
                                          invoice_id, reason)
                        select take_note_number('CREDIT', i.supplier_gstin, app_today()), 'CREDIT', i.account_id, i.circle, app_today(),
                               f.total_amount, f.taxable_amount, f.tax_amount, i.id, s.label || ' (' || d.dispute_ref || ')'
                        from note_draft f join note_request r on r.id = f.request_id join dispute d on d.id = r.dispute_id
                        join dispute_reason s on s.code = d.reason join invoice i on i.id = f.invoice_id
                        where d.id = :dispute returning id
                        """).param("dispute", dispute).query(Long.class).single();
        jdbc.sql("""
                        insert into dispute_note (note_id, dispute_id, account_id, circle)
                        select :note, id, account_id, circle from dispute where id = :dispute
                        """).param("note", note).param("dispute", dispute).update();
        jdbc.sql("""
                        update note_draft f set note_id = :note from note_request r
                        where r.id = f.request_id and r.dispute_id = :dispute
                        """).param("note", note).param("dispute", dispute).update();
        ledger.postNotes(DocumentSet.of(note));
    }

    void book(long dispute) {
        jdbc.sql("""
                        insert into note_event (note_id, circle, what, happened_on)
                        select note_id, circle, w.what, app_today()
                        from dispute_note cross join (values ('ACCEPTED'), ('BOOKED')) w (what) where dispute_id = :dispute
                        """).param("dispute", dispute).update();
    }

    private record Issued(long id, LocalDate on, long accountId, String circle, boolean standing) {}

    /** What customers answered to our notes, which of them the portal knows, and notes that settle no dispute. */
    void write(List<Bill> bills, LocalDate today) {
        Bill any = bills.get(0);
        List<Bill> recent = bills.stream()
                .filter(bill -> bill.invoiceDate().isAfter(today.minusDays(90)))
                .toList();
        for (int at = 0; at < Math.min(recent.size(), ASKED.length); at++) {
            ask(recent.get(at), ASKED[at].split("\\|"), today.minusDays(9 - at));
        }
        List<Issued> issued = jdbc.sql("""
                        select n.id, n.note_date as "on", n.account_id, n.circle, s.stands and s.booked_on is null as standing
                        from note n join note_state s on s.note_id = n.id
                        where n.reversed_at is null and exists (select from note_draft f where f.note_id = n.id) order by n.id
                        """).query(Issued.class).list();
        int answered = 0;
        for (int at = 0; at < issued.size(); at++) {
            Issued note = issued.get(at);
            LocalDate later =
                    note.on().plusDays(6).isAfter(today) ? today : note.on().plusDays(6);
            acting.on(later, any.manager());
            acting.by(DemoUsers.MEERA.email());
            if (at % 3 != 0) {
                happened(note, later, "IRN", null);
            }
            if (note.standing() && answered++ % 3 == 1) {
                happened(
                        note,
                        later,
                        answered % 2 == 0 ? "REJECTED" : "ACCEPTED",
                        "Their working covers two sites less.");
            }
        }
        issued.stream()
                .filter(note -> note.standing() && note.on().isAfter(today.minusDays(20)))
                .findFirst()
                .ifPresent(note -> askToCancel(any, note, today));
    }

    private void happened(Issued note, LocalDate on, String what, @Nullable String why) {
        jdbc.sql("""
                        insert into note_event (note_id, circle, what, happened_on, why, irn, ack_no, acked_at)
                        select :note, :circle, :what, :on, :why, case when :what = 'IRN' then encode(sha256(convert_to(:note::text, 'UTF8')), 'hex') end,
                               case when :what = 'IRN' then (112610000000000 + :note)::text end, case when :what = 'IRN' then app_now() end
                        """)
                .param("note", note.id())
                .param("circle", note.circle())
                .param("what", what)
                .param("on", on)
                .param("why", why)
                .update();
    }

    /** @param words purpose, kind, share of the invoice in percent, reason, how far: asked, approved or issued */
    private void ask(Bill bill, String[] words, LocalDate on) {
        acting.on(on, bill.manager());
        long request = jdbc.sql("""
                        insert into note_request (account_id, circle, purpose, kind, total_amount, why, one_note)
                        select account_id, circle, :purpose, :kind, greatest(least(round(total_amount * :share / 100, 2), :most), :least), :why, true
                        from invoice where id = :invoice returning id
                        """)
                .param("purpose", words[0])
                .param("kind", words[1])
                .param("share", Integer.valueOf(words[2]))
                .param("why", words[3])
                .param("least", words[4].equals("approved") ? MUCH : 1)
                .param("most", words[4].equals("approved") ? MUCH : LITTLE)
                .param("invoice", bill.id())
                .query(Long.class)
                .single();
        jdbc.sql("""
                        insert into note_draft (request_id, circle, invoice_id, taxable_amount, tax_amount, total_amount)
                        select r.id, r.circle, i.id, r.total_amount - t.tax, t.tax, r.total_amount
                        from note_request r cross join invoice i
                        cross join lateral (select round(r.total_amount * i.tax_amount / i.total_amount, 2) as tax) t
                        where r.id = :request and i.id = :invoice
                        """).param("request", request).param("invoice", bill.id()).update();
        if (!words[4].equals("asked")) {
            approve(request);
        }
        if (words[4].equals("issued") || words[4].equals("cancelled")) {
            long note =
                    jdbc.sql("""
                            insert into note (note_no, kind, class, account_id, circle, note_date, total_amount, taxable_amount, tax_amount,
                                              invoice_id, reason)
                            select take_note_number(r.kind, i.supplier_gstin, app_today()), r.kind,
                                   case r.purpose when 'SLA' then 'SLA' else 'CORRECTION' end, r.account_id, r.circle, app_today(),
                                   f.total_amount, f.taxable_amount, f.tax_amount, i.id, r.why
                            from note_request r join note_draft f on f.request_id = r.id join invoice i on i.id = f.invoice_id
                            where r.id = :request returning id
                            """).param("request", request).query(Long.class).single();
            jdbc.sql("update note_draft set note_id = :note where request_id = :request")
                    .param("note", note)
                    .param("request", request)
                    .update();
            ledger.postNotes(DocumentSet.of(note));
            end(request);
            if (words[4].equals("cancelled")) {
                cancel(bill, note, on);
            }
        }
    }

    private void end(long request) {
        jdbc.sql("update note_request set ended_at = app_now() where id = :request")
                .param("request", request)
                .update();
    }

    private void cancel(Bill bill, long note, LocalDate on) {
        acting.on(on, bill.manager());
        long request = jdbc.sql("""
                        insert into note_request (account_id, circle, purpose, kind, total_amount, why, against_note_id)
                        select account_id, circle, 'CANCELLATION', kind, total_amount, 'Entered twice.', id from note
                        where id = :note returning id
                        """).param("note", note).query(Long.class).single();
        approve(request);
        ledger.reverse(DocumentKind.NOTE, DocumentSet.of(note), null, "Entered twice.");
        end(request);
    }

    /** The first step, by finance; more than that the head has yet to say. */
    private void approve(long request) {
        acting.by(DemoUsers.MEERA.email());
        jdbc.sql("""
                        insert into note_approval (request_id, circle, step, why)
                        select id, circle, 1, 'Working seen.' from note_request where id = :request
                        """).param("request", request).update();
    }

    private void askToCancel(Bill any, Issued note, LocalDate today) {
        acting.on(today, any.manager());
        jdbc.sql("""
                        insert into note_request (account_id, circle, purpose, kind, total_amount, why, against_note_id)
                        select account_id, circle, case when note_not_cancelled_because(id) is null then 'CANCELLATION' else 'COUNTER' end,
                               case when note_not_cancelled_because(id) is null then kind else 'DEBIT' end, total_amount,
                               'The customer asks for another month.', id
                        from note where id = :note
                        """).param("note", note.id()).update();
        jdbc.sql("""
                        insert into note_draft (request_id, circle, invoice_id, taxable_amount, tax_amount, total_amount)
                        select r.id, r.circle, p.invoice_id, p.taxable_amount, p.tax_amount, p.total_amount
                        from note_request r join note_part p on p.note_id = r.against_note_id
                        where r.against_note_id = :note and r.purpose = 'COUNTER'
                        """).param("note", note.id()).update();
    }
}

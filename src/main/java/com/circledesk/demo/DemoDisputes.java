package com.circledesk.demo;

import com.circledesk.receivables.DocumentKind;
import com.circledesk.receivables.DocumentSet;
import com.circledesk.receivables.Ledger;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Disputes of the demonstration circle, in every stage, some near the end of their window and some past it. Each was raised
 * and moved on the days it says, by the account's manager, so that any past date shows what was true then.
 */
@Component
class DemoDisputes {
    private static final int DISPUTES = 54;
    private static final int LINES_MAX = 300;
    private static final LocalTime NOON = LocalTime.of(12, 0);

    private static final String[] CLAIMS = {
        "RATE|Escalation was billed from April; the agreement says from the anniversary of each site.",
        "LOADING|Two sectors were dismantled in the joint audit, and the loading is billed on.",
        "ENERGY|DG hours are billed above the log that both sides signed.",
        "TENANCY|A third tenant came in March; the discount for it is missing.",
        "SITE|The site was down for relocation, and rent was billed for the whole month.",
        "BILLING_START|Billing began at RFAI; acceptance came eleven days later.",
        "SLA|Uptime was below 99.95 %; the deduction was not passed on.",
        "ORDER_MISSING|No service order is found for these sites.",
        "EXIT|Exit was notified in time; the lock-in is charged all the same."
    };

    static final String[] CAUSES = {
        "Rate card not updated after the amendment", "Site change not told to billing", "Meter reading estimated"
    };

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final Clock clock;

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

    DemoDisputes(JdbcClient jdbc, Ledger ledger, Clock clock) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** An invoice that a customer does not accept. */
    private record Bill(
            long id,
            LocalDate invoiceDate,
            boolean untouched,
            int lines,
            @Nullable String manager,
            long accountId,
            String circle) {}

    /** A step so many days after the dispute was raised. */
    private record Step(
            String from, String to, int days, @Nullable String why) {}

    /** A decided dispute on the way to its note. @param steps how many of them are taken: asked, approved, issued, booked, closed */
    private record Settling(long dispute, Bill bill, LocalDate on, int steps) {}

    void raise() {
        LocalDate today = LocalDate.now(clock);
        List<Bill> bills = bills(today);
        List<Settling> settling = new ArrayList<>();
        for (int at = 0; at < bills.size(); at++) {
            Bill bill = bills.get(at);
            LocalDate raisedOn = bill.invoiceDate().plusDays(8 + at * 7 % 31);
            if (raisedOn.isBefore(today)) {
                raise(bill, at, raisedOn, today).ifPresent(settling::add);
            }
        }
        // In the order of their days, so that the numbers of the notes are too.
        settling.stream().sorted(Comparator.comparing(Settling::on)).forEach(each -> settle(each, today));
        notes(bills, today);
        raiseOfManySites(today);
        tell("app.actor", "system:demonstration");
        tell("app.now", clock.instant().toString());
    }

    /** One dispute of three hundred site lines: of as many invoices of one account as that takes, none of them disputed yet. */
    private void raiseOfManySites(LocalDate today) {
        LocalDate raisedOn = today.minusDays(20);
        jdbc.sql("""
                        select i.account_id, i.circle, m.email as manager
                        from open_item o join invoice i on i.id = o.invoice_id
                        join invoice_line l on l.invoice_id = i.id and l.reversed_at is null
                        left join lateral (
                            select u.email from account_manager a join app_user u on u.id = a.user_id
                            where a.account_id = i.account_id order by a.from_on desc limit 1) m on true
                        where o.open_amount = i.total_amount and i.invoice_date between :raisedOn - 120 and :raisedOn
                          and not exists (select from dispute_line d where d.invoice_id = i.id)
                        group by 1, 2, 3 order by count(*) desc, 1 limit 1
                        """)
                .param("raisedOn", raisedOn)
                .query((row, n) -> new Bill(
                        0,
                        raisedOn,
                        true,
                        LINES_MAX,
                        row.getString("manager"),
                        row.getLong("account_id"),
                        row.getString("circle")))
                .optional()
                .ifPresent(bill -> {
                    acting(bill, raisedOn);
                    long dispute = jdbc.sql("""
                                    insert into dispute (dispute_ref, account_id, circle, reason, claim, owner_id, customer_ref, raised_on)
                                    select 'D-' || a.circle || '-' || lpad(nextval('dispute_ref_seq')::text, 6, '0'), a.id, a.circle, 'RATE',
                                           'Escalation was billed at all sites a month before it was agreed.',
                                           (select id from app_user where email = :manager), 'DSP/5300', :raisedOn
                                    from account a where a.id = :account returning id
                                    """)
                            .param("manager", bill.manager())
                            .param("raisedOn", raisedOn)
                            .param("account", bill.accountId())
                            .query(Long.class)
                            .single();
                    step(dispute, new Step("", "RAISED", 0, null));
                    jdbc.sql("""
                                    insert into dispute_line (dispute_id, account_id, circle, invoice_id, invoice_line_id, disputed_amount,
                                                              remark, raised_on)
                                    select :dispute, i.account_id, i.circle, i.id, l.id, round((l.taxable_amount + l.tax_amount) / 20, 2),
                                           'one month too early', :raisedOn
                                    from open_item o join invoice i on i.id = o.invoice_id
                                    join invoice_line l on l.invoice_id = i.id and l.reversed_at is null
                                    where i.account_id = :account and o.open_amount = i.total_amount and l.taxable_amount > 1
                                      and i.invoice_date between :raisedOn - 120 and :raisedOn
                                      and not exists (select from dispute_line d where d.invoice_id = i.id)
                                    order by i.invoice_date, i.id, l.line_no limit :lines
                                    """)
                            .param("dispute", dispute)
                            .param("account", bill.accountId())
                            .param("raisedOn", raisedOn)
                            .param("lines", LINES_MAX)
                            .update();
                    acting(bill, raisedOn.plusDays(6));
                    step(dispute, new Step("RAISED", "VALIDATING", 0, null));
                });
    }

    /** Of all ages, mostly the recent ones; those with many lines first among equals. Nothing was credited on them yet. */
    private List<Bill> bills(LocalDate today) {
        return jdbc.sql("""
                        select i.id, i.invoice_date, o.open_amount = i.total_amount as untouched, l.lines, m.email as manager,
                               i.account_id, i.circle
                        from (select invoice_id, open_amount, account_id, invoice_date, row_number() over (
                                  partition by account_id, date_trunc('month', invoice_date) order by open_amount desc) as nth
                              from open_item where open_amount > 0 and invoice_date between :today - 230 and :today - 12) o
                        join invoice i on i.id = o.invoice_id and i.document_type = 'INVOICE'
                        cross join lateral (select count(*)::integer as lines from invoice_line l where l.invoice_id = i.id) l
                        left join lateral (
                            select u.email from account_manager a join app_user u on u.id = a.user_id
                            where a.account_id = i.account_id order by a.from_on desc limit 1) m on true
                        where o.nth = 1 and not exists (select from note n where n.invoice_id = i.id)
                        order by hashtext(i.invoice_no) limit :disputes
                        """)
                .param("today", today)
                .param("disputes", DISPUTES)
                .query(Bill.class)
                .list();
    }

    /** @return what is on the way to its note */
    private Optional<Settling> raise(Bill bill, int at, LocalDate raisedOn, LocalDate today) {
        String[] claim = CLAIMS[at % CLAIMS.length].split("\\|");
        acting(bill, raisedOn);
        long dispute = jdbc.sql("""
                        insert into dispute (dispute_ref, account_id, circle, reason, claim, owner_id, customer_ref, raised_on)
                        select 'D-' || a.circle || '-' || lpad(nextval('dispute_ref_seq')::text, 6, '0'), a.id, a.circle, :reason,
                               :claim, (select id from app_user where email = :manager), 'DSP/' || (4100 + :at), :raisedOn
                        from account a where a.id = :account returning id
                        """)
                .param("reason", claim[0])
                .param("claim", claim[1])
                .param("manager", bill.manager())
                .param("at", at)
                .param("raisedOn", raisedOn)
                .param("account", bill.accountId())
                .query(Long.class)
                .single();
        step(dispute, new Step("", "RAISED", 0, null));
        claim(dispute, bill, at, raisedOn);
        prove(dispute, bill, at);
        for (Step step : life(at)) {
            LocalDate day = raisedOn.plusDays(step.days());
            if (day.isAfter(today)) {
                return Optional.empty();
            }
            acting(bill, day);
            if (step.to().equals("DECIDED")) {
                jdbc.sql("""
                                update dispute_line set decided_amount = round(disputed_amount * :percent / 100, 2)
                                where dispute_id = :dispute
                                """)
                        .param("percent", at % 9 == 4 ? 0 : at % 2 == 0 ? 100 : 60)
                        .param("dispute", dispute)
                        .update();
                jdbc.sql("update dispute set root_cause = :cause where id = :dispute")
                        .param("cause", CAUSES[at % CAUSES.length])
                        .param("dispute", dispute)
                        .update();
            }
            step(dispute, step);
        }
        return at % 9 == 6 || at % 9 == 8
                ? Optional.of(new Settling(dispute, bill, raisedOn.plusDays(60 + at % 25), 1 + at / 9 % 6))
                : Optional.empty();
    }

    /** The customer's mail, and of some what was collected for the first item of the reason's checklist. */
    private void prove(long dispute, Bill bill, int at) {
        if (at % 3 == 2) {
            return;
        }
        String mail = "From: accounts-payable@customer.example\r\nDate: %s\r\nSubject: Dispute DSP/%d\r\n\r\n%s\r\n"
                .formatted(
                        bill.invoiceDate().plusDays(8),
                        4100 + at,
                        CLAIMS[at % CLAIMS.length].split("\\|")[1]);
        attach(dispute, "DSP-%d.eml".formatted(4100 + at), "message/rfc822", mail, false);
        if (at % 3 == 0) {
            String working = "item,seen\r\nworking,%d\r\n".formatted(at);
            attach(dispute, "working-%d.csv".formatted(4100 + at), "text/csv;charset=UTF-8", working, true);
        }
    }

    /** @param first whether it is the first item of the reason's checklist; else it is something else */
    private void attach(long dispute, String name, String type, String content, boolean first) {
        jdbc.sql("""
                        insert into dispute_evidence (dispute_id, circle, item, file_name, content_type, size_bytes, sha256, content)
                        select d.id, d.circle, case when :first then split_part(r.evidence, chr(10), 1) end, :name, :type,
                               length(c.content), encode(sha256(c.content), 'hex'), c.content
                        from dispute d join dispute_reason r on r.code = d.reason
                        cross join (select convert_to(:content, 'UTF8') as content) c where d.id = :dispute
                        """)
                .param("dispute", dispute)
                .param("first", first)
                .param("name", name)
                .param("type", type)
                .param("content", content)
                .update();
    }

    private void settle(Settling settling, LocalDate today) {
        String[] stages = {"DECIDED", "NOTE_REQUESTED", "APPROVED", "ISSUED", "ACCOUNTED", "CLOSED"};
        int[] days = {5, 9, 12, 31, 40};
        for (int step = 0; step < Math.min(settling.steps(), days.length); step++) {
            LocalDate day = settling.on().plusDays(days[step]);
            if (day.isAfter(today)) {
                return;
            }
            acting(settling.bill(), day);
            if (step == 1 || step == 2) {
                tell("app.actor", DemoUsers.MEERA.email());
            }
            switch (step) {
                case 0 -> draft(settling.dispute());
                case 1 -> jdbc.sql("""
                                    insert into note_approval (request_id, circle, step, why)
                                    select id, circle, 1, 'Working seen.' from note_request where dispute_id = :dispute
                                    """).param("dispute", settling.dispute()).update();
                case 2 -> issue(settling.dispute());
                case 3 -> book(settling.dispute());
                default -> {}
            }
            step(settling.dispute(), new Step(stages[step], stages[step + 1], 0, null));
        }
    }

    private void draft(long dispute) {
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

    private void issue(long dispute) {
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

    private void book(long dispute) {
        jdbc.sql("""
                        insert into note_event (note_id, circle, what, happened_on)
                        select note_id, circle, w.what, app_today()
                        from dispute_note cross join (values ('ACCEPTED'), ('BOOKED')) w (what) where dispute_id = :dispute
                        """).param("dispute", dispute).update();
    }

    private record Issued(long id, LocalDate on, long accountId, String circle, boolean standing) {}

    /** What customers answered to our notes, which of them the portal knows, and notes that settle no dispute. */
    private void notes(List<Bill> bills, LocalDate today) {
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
            acting(any, later);
            tell("app.actor", DemoUsers.MEERA.email());
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
        acting(bill, on);
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
        acting(bill, on);
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
        tell("app.actor", DemoUsers.MEERA.email());
        jdbc.sql("""
                        insert into note_approval (request_id, circle, step, why)
                        select id, circle, 1, 'Working seen.' from note_request where id = :request
                        """).param("request", request).update();
    }

    private void askToCancel(Bill any, Issued note, LocalDate today) {
        acting(any, today);
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

    /** Sites of an invoice that nobody paid yet, else a part of what is open. */
    private void claim(long dispute, Bill bill, int at, LocalDate raisedOn) {
        boolean bySite = bill.untouched() && bill.lines() > 0;
        jdbc.sql(bySite ? """
                        insert into dispute_line (dispute_id, account_id, circle, invoice_id, invoice_line_id, disputed_amount, raised_on)
                        select :dispute, :account, :circle, l.invoice_id, l.id,
                               round((l.taxable_amount + l.tax_amount) * :percent / 100, 2), :raisedOn
                        from invoice_line l where l.invoice_id = :invoice and l.taxable_amount > 1 order by l.line_no limit :lines
                        """ : """
                        insert into dispute_line (dispute_id, account_id, circle, invoice_id, disputed_amount, raised_on)
                        select :dispute, :account, :circle, o.invoice_id, greatest(round(o.open_amount * :percent / 100, 2), 0.01),
                               :raisedOn
                        from open_item o where o.invoice_id = :invoice and :lines > 0
                        """)
                .param("dispute", dispute)
                .param("account", bill.accountId())
                .param("circle", bill.circle())
                .param("invoice", bill.id())
                .param("percent", 15 + at * 13 % 80)
                .param("lines", at % 5 == 0 ? LINES_MAX : 3 + at % 17)
                .param("raisedOn", raisedOn)
                .update();
    }

    /** How far it came: most are somewhere on the way, some ended. */
    private static List<Step> life(int at) {
        Step validating = new Step("RAISED", "VALIDATING", 9 + at % 12, null);
        Step meeting = new Step("VALIDATING", "JOINT_MEETING", 28 + at % 20, null);
        Step decided = new Step("JOINT_MEETING", "DECIDED", 55 + at % 25, "Settled line by line in the joint meeting.");
        return switch (at % 9) {
            case 0 -> List.of();
            case 1, 5 -> List.of(validating);
            case 2, 7 -> List.of(validating, meeting);
            case 3 ->
                List.of(validating, new Step("VALIDATING", "WITHDRAWN", 30, "The customer found the service order."));
            case 4 ->
                List.of(
                        validating,
                        meeting,
                        decided,
                        new Step("DECIDED", "CLOSED", 85 + at % 10, "Nothing was found in it; the customer agrees."));
            default -> List.of(validating, meeting, decided);
        };
    }

    private void step(long dispute, Step step) {
        jdbc.sql("""
                        insert into dispute_event (dispute_id, circle, from_status, to_status, effective_on, why)
                        select id, circle, nullif(:from, ''), :to, app_today(), :why from dispute where id = :dispute
                        """)
                .param("dispute", dispute)
                .param("from", step.from())
                .param("to", step.to())
                .param("why", step.why())
                .update();
    }

    /** From here on it is noon of that day, and the account's manager works. */
    private void acting(Bill bill, LocalDate day) {
        tell("app.now", day.atTime(NOON).atZone(clock.getZone()).toInstant().toString());
        tell("app.actor", bill.manager() == null ? "system:demonstration" : bill.manager());
    }

    private void tell(String setting, String value) {
        jdbc.sql("select set_config(:setting, :value, true)")
                .param("setting", setting)
                .param("value", value)
                .query(String.class)
                .single();
    }
}

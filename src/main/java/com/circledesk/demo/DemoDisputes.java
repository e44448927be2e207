package com.circledesk.demo;

import java.time.Clock;
import java.time.LocalDate;
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
    private final DemoNotes notes;
    private final DemoActing acting;
    private final Clock clock;

    DemoDisputes(JdbcClient jdbc, DemoNotes notes, DemoActing acting, Clock clock) {
        this.jdbc = jdbc;
        this.notes = notes;
        this.acting = acting;
        this.clock = clock;
    }

    /** An invoice that a customer does not accept. */
    record Bill(
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
        notes.write(bills, today);
        raiseOfManySites(today);
        acting.end();
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
                    acting.on(raisedOn, bill.manager());
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
                    acting.on(raisedOn.plusDays(6), bill.manager());
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
        acting.on(raisedOn, bill.manager());
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
            acting.on(day, bill.manager());
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
            acting.on(day, settling.bill().manager());
            if (step == 1 || step == 2) {
                acting.by(DemoUsers.MEERA.email());
            }
            switch (step) {
                case 0 -> notes.draft(settling.dispute());
                case 1 -> jdbc.sql("""
                                    insert into note_approval (request_id, circle, step, why)
                                    select id, circle, 1, 'Working seen.' from note_request where dispute_id = :dispute
                                    """).param("dispute", settling.dispute()).update();
                case 2 -> notes.issue(settling.dispute());
                case 3 -> notes.book(settling.dispute());
                default -> {}
            }
            step(settling.dispute(), new Step(stages[step], stages[step + 1], 0, null));
        }
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
}

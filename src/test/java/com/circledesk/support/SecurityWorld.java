package com.circledesk.support;

import com.circledesk.collections.updates.CommentOnUpdate;
import com.circledesk.collections.updates.StatusComposer;
import com.circledesk.collections.updates.StatusUpdates;
import com.circledesk.collections.updates.SubmitUpdate;
import com.circledesk.disputes.DecideDispute;
import com.circledesk.disputes.NotePurpose;
import com.circledesk.disputes.evidence.AttachEvidence;
import com.circledesk.disputes.evidence.EvidenceService;
import com.circledesk.forms.FormKey;
import com.circledesk.receivables.invoices.AttachFile;
import com.circledesk.receivables.invoices.AttachmentKind;
import com.circledesk.receivables.invoices.AttachmentService;
import com.circledesk.receivables.views.SavedViews;
import com.circledesk.receivables.views.ViewPage;
import com.circledesk.users.Actor;
import com.circledesk.users.ActorContext;
import com.circledesk.users.OneTimeLinks;
import com.circledesk.work.About;
import com.circledesk.work.Mails;
import com.circledesk.work.NewMail;
import com.circledesk.work.NewNotification;
import com.circledesk.work.NewTask;
import com.circledesk.work.Notifications;
import com.circledesk.work.Tasks;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Two circles with one of everything, for the security matrix: {@code ${…}} in its samples stands for a value of the
 * circle asked about. Whatever belongs to Maharashtra carries {@link #SECRET}, which nobody of Karnataka may ever read.
 * A module that adds a kind of object adds it here, in both circles.
 */
@TestComponent
public class SecurityWorld {
    public static final String OWN = "KA";
    public static final String OTHER = "MH";
    public static final String SECRET = "ZZ-SECRET-B";

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final Receivables receivables;
    private final Disputes disputes;
    private final AttachmentService attachments;
    private final EvidenceService evidence;
    private final OneTimeLinks links;
    private final SavedViews views;
    private final Tasks tasks;
    private final Notifications notifications;
    private final Mails mails;
    private final StatusComposer composer;
    private final StatusUpdates updates;
    private final SystemWork work;
    private final Cast cast;

    SecurityWorld(
            JdbcClient jdbc,
            Accounts accounts,
            Receivables receivables,
            Disputes disputes,
            AttachmentService attachments,
            EvidenceService evidence,
            OneTimeLinks links,
            SavedViews views,
            Tasks tasks,
            Notifications notifications,
            Mails mails,
            StatusComposer composer,
            StatusUpdates updates,
            SystemWork work,
            Cast cast) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.receivables = receivables;
        this.disputes = disputes;
        this.attachments = attachments;
        this.evidence = evidence;
        this.links = links;
        this.views = views;
        this.tasks = tasks;
        this.notifications = notifications;
        this.mails = mails;
        this.composer = composer;
        this.updates = updates;
        this.work = work;
        this.cast = cast;
    }

    /** Fills the empty database; the answer maps a circle to the values of its samples, {@code ""} to missing ones. */
    public Map<String, Map<String, String>> create() {
        Map<String, String> common = common();
        Map<String, Map<String, String>> world = new HashMap<>();
        world.put(OWN, circle(OWN, "OPEN-A", common));
        world.put(OTHER, circle(OTHER, SECRET, common));
        Map<String, String> missing = new HashMap<>();
        world.get(OWN).forEach((name, value) -> missing.put(name, value.matches("\\d+") ? "987654321" : "MISSING"));
        missing.putAll(common);
        world.put("", missing);
        return world;
    }

    /** What belongs to no circle. */
    private Map<String, String> common() {
        Map<String, String> values = new HashMap<>();
        long user = cast.id(Cast.SPARE);
        values.put("user", String.valueOf(user));
        cast.newToken(Cast.SPARE);
        values.put(
                "token",
                String.valueOf(jdbc.sql("select id from api_token where user_id = :user")
                        .param("user", user)
                        .query(Long.class)
                        .single()));
        String link = work.call(() -> links.reset(user));
        values.put("link", link.substring(link.lastIndexOf('/') + 1));
        values.put(
                "view",
                String.valueOf(ActorContext.<Long>callAs(
                        cast.actor(Cast.SPARE),
                        null,
                        () -> views.save(cast.user(Cast.SPARE), ViewPage.ACCOUNTS, "Late", "q=" + SECRET, false))));
        values.put(
                "delegation",
                String.valueOf(work.<Long>call(() -> jdbc.sql("""
                                insert into approval_delegation (from_user, to_user, from_on, to_on, why)
                                select :one, :other, '2026-01-01', '2026-01-02', 'leave' returning id
                                """)
                        .param("one", cast.id(Cast.HARISH))
                        .param("other", cast.id(Cast.FARAH))
                        .query(Long.class)
                        .single())));
        values.put("controlRun", String.valueOf(controlRun()));
        matrix(values);
        return values;
    }

    /** One that was activated, so that nothing that is asked of it changes it. */
    private void matrix(Map<String, String> values) {
        work.run(() -> {
            long matrix = jdbc.sql("insert into escalation_matrix (name) values ('In force') returning id")
                    .query(Long.class)
                    .single();
            long row = jdbc.sql("""
                            insert into escalation_rule (matrix_id, level, over_days, our_role, customer_level, action, acknowledge_hours)
                            values (:matrix, 1, 30, 'SALES_HEAD', 'N', 'Call them.', 8) returning id
                            """).param("matrix", matrix).query(Long.class).single();
            jdbc.sql("""
                            update escalation_matrix set valid_from = '2026-04-01', activated_at = app_now(), activated_by = 'Arun'
                            """).update();
            values.put("matrixId", String.valueOf(matrix));
            values.put("matrixRow", String.valueOf(row));
        });
    }

    /** A case of escalation, and what somebody expects of the account. */
    private void escalated(long account, String mark, Map<String, String> values) {
        long person = cast.id(Cast.SPARE);
        work.run(() -> {
            long escalation =
                    jdbc.sql("""
                            insert into escalation_case (account_id, circle) select id, circle from account where id = :account returning id
                            """).param("account", account).query(Long.class).single();
            jdbc.sql("""
                            insert into escalation (case_id, account_id, circle, level, rule_id, because, owner_id, amount, met_on, acknowledge_by,
                                                    acknowledged_at, acknowledged_by)
                            select c.id, c.account_id, c.circle, 1, r.id, 'TRIGGER', :person, 100, '2026-11-20', app_now(), app_now(), 'Sita'
                            from escalation_case c cross join escalation_rule r where c.id = :case
                            """).param("case", escalation).param("person", person).update();
            values.put("escalationId", String.valueOf(escalation));
            long flag = jdbc.sql("""
                            insert into red_flag (account_id, circle, what, at_risk, likely_on, probability, owner_id, review_on)
                            select id, circle, :mark || ' may not pay', 100, '2026-12-20', 50, :person, '2026-12-01'
                            from account where id = :account returning id
                            """)
                    .param("mark", mark)
                    .param("person", person)
                    .param("account", account)
                    .query(Long.class)
                    .single();
            jdbc.sql("""
                            insert into red_flag_event (flag_id, circle, kind, words, at_risk, likely_on, probability, review_on)
                            select id, circle, 'RAISED', what, at_risk, likely_on, probability, review_on from red_flag where id = :flag
                            """).param("flag", flag).update();
            values.put("flagId", String.valueOf(flag));
            jdbc.sql("""
                            insert into red_flag (account_id, circle, what, at_risk, likely_on, probability, review_on, outcome, closed_at,
                                                  closed_by)
                            select id, circle, :mark || ' did not pay', 50, '2026-12-20', 50, '2026-12-01', 'CAME_TRUE', app_now(), 'Sita'
                            from account where id = :account
                            """).param("mark", mark).param("account", account).update();
            values.put(
                    "suppressionId",
                    String.valueOf(jdbc.sql("""
                                    insert into letter_suppression (account_id, circle, invoice_id, why, until_on)
                                    select account_id, circle, invoice_id, :mark, '2026-12-31' from open_item
                                    where account_id = :account and open_amount > 0 and due_date < app_today()
                                    order by due_date, invoice_id limit 1 returning id
                                    """)
                            .param("mark", mark)
                            .param("account", account)
                            .query(Long.class)
                            .single()));
            values.put(
                    "letterId",
                    String.valueOf(jdbc.sql("""
                                    insert into letter (account_id, circle, template, subject, body, as_of, amount, disputed, unapplied)
                                    select id, circle, 'REMINDER', 'Overdue at ' || :mark, :mark, '2026-11-21', 100, 0, 0
                                    from account where id = :account returning id
                                    """)
                            .param("mark", mark)
                            .param("account", account)
                            .query(Long.class)
                            .single()));
        });
    }

    /** One that ended, and another that seems to be under way, so that asking for a third starts nothing. */
    private long controlRun() {
        return work.call(() -> {
            jdbc.sql("insert into control_run (checks) values (1)").update();
            return jdbc.sql("""
                            insert into control_run (status, finished_at, checks) values ('CLEAN', app_now(), 1) returning id
                            """).query(Long.class).single();
        });
    }

    private String bulkRun(String circle, long person) {
        return work.call(() -> jdbc.sql("""
                        insert into bulk_confirmation (run, receipt_no, circle, stamp, user_id)
                        values (gen_random_uuid(), 'RC', :circle, 'stamp', :person) returning id
                        """)
                .param("circle", circle)
                .param("person", person)
                .query(String.class)
                .single());
    }

    private long pack(long account) {
        return work.call(
                () -> jdbc.sql("""
                        insert into dispute_pack (account_id, circle, status, pdf, xlsx, known_at, finished_at)
                        select id, circle, 'DONE', convert_to(code, 'UTF8'), convert_to(code, 'UTF8'), now(), now()
                        from account where id = :account returning id
                        """).param("account", account).query(Long.class).single());
    }

    private Map<String, String> circle(String circle, String mark, Map<String, String> common) {
        Map<String, String> values = new HashMap<>(common);
        long account = accounts.create(mark + "-ACC", mark + " Telecom", circle);
        long invoice = receivables.invoice(account, mark + "-INV", "2026-05-01", "2026-05-31", "1000");
        long receipt = receivables.receipt(account, mark + "-RC", "2026-06-10", "600");
        long allocation = receivables.allocate(receipt, invoice, "400");
        byte[] pdf = ("%PDF-1.7 " + mark).getBytes(StandardCharsets.UTF_8);
        long attachment = work.call(
                () -> attachments.attach(new AttachFile(mark + "-INV", AttachmentKind.COPY, mark + ".pdf", pdf)));
        values.put("attachmentId", String.valueOf(attachment));
        values.put("importId", String.valueOf(imported(circle, mark)));
        values.put("circle", circle);
        values.put("account", mark + "-ACC");
        values.put("manager", String.valueOf(manager(circle)));
        values.put("operator", mark + " Telecom");
        values.put("accountId", String.valueOf(account));
        values.put("invoice", mark + "-INV");
        values.put("invoiceId", String.valueOf(invoice));
        long note = receivables.creditNote(account, mark + "-CN", "2026-06-11", "50", null);
        values.put("noteId", String.valueOf(note));
        values.put("adviceId", String.valueOf(advice(invoice, mark)));
        proposed(invoice, receipt);
        values.put("habitId", String.valueOf(habit(account)));
        values.put("writeOffId", String.valueOf(writeOff(invoice, receipt)));
        receivables.applyNote(note, invoice, "10", "2026-06-12");
        long ofInvoice = receivables.creditNote(account, mark + "-CN2", "2026-06-15", "20", invoice);
        values.put("noteOfInvoiceId", String.valueOf(ofInvoice));
        receivables.unidentifiedReceipt("RC-WHOSE-" + account, "2026-06-16", "5");
        settled(account, mark);
        details(circle, account, invoice);
        String dispute =
                disputes.raised(mark + "-INV", "100", mark + " says the rate is wrong", mark + " was billed twice");
        receivables.invoice(account, mark + "-INV3", "2026-09-01", "2026-09-30", "500");
        String asked = disputes.raised(mark + "-INV3", "70");
        disputes.decided(asked, DecideDispute.Outcome.VALID);
        disputes.noteRequested(asked);
        values.put("noteDispute", asked);
        values.put("noteDisputeId", String.valueOf(disputes.id(asked)));
        String request = disputes.noteAsked(NotePurpose.SLA, mark + "-INV3", "30");
        values.put("noteRequestRef", request);
        values.put("noteRequest", request.substring("NR:".length()));
        values.put("dispute", dispute);
        values.put("disputeId", String.valueOf(disputes.id(dispute)));
        byte[] mail = ("From: " + mark + "\nDate: today\n\n" + mark).getBytes(StandardCharsets.UTF_8);
        long file = work.call(() -> evidence.attach(
                new AttachEvidence(dispute, "Agreement with its rate card", mark + "-INV", null, mark + ".eml", mail)));
        work.run(() -> jdbc.sql("""
                        insert into customer_invoice_state (invoice_id, account_id, circle, state, on_day, remark)
                        values (:invoice, :account, :circle, 'ACCOUNTED', '2026-06-30', :mark)
                        """)
                .param("invoice", invoice)
                .param("account", account)
                .param("circle", circle)
                .param("mark", mark)
                .update());
        values.put("packId", String.valueOf(pack(account)));
        values.put("evidenceId", String.valueOf(file));
        values.put("exceptionId", String.valueOf(disputes.exceptionOf(dispute)));
        given(circle, account, mark, values);
        cared(invoice, mark, values);
        taxed(account, mark, values);
        targeted(account, mark);
        banked(account, circle, mark, values);
        told(circle, mark, values);
        broken(account, mark);
        String promise = promised(account, mark);
        values.put("promise", promise);
        values.put("promiseId", promise.substring(promise.lastIndexOf('-') + 1));
        values.put(
                "promiseEvidenceId",
                String.valueOf(work.<Long>call(() -> jdbc.sql("""
                                insert into promise_evidence (promise_id, circle, file_name, content_type, size_bytes, sha256, content)
                                select id, circle, :mark || '.txt', 'text/plain;charset=UTF-8', length(c), encode(sha256(c), 'hex'), c
                                from promise cross join convert_to(:mark, 'UTF8') c where account_id = :account and status = 'OPEN' returning id
                                """)
                        .param("mark", mark)
                        .param("account", account)
                        .query(Long.class)
                        .single())));
        escalated(account, mark, values);
        values.put("note", mark + "-CN");
        values.put("receipt", mark + "-RC");
        values.put("receiptId", String.valueOf(receipt));
        values.put("allocationId", String.valueOf(allocation));
        return values;
    }

    /** What waits for another person's word. */
    private long habit(long account) {
        return work.call(
                () -> jdbc.sql("""
                        insert into payment_habit (account_id, circle, kind, seen)
                        select id, circle, 'OLDEST_FIRST', 3 from account where id = :account returning id
                        """).param("account", account).query(Long.class).single());
    }

    /** What is left of the receipt pays all that will be open of the invoice: {@link #circle} applies two notes to it yet. */
    private void proposed(long invoice, long receipt) {
        work.run(() -> {
            jdbc.sql("""
                            insert into proposal (receipt_id, account_id, circle, rest, confidence, evidence, on_account)
                            select id, account_id, circle, 200, 'LIKELY', '{NUMBER_IN_TEXT,SHORT_PAID}', 0 from receipt where id = :receipt
                            """).param("receipt", receipt).update();
            jdbc.sql("""
                            insert into proposal_line (receipt_id, position, invoice_id, account_id, circle, cash, tds, gst_tds,
                                                       deduction, short_by)
                            select :receipt, 1, id, account_id, circle, 200, 0, 0, 0, 370 from invoice where id = :invoice
                            """).param("receipt", receipt).param("invoice", invoice).update();
        });
    }

    private long writeOff(long invoice, long receipt) {
        return work.call(() -> jdbc.sql("""
                        insert into write_off_request (account_id, circle, invoice_id, receipt_id, kind, amount, why)
                        select account_id, circle, id, :receipt, 'WRITE_OFF', 5, 'small' from invoice where id = :invoice returning id
                        """)
                .param("invoice", invoice)
                .param("receipt", receipt)
                .query(Long.class)
                .single());
    }

    /** A credit of the bank that is the circle's money, what it taught, and a credit that waits. */
    private void banked(long account, String circle, String mark, Map<String, String> values) {
        long receipt = receivables.receipt(account, mark + "-BL", "2026-06-17", "7");
        long waiting = receivables.unidentifiedReceipt("BL-WHOSE-" + account, "2026-06-17", "8");
        long line = work.call(() -> {
            jdbc.sql("""
                    insert into bank_account (account_no, bank, name) values ('50200012345678', 'HDFC Bank', 'Collections')
                    on conflict do nothing
                    """).update();
            jdbc.sql("""
                    insert into bank_statement (bank_account_id, format, from_on, to_on, opening, closing, credits, debits, lines,
                                                unchanged, import_id)
                    select a.id, 'MT940', '2026-06-17', '2026-06-17', 0, 30, 30, 0, 4, 0, b.id
                    from bank_account a cross join (select max(id) as id from import_batch) b
                    where not exists (select from bank_statement)
                    """).update();
            long statement =
                    jdbc.sql("select id from bank_statement").query(Long.class).single();
            values.put("bankStatementId", String.valueOf(statement));
            List<Long> lines = jdbc.sql("""
                            insert into bank_line (bank_account_id, bank_statement_id, position, booked_on, value_on, side, amount,
                                                   reference, running_no, remitter_name, narration, state)
                            select bank_account_id, id, n, to_on, to_on, 'CREDIT', 6 + n, case n when 1 then :mark else 'ref ' || :circle end, n, case n when 1 then :mark || ' Telecom' else 'Somebody' end, 'RTGS', 'UNIDENTIFIED'
                            from bank_statement cross join generate_series(1, 2) n where id = :statement returning id
                            """)
                    .param("mark", mark)
                    .param("circle", circle)
                    .param("statement", statement)
                    .query(Long.class)
                    .list();
            jdbc.sql(
                            "insert into bank_line_receipt (bank_line_id, receipt_id) values (:one, :receipt), (:two, :waiting)")
                    .param("one", lines.get(0))
                    .param("receipt", receipt)
                    .param("two", lines.get(1))
                    .param("waiting", waiting)
                    .update();
            return lines.get(0);
        });
        values.put("bankLineId", String.valueOf(line));
        values.put(
                "remitterRuleId",
                String.valueOf(work.<Long>call(() -> jdbc.sql("""
                                insert into remitter_rule (kind, pattern, account_id, circle, bank_line_id)
                                values ('NAME', remitter_key(:mark), :account, :circle, :line) returning id
                                """)
                        .param("mark", mark)
                        .param("account", account)
                        .param("circle", circle)
                        .param("line", line)
                        .query(Long.class)
                        .single())));
    }

    /** A lump sum that somebody of the customer promised. */
    private String promised(long account, String mark) {
        String ref = work.call(() -> jdbc.sql("""
                        insert into promise (id, promise_ref, plan_id, account_id, circle, covers, basis, amount, promised_on,
                                             promised_by, channel, remark)
                        select n, 'P-' || circle || '-' || n, n, id, circle, 'ACCOUNT', 'GROSS', 9, app_today() + case circle when 'KA' then 8 else 7 end, :mark || ' Verma',
                               'CALL', :mark || ' will pay'
                        from account cross join nextval('promise_seq') n where id = :account returning promise_ref
                        """)
                .param("account", account)
                .param("mark", mark)
                .query(String.class)
                .single());
        work.run(() -> jdbc.sql("""
                        insert into promise_invoice (promise_id, account_id, circle, invoice_id, place, amount)
                        select p.id, p.account_id, p.circle, i.id, 1, 9 from promise p join invoice i on i.account_id = p.account_id
                        where p.promise_ref = :ref and i.invoice_no = :mark || '-INV3'
                        """).param("ref", ref).param("mark", mark).update());
        return ref;
    }

    /** One before, that was not kept. */
    private void broken(long account, String mark) {
        work.run(() -> {
            jdbc.sql("""
                            insert into promise (id, promise_ref, plan_id, account_id, circle, covers, basis, amount, made_on, promised_on,
                                                 promised_by, channel)
                            select n, 'P-' || circle || '-' || n, n, id, circle, 'ACCOUNT', 'GROSS', 8, app_today() - 9, app_today() - 8,
                                   :mark || ' Verma', 'CALL'
                            from account cross join nextval('promise_seq') n where id = :account
                            """).param("mark", mark).param("account", account).update();
            jdbc.sql("select judge_promises(array(select plan_id from promise where account_id = :account))")
                    .param("account", account)
                    .query(Long.class)
                    .list();
        });
    }

    /** The customer's list of what it pays. */
    private long advice(long invoice, String mark) {
        return work.call(() -> {
            long id = jdbc.sql("""
                            insert into advice (utr, lines, gross_amount, tds_amount, gst_tds_amount, deduction_amount, net_amount)
                            values (:mark || '-UTR', 1, 600, 0, 0, 0, 600) returning id
                            """).param("mark", mark).query(Long.class).single();
            jdbc.sql("""
                            insert into advice_line (advice_id, line_no, given_no, gross_amount, tds_amount, gst_tds_amount,
                                                     deduction_amount, net_amount, invoice_id, account_id, circle)
                            select :advice, 1, invoice_no, 600, 0, 0, 0, 600, id, account_id, circle from invoice where id = :invoice
                            """).param("advice", id).param("invoice", invoice).update();
            return id;
        });
    }

    /** Somebody was spoken to about the account, there is a plan for it, and support was asked for. */
    private void cared(long invoice, String mark, Map<String, String> values) {
        long person = cast.id(Cast.SPARE);
        work.run(() -> {
            jdbc.sql("""
                            insert into contact (account_id, circle, channel, person, result, remark, contacted_on)
                            select account_id, circle, 'CALL', :mark || ' Rao', 'SPOKEN', :mark, '2026-11-01' from invoice where id = :invoice
                            """).param("mark", mark).param("invoice", invoice).update();
            values.put(
                    "planRef",
                    jdbc.sql("""
                                    with plan as (
                                        insert into action_plan (plan_ref, account_id, circle, owner_id, root_cause, expected_on, review_on)
                                        select 'AP-' || circle || '-' || lpad(nextval('action_plan_ref_seq')::text, 6, '0'), account_id, circle,
                                               :person, :mark || ' cash', '2026-12-20', '2026-12-01'
                                        from invoice where id = :invoice returning *
                                    ), covered as (
                                        insert into action_plan_invoice (plan_id, invoice_id, account_id, circle, open_then)
                                        select id, :invoice, account_id, circle, 1 from plan
                                    )
                                    insert into action_plan_review (plan_id, account_id, circle, remark, expected_on, review_on, covered)
                                    select id, account_id, circle, :mark, expected_on, review_on, 1 from plan
                                    returning (select plan_ref from plan)
                                    """)
                            .param("mark", mark)
                            .param("person", person)
                            .param("invoice", invoice)
                            .query(String.class)
                            .single());
            values.put(
                    "supportRef",
                    jdbc.sql("""
                                    insert into support_request (support_ref, account_id, circle, desk, subject, unblocks, asked_by_id, owner_id,
                                                                 answer_by, due_on)
                                    select 'SUP-' || circle || '-' || lpad(nextval('support_request_ref_seq')::text, 6, '0'), account_id, circle,
                                           'BILLING', :mark || ' copies', 10, :person, :person, '2026-11-23', '2026-11-30'
                                    from invoice where id = :invoice returning support_ref
                                    """)
                            .param("mark", mark)
                            .param("person", person)
                            .param("invoice", invoice)
                            .query(String.class)
                            .single());
            values.put("planId", idOf("action_plan", "plan_ref", values.get("planRef")));
            values.put("supportId", idOf("support_request", "support_ref", values.get("supportRef")));
        });
    }

    private String idOf(String table, String column, @Nullable String ref) {
        return jdbc.sql("select id::text from %s where %s = :ref".formatted(table, column))
                .param("ref", ref)
                .query(String.class)
                .single();
    }

    /** Somebody has to do something, and was told so. */
    private void given(String circle, long account, String mark, Map<String, String> values) {
        long person = cast.id(Cast.SPARE);
        About about = new About("DISPUTE", mark, "/disputes");
        work.run(() -> {
            tasks.create(
                    new NewTask(mark, person, circle, account, about, mark + " waits", LocalDate.of(2026, 11, 25)));
            notifications.tell(new NewNotification(mark, person, circle, about, mark + " waits"));
        });
        long mail = work.call(() -> {
            mails.queue(NewMail.toUser("mail:" + mark, "NOTIFICATION", person, Set.of(circle), mark + " waits", mark)
                    .with(mark + ".pdf", mark.getBytes(StandardCharsets.US_ASCII)));
            jdbc.sql("update mail set state = 'FAILED' where state = 'WAITING'").update();
            return jdbc.sql("select max(id) from mail").query(Long.class).single();
        });
        values.put("mailId", String.valueOf(mail));
        values.put("mailKey", "mail:" + mark);
        values.put("bulkRun", bulkRun(circle, person));
        values.put("taskId", String.valueOf(newest("task", person)));
        values.put("notificationId", String.valueOf(newest("notification", person)));
    }

    /** Asked by the person, who may read it, acting with every circle. */
    private long newest(String table, long person) {
        Actor asking = new Actor(person, Cast.SPARE.email(), work.everyCircle(), Set.of());
        return ActorContext.<Long>callAs(
                asking,
                null,
                () -> work.call(() -> jdbc.sql("select max(id) from " + table)
                        .query(Long.class)
                        .single()));
    }

    /** An invoice paid in full, late, and this month. */
    private void settled(long account, String mark) {
        long invoice = receivables.invoice(account, mark + "-INV2", "2026-09-01", "2026-09-30", "300");
        long receipt = receivables.receipt(account, mark + "-RC3", "2026-11-10", "300");
        receivables.allocate(receipt, invoice, "300");
    }

    /** A target that is a draft, the one after it handed in, the one before it closed, and a frozen landing. */
    private void targeted(long account, String mark) {
        work.run(() -> {
            jdbc.sql("""
                            insert into collection_target (account_id, circle, month)
                            select id, circle, m from account cross join unnest(array[date '2026-05-01', date '2026-06-01', date '2026-07-01']) m where id = :account
                            """).param("account", account).update();
            jdbc.sql("""
                            insert into collection_target_version (target_id, account_id, circle, version, current_amount, arrears_amount, source,
                                                                   reason, submitted_by, submitted_at)
                            select id, account_id, circle, 1, 5000, 1, 'IMPORTED', :mark, case when month <> '2026-06-01' then 'Alice' end,
                                   case when month <> '2026-06-01' then now() end
                            from collection_target where account_id = :account
                            """).param("account", account).param("mark", mark).update();
            jdbc.sql("""
                            insert into collection_target_close (target_id, account_id, circle, target_amount, collected, shortfall, reason,
                                                                 owner_id, remark)
                            select id, account_id, circle, 5001, 0, 5001, 'OTHER', :owner, :mark
                            from collection_target where account_id = :account and month = '2026-05-01'
                            """)
                    .param("account", account)
                    .param("mark", mark)
                    .param("owner", cast.id(Cast.SPARE))
                    .update();
            jdbc.sql("""
                            insert into landing_day (on_day, month, account_id, circle, target_amount, received, tax_deducted, promised,
                                                     kept_percent, expected)
                            select '2026-06-30', '2026-06-01', id, circle, 5001, 600, 0, 0, 60, 0 from account where id = :account
                            """).param("account", account).update();
        });
    }

    /** An invoice paid net of tax, and a certificate by which less is deducted. */
    private void taxed(long account, String mark, Map<String, String> values) {
        long invoice = receivables.invoice(account, mark + "-INVT", "2026-05-02", "2026-05-31", "100");
        long receipt = receivables.receipt(account, mark + "-RCT", "2026-06-10", "98");
        receivables.allocate(receipt, invoice, "98", "2", "0", "2026-06-10");
        long certificate = work.call(() -> jdbc.sql("""
                        insert into lower_deduction (account_id, circle, nature, certificate_no, rate, valid_from, valid_to, money_limit)
                        select id, circle, 'PLANT_RENT', :mark, 0.5, '2026-11-01', '2026-12-31', 1000 from account where id = :account
                        returning id
                        """)
                .param("mark", mark + "-197")
                .param("account", account)
                .query(Long.class)
                .single());
        values.put("lowerDeductionId", String.valueOf(certificate));
        values.put("sheetId", String.valueOf(reconciled(account, mark)));
    }

    /** The customer's own books of an account, and a signed sheet. */
    private long reconciled(long account, String mark) {
        return work.call(() -> {
            jdbc.sql("""
                            insert into customer_ledger_line (account_id, circle, as_on, document_no, entry_type, invoice_no, document_date, amount)
                            select id, circle, '2026-06-30', :mark || '-51', 'INVOICE', :mark || '-INV', '2026-05-03', 900
                            from account where id = :account
                            """).param("mark", mark).param("account", account).update();
            jdbc.sql("""
                            insert into rupee_month (month_end, account_id, circle, part, amount)
                            select '2026-10-31', id, circle, 'CLEAN', 1 from account where id = :account
                            """).param("account", account).update();
            return jdbc.sql("""
                            insert into reconciliation_sheet (account_id, circle, month, as_of, balance_theirs, balance_ours, residual,
                                                              next_action, signed_on, signed_by_us, signed_by_them)
                            select id, circle, '2026-06-01', '2026-06-30', 1, 1, 0, :mark, '2026-07-02', 'Farah', 'R. Rao'
                            from account where id = :account returning id
                            """)
                    .param("mark", mark)
                    .param("account", account)
                    .query(Long.class)
                    .single();
        });
    }

    private long manager(String circle) {
        return cast.id(circle.equals(OWN) ? Cast.SPARE : Cast.BOB);
    }

    /** The manager's status update of this week, and a question about it. */
    private void told(String circle, String mark, Map<String, String> values) {
        Actor manager = cast.actor(circle.equals(OWN) ? Cast.SPARE : Cast.BOB);
        String ref = ActorContext.callAs(manager, null, () -> {
            String seen =
                    composer.compose(circle, manager(circle), manager.scope()).mark();
            return updates.submit(
                            FormKey.fresh(),
                            SubmitUpdate.of(circle, seen, Map.of(mark + "-ACC", mark + " pays late"), Map.of()))
                    .outcome();
        });
        values.put("statusUpdate", ref);
        values.put(
                "statusComment",
                ActorContext.callAs(
                        cast.actor(Cast.FARAH),
                        null,
                        () -> updates.comment(
                                        FormKey.fresh(),
                                        new CommentOnUpdate(ref, null, mark + " why?", LocalDate.of(2026, 11, 27)))
                                .outcome()));
    }

    /** What hangs on an account and on an invoice. */
    private void details(String circle, long account, long invoice) {
        work.run(() -> {
            jdbc.sql("""
                            insert into account_manager (account_id, circle, from_on, user_id)
                            select id, circle, date '2026-01-01', :manager from account where id = :account
                            """)
                    .param("manager", manager(circle))
                    .param("account", account)
                    .update();
            jdbc.sql("""
                            insert into invoice_line (invoice_id, line_no, circle, charge_type, period, taxable_amount, tax_amount)
                            select id, 1, circle, 'RENTAL', '2026-05', 1000, 0 from invoice where id = :invoice
                            """).param("invoice", invoice).update();
            jdbc.sql("""
                            insert into gl_balance (account_id, circle, balance_on, balance)
                            select id, circle, date '2026-06-30', 7 from account where id = :account
                            """).param("account", account).update();
        });
    }

    /** A file of accounts, of which one row was faulty, taken in part. */
    private long imported(String circle, String mark) {
        return work.call(() -> {
            long id = jdbc.sql("""
                            insert into import_batch (kind, mode, partial, status, file_name, file_size, file_sha256, circles,
                                                      rows_read, rows_accepted, rows_rejected)
                            values ('accounts', 'COMMIT', true, 'COMMITTED', :mark || '.csv', 100, :mark, array[:circle],
                                    2, 1, 1)
                            returning id
                            """)
                    .param("mark", mark)
                    .param("circle", circle)
                    .query(Long.class)
                    .single();
            jdbc.sql("""
                            insert into column_mapping (kind, name, definition)
                            values ('invoices', 'known', '{"columns": {}, "ignored": [], "ignoreOthers": false,
                                    "dateFormat": "yyyy-MM-dd", "numberFormat": "1234.56", "trailingMinus": false}')
                            on conflict do nothing
                            """).update();
            jdbc.sql("insert into import_fault values (:id, 1, 2, 'circle', 'unknown-circle', :mark)")
                    .param("id", id)
                    .param("mark", mark)
                    .update();
            jdbc.sql("insert into import_file values (:id, 0, convert_to(:content, 'UTF8'))")
                    .param("id", id)
                    .param("content", "account_code,circle\nA-1,KA\n%s,XX\n".formatted(mark))
                    .update();
            return id;
        });
    }
}

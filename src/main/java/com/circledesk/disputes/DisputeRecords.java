package com.circledesk.disputes;

import com.circledesk.shared.Money;
import com.circledesk.shared.NotFoundException;
import com.circledesk.users.Scope;
import java.sql.Types;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes disputes and what belongs to them. */
@Repository
class DisputeRecords {
    private final JdbcClient jdbc;

    DisputeRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A line to be claimed, its invoice and line being known. */
    record Claim(
            long invoiceId,
            @Nullable Long invoiceLineId,
            Money amount,
            @Nullable String remark) {}

    /** Locks it until the transaction ends. Another circle's is as good as missing. */
    Dispute lock(String ref, Scope scope) {
        return jdbc.sql("""
                        select id, dispute_ref, account_id, circle, raised_on, version, status from dispute
                        where dispute_ref = :ref and circle = any (:circles) for update
                        """)
                .param("ref", key(ref))
                .param("circles", scope.toArray())
                .query((row, n) -> new Dispute(
                        row.getLong("id"),
                        row.getString("dispute_ref"),
                        row.getLong("account_id"),
                        row.getString("circle"),
                        row.getObject("raised_on", LocalDate.class),
                        row.getInt("version"),
                        DisputeStatus.valueOf(row.getString("status"))))
                .optional()
                .orElseThrow(() -> new NotFoundException("Dispute", ref));
    }

    long accountOf(String ref, Scope scope) {
        return jdbc.sql("select account_id from dispute where dispute_ref = :ref and circle = any (:circles)")
                .param("ref", key(ref))
                .param("circles", scope.toArray())
                .query(Long.class)
                .optional()
                .orElseThrow(() -> new NotFoundException("Dispute", ref));
    }

    static String key(String ref) {
        return ref.strip().toUpperCase(Locale.ROOT);
    }

    Optional<Long> lineOf(long invoiceId, int lineNo) {
        return jdbc.sql(
                        "select id from invoice_line where invoice_id = :invoice and line_no = :line and reversed_at is null")
                .param("invoice", invoiceId)
                .param("line", lineNo)
                .query(Long.class)
                .optional();
    }

    /** @param butOf the dispute that claims them itself, or null */
    List<EarlierClaim> earlierClaims(List<Claim> claims, @Nullable Long butOf) {
        return jdbc.sql("""
                        select i.invoice_no, l.line_no, e.kind, e.document, e.amount, e.dated_on
                        from unnest(cast(:invoices as bigint[]), cast(:lines as bigint[])) c (invoice, line)
                        cross join lateral dispute_earlier_claims(c.invoice, c.line, :butOf) e
                        join invoice i on i.id = c.invoice left join invoice_line l on l.id = c.line
                        order by i.invoice_no, l.line_no nulls first, e.dated_on limit 100
                        """)
                .param("invoices", claims.stream().map(Claim::invoiceId).toArray(Long[]::new))
                .param("lines", claims.stream().map(Claim::invoiceLineId).toArray(Long[]::new))
                .param("butOf", butOf, Types.BIGINT)
                .query(EarlierClaim.class)
                .list();
    }

    Dispute insert(
            long accountId,
            String reason,
            RaiseDispute asked,
            LocalDate raisedOn,
            @Nullable Long owner,
            @Nullable Long coordinator) {
        return jdbc.sql("""
                        insert into dispute (dispute_ref, account_id, circle, reason, claim, owner_id, coordinator_id, customer_ref,
                                             customer_contact, raised_on)
                        select 'D-' || a.circle || '-' || lpad(nextval('dispute_ref_seq')::text, 6, '0'), a.id, a.circle, :reason,
                               :claim, :owner, :coordinator, :customerRef, :customerContact, :raisedOn
                        from account a where a.id = :account
                        returning id, dispute_ref, circle
                        """)
                .param("account", accountId)
                .param("reason", reason)
                .param("claim", asked.claim())
                .param("owner", owner)
                .param("coordinator", coordinator)
                .param("customerRef", asked.customerRef())
                .param("customerContact", asked.customerContact())
                .param("raisedOn", raisedOn)
                .query((row, n) -> new Dispute(
                        row.getLong("id"),
                        row.getString("dispute_ref"),
                        accountId,
                        row.getString("circle"),
                        raisedOn,
                        0,
                        DisputeStatus.RAISED))
                .single();
    }

    void insertLines(Dispute dispute, List<Claim> claims, LocalDate raisedOn, @Nullable Long exceptionId) {
        jdbc.sql("""
                        insert into dispute_line (dispute_id, account_id, circle, invoice_id, invoice_line_id, disputed_amount, remark,
                                                  raised_on, exception_id)
                        select :dispute, :account, :circle, c.invoice, c.line, c.amount, c.remark, :raisedOn,
                               case when exists (select from dispute_earlier_claims(c.invoice, c.line, :dispute)) then :exception end
                        from unnest(cast(:invoices as bigint[]), cast(:lines as bigint[]), cast(:amounts as numeric[]),
                                    cast(:remarks as text[])) c (invoice, line, amount, remark)
                        """)
                .param("dispute", dispute.id())
                .param("account", dispute.accountId())
                .param("circle", dispute.circle())
                .param("raisedOn", raisedOn)
                .param("exception", exceptionId, Types.BIGINT)
                .param("invoices", claims.stream().map(Claim::invoiceId).toArray(Long[]::new))
                .param("lines", claims.stream().map(Claim::invoiceLineId).toArray(Long[]::new))
                .param(
                        "amounts",
                        claims.stream().map(claim -> claim.amount().toString()).toArray(String[]::new))
                .param("remarks", claims.stream().map(Claim::remark).toArray(String[]::new))
                .update();
    }

    /** @return how many there were */
    int removeLines(Dispute dispute, List<Long> lines, String why) {
        return jdbc.sql("select remove_dispute_lines(:dispute, :lines, :why)")
                .param("dispute", dispute.id())
                .param("lines", lines.toArray(Long[]::new))
                .param("why", why)
                .query(Integer.class)
                .single();
    }

    List<Long> linesOf(Dispute dispute, long exceptionId) {
        return jdbc.sql(
                        "select id from dispute_line where dispute_id = :dispute and exception_id = :exception order by id")
                .param("dispute", dispute.id())
                .param("exception", exceptionId)
                .query(Long.class)
                .list();
    }

    /** Whether the dispute has no other lines. */
    boolean isAll(Dispute dispute, List<Long> lines) {
        return jdbc.sql("select line_count from dispute where id = :dispute")
                        .param("dispute", dispute.id())
                        .query(Integer.class)
                        .single()
                == lines.size();
    }

    void begin(Dispute dispute) {
        jdbc.sql("""
                        insert into dispute_event (dispute_id, circle, to_status, effective_on)
                        values (:dispute, :circle, 'RAISED', :on)
                        """)
                .param("dispute", dispute.id())
                .param("circle", dispute.circle())
                .param("on", dispute.raisedOn())
                .update();
    }

    void step(Dispute dispute, Dispute.Step step) {
        jdbc.sql("""
                        insert into dispute_event (dispute_id, circle, from_status, to_status, why)
                        values (:dispute, :circle, :from, :to, :why)
                        """)
                .param("dispute", dispute.id())
                .param("circle", dispute.circle())
                .param("from", step.from().name())
                .param("to", step.to().name())
                .param("why", step.why())
                .update();
    }

    void comment(Dispute dispute, String text) {
        jdbc.sql("insert into dispute_comment (dispute_id, circle, text) values (:dispute, :circle, :text)")
                .param("dispute", dispute.id())
                .param("circle", dispute.circle())
                .param("text", text)
                .update();
    }

    long askForException(Dispute dispute, String kind, String why) {
        return jdbc.sql("""
                        insert into dispute_exception (dispute_id, circle, kind, why) values (:dispute, :circle, :kind, :why)
                        returning id
                        """)
                .param("dispute", dispute.id())
                .param("circle", dispute.circle())
                .param("kind", kind)
                .param("why", why)
                .query(Long.class)
                .single();
    }

    /** @return its kind, or nothing if the dispute has no such exception */
    Optional<String> decideException(Dispute dispute, long exceptionId, boolean allowed, String why) {
        return jdbc.sql("""
                        update dispute_exception
                        set allowed = :allowed, decided_at = app_now(), decided_by = app_actor(), decided_why = :why
                        where id = :id and dispute_id = :dispute returning kind
                        """)
                .param("id", exceptionId)
                .param("dispute", dispute.id())
                .param("allowed", allowed)
                .param("why", why)
                .query(String.class)
                .optional();
    }

    void edit(Dispute dispute, EditDispute asked, @Nullable Long owner, @Nullable Long coordinator) {
        jdbc.sql("""
                        update dispute set owner_id = :owner, coordinator_id = :coordinator, customer_ref = :customerRef,
                               customer_contact = :customerContact, version = version + 1
                        where id = :id
                        """)
                .param("id", dispute.id())
                .param("owner", owner)
                .param("coordinator", coordinator)
                .param("customerRef", asked.customerRef())
                .param("customerContact", asked.customerContact())
                .update();
    }

    /** Decides every line at once: as it is disputed, or as nothing. */
    void decideAll(Dispute dispute, boolean valid) {
        jdbc.sql("""
                        update dispute_line set decided_amount = case when :valid then disputed_amount else 0 end
                        where dispute_id = :dispute
                        """).param("dispute", dispute.id()).param("valid", valid).update();
    }

    /** @return how many lines that were */
    int decideLine(Dispute dispute, DecideDispute.Line line) {
        return jdbc.sql("""
                        update dispute_line d set decided_amount = :valid
                        from invoice i
                        where d.dispute_id = :dispute and i.id = d.invoice_id and lower(i.invoice_no) = lower(:invoice)
                          and d.invoice_line_id is not distinct from (
                              select l.id from invoice_line l where l.invoice_id = i.id and l.line_no = cast(:line as integer)
                                and l.reversed_at is null)
                        """)
                .param("dispute", dispute.id())
                .param("invoice", line.invoiceNo().strip())
                .param("line", line.lineNo())
                .param("valid", line.valid().amount())
                .update();
    }

    void undecidedIsNothing(Dispute dispute) {
        jdbc.sql("update dispute_line set decided_amount = 0 where dispute_id = :dispute and decided_amount is null")
                .param("dispute", dispute.id())
                .update();
    }

    void rootCause(Dispute dispute, String rootCause) {
        jdbc.sql("update dispute set root_cause = :cause where id = :id")
                .param("id", dispute.id())
                .param("cause", rootCause)
                .update();
    }

    /** A person who may answer for disputes of the circle. */
    Optional<Long> person(String email, String circle) {
        return jdbc.sql("""
                        select u.id from app_user u
                        where lower(u.email) = lower(trim(:email)) and u.disabled_at is null
                          and (u.all_circles or exists (select from user_circle c where c.user_id = u.id and c.circle = :circle))
                          and u.role <> 'ADMINISTRATOR'
                        """)
                .param("email", email)
                .param("circle", circle)
                .query(Long.class)
                .optional();
    }

    /** Who answers for it as the reason says: the account's manager, else the longest-serving person of that role. */
    @Nullable
    Long defaultOwner(String reason, long accountId) {
        return jdbc.sql("""
                        select case when r.default_owner = 'ACCOUNT_MANAGER' then m.user_id else coalesce(u.id, m.user_id) end
                        from dispute_reason r
                        join account a on a.id = :account
                        left join lateral (select user_id from account_manager where account_id = a.id and from_on <= app_today()
                                           order by from_on desc limit 1) m on true
                        left join lateral (
                            select u.id from app_user u
                            where u.role = r.default_owner and u.disabled_at is null
                              and (u.all_circles or exists (select from user_circle c where c.user_id = u.id and c.circle = a.circle))
                            order by u.all_circles, u.id limit 1) u on true
                        where r.code = :reason
                        """)
                .param("reason", reason)
                .param("account", accountId)
                .query((row, n) -> row.getObject(1, Long.class))
                .optional()
                .orElse(null);
    }
}

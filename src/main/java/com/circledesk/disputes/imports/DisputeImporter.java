package com.circledesk.disputes.imports;

import com.circledesk.imports.Column;
import com.circledesk.imports.ImportKind;
import com.circledesk.imports.RowImporter;
import com.circledesk.imports.Staging;
import com.circledesk.receivables.Ledger;
import com.circledesk.shared.BusinessRuleException;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Files of kind {@code disputes}: what customers do not accept, a row for an invoice or for one of its lines, named by its
 * number or by site, month and charge. Rows with one reference make one dispute.
 */
@Component
@Order(9)
class DisputeImporter implements RowImporter {
    private static final int LINES_MAX = 1_000_000;

    private static final ImportKind KIND = ImportKind.of(
            "disputes",
            List.of("dispute_ref", "invoice_no", "line_no", "site_code", "period", "charge_type"),
            Column.key("dispute_ref", "DSP-2026-0117").asRequired(),
            Column.key("invoice_no", "TC/26-27/000123").asRequired(),
            Column.wholeNumber("line_no", 1, LINES_MAX),
            Column.key("site_code", "MH-PUN-0001"),
            Column.month("period"),
            Column.choice("charge_type", "RENTAL", "LOADING", "ENERGY", "ONE_TIME", "EXIT", "INTEREST", "OTHER"),
            Column.positiveAmount("disputed_amount").asRequired(),
            Column.text("reason", 80).asRequired(),
            Column.text("remark", 500));

    private final JdbcClient jdbc;
    private final Ledger ledger;

    DisputeImporter(JdbcClient jdbc, Ledger ledger) {
        this.jdbc = jdbc;
        this.ledger = ledger;
    }

    @Override
    public ImportKind kind() {
        return KIND;
    }

    @Override
    public String list() {
        return "/disputes";
    }

    @Override
    public void check(Staging rows) {
        checkNames(rows);
        checkClaims(rows, true);
    }

    /**
     * Which invoices and lines the rows claim, and whether they may.
     *
     * @param once whether what was claimed before is a fault; else it is left to the head
     */
    void checkClaims(Staging rows, boolean once) {
        rows.refuseRepeatedKeys();
        findInvoices(rows);
        lockAccounts(rows);
        findLines(rows);
        refuseRepetitions(rows);
        compare(rows);
        checkDisputes(rows);
        checkAmounts(rows);
        if (once) {
            refuseClaimedBefore(rows);
        }
        checkSums(rows);
    }

    private static void checkNames(Staging rows) {
        rows.fault("bad-choice", "dispute_ref", """
                select row_no, format('"%s" is no reference: letters, digits, point, hyphen, underscore and tilde, and none that we give.',
                                      dispute_ref)
                from staged
                where upper(dispute_ref) !~ '^[A-Z0-9][A-Z0-9._~-]{0,39}$' or upper(dispute_ref) in ('NEW', 'NOTES', 'EXPORT', 'EXPIRING')
                   or upper(dispute_ref) ~ '^D-[A-Z]{2}-[0-9]+$'
                """);
        rows.fault("bad-choice", "reason", """
                select s.row_no, format('There is no reason "%s". It is one of %s.', s.reason,
                                        (select string_agg(code, ', ' order by code) from dispute_reason where retired_at is null))
                from staged s
                where s.reason is not null and not exists (
                    select from dispute_reason r
                    where r.retired_at is null and (r.code = upper(s.reason) or lower(r.label) = lower(s.reason)))
                """);
        rows.fault("conflict", "reason", """
                select row_no, format('Dispute %s has the reason %s in a row before. A dispute has one reason.', dispute_ref, first_code)
                from (select s.row_no, s.dispute_ref, r.code,
                             first_value(r.code) over (partition by s.dispute_ref_key order by s.row_no) as first_code
                      from staged s join dispute_reason r
                          on r.retired_at is null and (r.code = upper(s.reason) or lower(r.label) = lower(s.reason))) named
                where code <> first_code
                """);
    }

    /** Into {@code target}: row, invoice and, once it is known, line. */
    private void findInvoices(Staging rows) {
        jdbc.sql("""
                create temp table target on commit drop as
                select s.row_no, d.id as invoice_id, null::bigint as line_id, i.account_id, i.circle
                from staged s
                join documents_by_number('invoice', array(select distinct invoice_no_key from staged where invoice_no is not null)) d
                    on d.number_key = s.invoice_no_key and not d.reversed
                join invoice i on i.id = d.id
                """).update();
        jdbc.sql("create index on target (row_no)").update();
        jdbc.sql("analyze target").update();
        rows.fault("unknown-invoice", "invoice_no", """
                select s.row_no, format('Invoice "%s" is not known.', s.invoice_no)
                from staged s where s.invoice_no is not null and not exists (select from target t where t.row_no = s.row_no)
                """);
        rows.fault("account-mismatch", "invoice_no", """
                select s.row_no, format('Dispute %s is of account %s in row %s. A dispute is of one account.', s.dispute_ref, a.code, f.row_no)
                from staged s join target t using (row_no)
                join (select distinct on (s.dispute_ref_key) s.dispute_ref_key, t.account_id, s.row_no
                      from staged s join target t using (row_no) order by s.dispute_ref_key, s.row_no) f using (dispute_ref_key)
                join account a on a.id = f.account_id
                where t.account_id <> f.account_id
                """);
    }

    /** Nobody else may move these accounts' money between the check and the posting. */
    private void lockAccounts(Staging rows) {
        if (rows.isCommit()) {
            ledger.lockAccounts(jdbc.sql("select distinct account_id from target")
                    .query(Long.class)
                    .list());
        }
    }

    private void findLines(Staging rows) {
        jdbc.sql("""
                update target t set line_id = l.id
                from staged s join invoice_line l on l.line_no = s.line_no and l.reversed_at is null
                where s.row_no = t.row_no and l.invoice_id = t.invoice_id
                """).update();
        jdbc.sql("""
                update target t set line_id = f.id
                from (select s.row_no, min(l.id) as id
                      from staged s join target t using (row_no)
                      join site x on lower(x.code) = s.site_code_key
                      join invoice_line l on l.invoice_id = t.invoice_id and l.site_id = x.id and l.reversed_at is null
                           and (s.period is null or l.period = s.period) and (s.charge_type is null or l.charge_type = s.charge_type)
                      where s.line_no is null and s.site_code is not null
                      group by s.row_no having count(*) = 1) f
                where f.row_no = t.row_no
                """).update();
        rows.fault("out-of-range", "line_no", """
                select s.row_no, format('Invoice %s has no line %s.', s.invoice_no, s.line_no)
                from accepted s join target t using (row_no) where s.line_no is not null and t.line_id is null
                """);
        rows.fault("unknown-site", "site_code", """
                select s.row_no, format('Invoice %s has no line, or several, for site %s, %s, %s. Name the line by its number.', s.invoice_no,
                                        s.site_code, coalesce(s.period, 'any month'), coalesce(s.charge_type, 'any charge'))
                from accepted s join target t using (row_no) where s.line_no is null and s.site_code is not null and t.line_id is null
                """);
        rows.fault("missing", "site_code", """
                select s.row_no, 'A month or a charge names a line together with its site.'
                from accepted s where s.line_no is null and s.site_code is null and (s.period is not null or s.charge_type is not null)
                """);
    }

    /** The same thing twice in one dispute, under whatever name, or in two disputes of the file. */
    private void refuseRepetitions(Staging rows) {
        jdbc.sql("""
                create temp table wanted on commit drop as
                select s.row_no, s.dispute_ref_key, t.account_id, t.invoice_id, coalesce(t.line_id, 0) as line_id, l.site_id, l.period,
                       l.charge_type
                from accepted s join target t using (row_no) left join invoice_line l on l.id = t.line_id
                """).update();
        jdbc.sql("create index on wanted (invoice_id)").update();
        jdbc.sql("analyze wanted").update();
        rows.refuseRepeatedKeys("wanted", "dispute_ref_key, invoice_id, line_id", "'What is disputed'");
        rows.fault("conflict", "invoice_no", """
                select row_no, format('Dispute %s of this file claims the same site, month and charge.', upper(first_ref))
                from (select row_no, dispute_ref_key, first_value(dispute_ref_key) over (
                          partition by account_id, site_id, period, charge_type order by row_no) as first_ref
                      from wanted where site_id is not null) w
                where first_ref <> dispute_ref_key
                """);
        rows.fault("conflict", "invoice_no", """
                select distinct on (w.row_no) w.row_no, format('Dispute %s of this file claims the same.', upper(w.other_key))
                from (
                    select w.row_no, w.dispute_ref_key, o.row_no as other, o.dispute_ref_key as other_key
                    from wanted w join wanted o using (invoice_id, line_id)
                    union all
                    select w.row_no, w.dispute_ref_key, o.row_no, o.dispute_ref_key
                    from wanted w join wanted o using (invoice_id) where w.line_id = 0 and o.line_id <> 0
                    union all
                    select w.row_no, w.dispute_ref_key, o.row_no, o.dispute_ref_key
                    from wanted w join wanted o using (invoice_id) where w.line_id <> 0 and o.line_id = 0
                ) w
                where w.other < w.row_no and w.other_key <> w.dispute_ref_key and not exists (select from staged_fault f where f.row_no = w.row_no)
                """);
    }

    /** A row that is recorded with the same amount is unchanged. */
    private static void compare(Staging rows) {
        String recorded = """
                from accepted s join target t using (row_no)
                join dispute d on d.dispute_ref = upper(s.dispute_ref)
                join dispute_line l on l.dispute_id = d.id and l.invoice_id = t.invoice_id
                     and l.invoice_line_id is not distinct from t.line_id
                """;
        rows.fault("conflict", "disputed_amount", """
                select s.row_no, format('Dispute %s claims ₹%s of it already, the file says ₹%s.', d.dispute_ref, l.disputed_amount,
                                        s.disputed_amount)
                """ + recorded + "where l.disputed_amount <> s.disputed_amount");
        rows.unchanged("select s.row_no " + recorded + "where l.disputed_amount = s.disputed_amount");
    }

    private static void checkDisputes(Staging rows) {
        rows.fault("conflict", "dispute_ref", """
                select s.row_no, format('Dispute %s is recorded already.', s.dispute_ref)
                from accepted s
                where not exists (select from dispute d where d.dispute_ref = upper(s.dispute_ref))
                  and dispute_ref_is_taken(upper(s.dispute_ref))
                """);
        rows.fault("conflict", "dispute_ref", """
                select s.row_no, format('Dispute %s is %s: it takes no more lines.', d.dispute_ref, lower(replace(d.status, '_', ' ')))
                from accepted s join dispute d on d.dispute_ref = upper(s.dispute_ref) join dispute_status x on x.status = d.status
                where not x.takes_lines
                """);
        rows.fault("account-mismatch", "dispute_ref", """
                select s.row_no, format('Dispute %s is of account %s.', d.dispute_ref, a.code)
                from accepted s join target t using (row_no) join dispute d on d.dispute_ref = upper(s.dispute_ref)
                join account a on a.id = d.account_id
                where d.account_id <> t.account_id
                """);
    }

    private static void checkAmounts(Staging rows) {
        rows.fault("over-applied", "disputed_amount", """
                select s.row_no, format('Line %s of invoice %s bills %s, but %s would be disputed.', l.line_no, s.invoice_no,
                                        l.taxable_amount + l.tax_amount, s.disputed_amount)
                from accepted s join target t using (row_no) join invoice_line l on l.id = t.line_id
                where s.disputed_amount > l.taxable_amount + l.tax_amount
                """);
    }

    private static void refuseClaimedBefore(Staging rows) {
        rows.fault("conflict", "invoice_no", """
                select distinct on (s.row_no) s.row_no,
                       format('%s already, %s of ₹%s. Only the head may allow it, asked in the form.',
                              case c.kind when 'DISPUTE' then 'In another open dispute' else 'Credited' end, c.document, c.amount)
                from accepted s join target t using (row_no)
                left join dispute d on d.dispute_ref = upper(s.dispute_ref)
                cross join lateral dispute_earlier_claims(t.invoice_id, t.line_id, d.id) c
                """);
    }

    /** What an invoice can bear, the rows taken in the order of the file. */
    private static void checkSums(Staging rows) {
        rows.fault("over-applied", "disputed_amount", """
                select row_no, format('Of invoice %s %s can be disputed, but this row would bring it to %s.', invoice_no, available, claimed)
                from (
                    select s.row_no, s.invoice_no, o.available,
                           sum(s.disputed_amount) over (partition by t.invoice_id order by s.row_no) as claimed
                    from accepted s join target t using (row_no)
                    cross join lateral (
                        select coalesce((select open_amount from open_item where invoice_id = t.invoice_id), 0)
                               + coalesce((select sum(c.amount) from dispute_credited c join dispute d on d.id = c.dispute_id
                                           where c.invoice_id = t.invoice_id and d.ended_on is null), 0)
                               - coalesce((select sum(l.disputed_amount) from dispute_line l
                                           where l.invoice_id = t.invoice_id and l.ended_on is null), 0) as available) o
                ) sums
                where claimed > available
                """);
    }

    @Override
    public void post(Staging rows) {
        long importId = rows.importId();
        jdbc.sql("""
                insert into dispute (dispute_ref, account_id, circle, reason, claim, owner_id, import_id)
                select distinct on (s.dispute_ref_key) upper(s.dispute_ref), t.account_id, t.circle, r.code,
                       coalesce(s.remark, r.label), m.user_id, :import
                from accepted s join target t using (row_no)
                join dispute_reason r on r.retired_at is null and (r.code = upper(s.reason) or lower(r.label) = lower(s.reason))
                left join lateral (select user_id from account_manager where account_id = t.account_id and from_on <= app_today()
                                   order by from_on desc limit 1) m on true
                where not exists (select from dispute d where d.dispute_ref = upper(s.dispute_ref))
                order by s.dispute_ref_key, s.row_no
                """).param("import", importId).update();
        jdbc.sql("""
                insert into dispute_event (dispute_id, circle, to_status, effective_on, import_id)
                select id, circle, 'RAISED', raised_on, import_id from dispute where import_id = :import order by id
                """).param("import", importId).update();
        jdbc.sql("""
                insert into dispute_line (dispute_id, account_id, circle, invoice_id, invoice_line_id, disputed_amount, remark, import_id)
                select d.id, d.account_id, d.circle, t.invoice_id, t.line_id, s.disputed_amount, s.remark, :import
                from accepted s join target t using (row_no) join dispute d on d.dispute_ref = upper(s.dispute_ref)
                order by s.row_no
                """).param("import", importId).update();
    }

    /** Withdraws what the file raised, as long as nobody worked on it. */
    @Override
    public void revert(long importId, String reason) {
        List<String> worked =
                jdbc.sql("""
                        select distinct d.dispute_ref from dispute_line l join dispute d on d.id = l.dispute_id
                        where l.import_id = :import
                          and (d.import_id is distinct from :import or d.status <> 'RAISED'
                               or exists (select from dispute_line o where o.dispute_id = d.id and o.import_id is distinct from :import))
                        order by d.dispute_ref limit 20
                        """).param("import", importId).query(String.class).list();
        if (!worked.isEmpty()) {
            throw new BusinessRuleException(
                    "not-revertible",
                    "These disputes were worked on since, or were there before: " + String.join(", ", worked) + ".");
        }
        jdbc.sql("""
                insert into dispute_event (dispute_id, circle, from_status, to_status, why)
                select id, circle, 'RAISED', 'WITHDRAWN', left(:reason, 1000) from dispute where import_id = :import order by id
                """).param("import", importId).param("reason", reason).update();
    }
}

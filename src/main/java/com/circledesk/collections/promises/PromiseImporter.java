package com.circledesk.collections.promises;

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
 * Files of kind {@code promises}: a row for each invoice that is promised, or one row without an invoice for a lump sum. Rows
 * with one reference make one promise, which is taken as a whole or not at all; what is recorded is never changed by a file.
 */
@Component
@Order(13)
class PromiseImporter implements RowImporter {
    private static final ImportKind KIND = ImportKind.of(
            "promises",
            List.of("promise_ref", "invoice_no"),
            Column.key("promise_ref", "PTP-2026-0117").asRequired(),
            Column.key("account_code", "KA-AIRTEL"),
            Column.key("invoice_no", "TC/26-27/000123"),
            Column.positiveAmount("amount").asRequired(),
            Column.choice("basis", "GROSS", "NET"),
            Column.date("made_on").notInFuture(),
            Column.date("promised_on").asRequired(),
            Column.text("promised_by", 120).asRequired(),
            Column.choice("channel", "CALL", "MEETING", "VISIT", "MAIL", "MESSAGE", "LETTER", "PORTAL")
                    .asRequired(),
            Column.text("remark", 1000));

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final Promises promises;
    private final PromiseRecords records;

    PromiseImporter(JdbcClient jdbc, Ledger ledger, Promises promises, PromiseRecords records) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.promises = promises;
        this.records = records;
    }

    @Override
    public ImportKind kind() {
        return KIND;
    }

    @Override
    public String list() {
        return "/promises";
    }

    @Override
    public String recorded(long importId) {
        return list() + "?show=all";
    }

    @Override
    public void check(Staging rows) {
        rows.refuseRepeatedKeys();
        checkCells(rows);
        findAccounts(rows);
        if (rows.isCommit()) {
            ledger.lockAccounts(jdbc.sql("select distinct account_id from promise_target")
                    .query(Long.class)
                    .list());
        }
        checkWhole(rows);
        compare(rows);
        checkStanding(rows);
        refuseParts(rows);
        refuseRivals(rows);
        refuseParts(rows);
    }

    private static void refuseParts(Staging rows) {
        rows.fault("conflict", "promise_ref", """
                select s.row_no, format('Another row of %s is at fault. A promise is taken as a whole.', s.promise_ref)
                from accepted s
                where s.promise_ref_key in (select f.promise_ref_key from staged f join staged_fault x using (row_no))
                """);
    }

    private static void checkCells(Staging rows) {
        rows.check(List.of(
                new Staging.Rule(
                        "bad-choice",
                        "promise_ref",
                        "upper(promise_ref) !~ '^[A-Z0-9][A-Z0-9._~-]{0,39}$' or upper(promise_ref) ~ '^P-[A-Z]{2}-[0-9]+$'"
                                + " or upper(promise_ref) in ('NEW', 'EXPORT', 'KEPT-RATES', 'WITHDRAWALS')",
                        "format('\"%s\" is no reference: letters, digits, point, hyphen, underscore and tilde, and none that we give.',"
                                + " promise_ref)"),
                new Staging.Rule(
                        "missing",
                        "account_code",
                        "account_code is null and invoice_no is null",
                        "'Say whose promise it is: an account for a lump sum, or an invoice.'"),
                new Staging.Rule(
                        "out-of-range",
                        "promised_on",
                        "promised_on not between coalesce(made_on, app_today()) and coalesce(made_on, app_today()) + 3660",
                        "format('A promise falls due on the day it is made, %s, or within ten years of it.',"
                                + " coalesce(made_on, app_today()))")));
    }

    /** Into {@code promise_target}: row, account and, where one is named, invoice. */
    private void findAccounts(Staging rows) {
        jdbc.sql("""
                create temp table promise_target on commit drop as
                select s.row_no, s.promise_ref_key, i.account_id, i.circle, i.id as invoice_id
                from staged s
                join documents_by_number('invoice', array(select distinct invoice_no_key from staged where invoice_no is not null)) d
                    on d.number_key = s.invoice_no_key and not d.reversed
                join invoice i on i.id = d.id
                union all
                select s.row_no, s.promise_ref_key, a.id, a.circle, null
                from staged s join account a on lower(a.code) = s.account_code_key where s.invoice_no is null
                """).update();
        jdbc.sql("create index on promise_target (row_no)").update();
        jdbc.sql("analyze promise_target").update();
        rows.fault("unknown-invoice", "invoice_no", """
                select s.row_no, format('Invoice "%s" is not known.', s.invoice_no)
                from staged s where s.invoice_no is not null and not exists (select from promise_target t where t.row_no = s.row_no)
                """);
        rows.fault("unknown-account", "account_code", """
                select s.row_no, format('Account "%s" is not known.', s.account_code)
                from staged s where s.account_code is not null and not exists (select from account a where lower(a.code) = s.account_code_key)
                """);
        rows.fault("account-mismatch", "account_code", """
                select s.row_no, format('Invoice %s is of account %s.', s.invoice_no, a.code)
                from accepted s join promise_target t using (row_no) join account a on a.id = t.account_id
                where s.account_code is not null and lower(a.code) <> s.account_code_key
                """);
    }

    /** Rows of one promise tell the same of it; a lump sum is one row. */
    private static void checkWhole(Staging rows) {
        rows.fault("account-mismatch", "invoice_no", """
                select s.row_no, format('%s is of account %s in row %s. A promise is of one account.', s.promise_ref, a.code, f.row_no)
                from accepted s join promise_target t using (row_no)
                join (select distinct on (promise_ref_key) promise_ref_key, account_id, row_no
                      from promise_target order by promise_ref_key, row_no) f on f.promise_ref_key = s.promise_ref_key
                join account a on a.id = f.account_id
                where t.account_id <> f.account_id
                """);
        rows.fault("conflict", "invoice_no", """
                select row_no, format('%s is a lump sum: that is one row without an invoice, and no other.', promise_ref)
                from (select row_no, promise_ref, count(*) filter (where invoice_no is null) over (partition by promise_ref_key) as lumps,
                             count(*) over (partition by promise_ref_key) as all_rows
                      from accepted) s
                where lumps > 0 and all_rows > 1
                """);
        rows.fault("conflict", "promise_ref", """
                select s.row_no, format('Row %s tells another day, basis, person, way or remark of %s. A promise has one of each.',
                                        f.row_no, s.promise_ref)
                from accepted s
                join (select distinct on (promise_ref_key) * from accepted order by promise_ref_key, row_no) f using (promise_ref_key)
                where (s.promised_on, coalesce(s.made_on, app_today()), coalesce(s.basis, 'GROSS'), s.promised_by, s.channel)
                          is distinct from
                      (f.promised_on, coalesce(f.made_on, app_today()), coalesce(f.basis, 'GROSS'), f.promised_by, f.channel)
                   or s.remark <> coalesce(f.remark, '')
                """);
    }

    /** A row that is recorded with the same values is unchanged; every other row of a recorded promise is a conflict. */
    private static void compare(Staging rows) {
        String recorded = """
                from accepted s join promise_target t using (row_no)
                join promise p on p.promise_ref = upper(s.promise_ref)
                left join promise_invoice c on c.promise_id = p.id and c.invoice_id = t.invoice_id
                """;
        rows.unchanged("select s.row_no " + recorded + """
                where p.account_id = t.account_id and p.status <> 'WITHDRAWN'
                  and case when t.invoice_id is null then p.covers = 'ACCOUNT' and p.amount = s.amount
                           else p.covers = 'INVOICES' and c.amount = s.amount end
                  and p.promised_on = s.promised_on and p.promised_by = s.promised_by and p.channel = s.channel
                  and (s.basis is null or p.basis = s.basis) and (s.made_on is null or p.made_on = s.made_on)
                  and (s.remark is null or p.remark = s.remark)
                """);
        rows.fault("conflict", "promise_ref", "select s.row_no, " + """
                case when p.status = 'WITHDRAWN' then format('%s was withdrawn. Give the new promise a reference of its own.', p.promise_ref)
                     else format('%s is recorded with other values. A promise is not changed: withdraw it and take another.', p.promise_ref) end
                """ + recorded);
        rows.fault("conflict", "promise_ref", """
                select s.row_no, format('%s is recorded already.', s.promise_ref)
                from accepted s where promise_ref_is_taken(upper(s.promise_ref))
                """);
    }

    /** What stands against a row by what is promised and open already. */
    private static void checkStanding(Staging rows) {
        rows.fault("conflict", "account_code", """
                select s.row_no, format('%s is a lump sum of this account that is still open. Withdraw it, or promise of invoices.', o.promise_ref)
                from accepted s join promise_target t using (row_no)
                join promise o on o.account_id = t.account_id and o.covers = 'ACCOUNT' and o.status = 'OPEN' and o.judge_on >= app_today()
                where t.invoice_id is null
                """);
        rows.fault("conflict", "invoice_no", """
                select distinct on (s.row_no) s.row_no,
                       format('Invoice %s is promised by %s already, which is still open. Withdraw that first.', s.invoice_no, o.promise_ref)
                from accepted s join promise_target t using (row_no)
                join promise_invoice c on c.invoice_id = t.invoice_id
                join promise o on o.id = c.promise_id and o.status = 'OPEN' and o.judge_on >= app_today()
                """);
        rows.fault("over-applied", "amount", """
                select s.row_no, format('Of invoice %s %s is open, but %s would be promised.', s.invoice_no, coalesce(o.open_amount, 0), s.amount)
                from accepted s join promise_target t using (row_no)
                left join open_item o on o.invoice_id = t.invoice_id
                where t.invoice_id is not null and s.amount > coalesce(o.open_amount, 0)
                """);
    }

    /** Rows of the file that promise the same: the first keeps it. */
    private static void refuseRivals(Staging rows) {
        rows.fault("conflict", "account_code", """
                select row_no, format('Row %s is a lump sum of this account too. An account has one at a time.', first_row)
                from (select s.row_no, min(s.row_no) over (partition by t.account_id) as first_row
                      from accepted s join promise_target t using (row_no) where t.invoice_id is null) s
                where row_no > first_row
                """);
        rows.fault("conflict", "invoice_no", """
                select row_no, format('Invoice %s is promised in row %s already.', invoice_no, first_row)
                from (select s.row_no, s.invoice_no, min(s.row_no) over (partition by t.invoice_id) as first_row
                      from accepted s join promise_target t using (row_no) where t.invoice_id is not null) s
                where row_no > first_row
                """);
    }

    /** Those of the accounts whose day is over are judged first: they keep nothing from being promised again. */
    @Override
    public void post(Staging rows) {
        long importId = rows.importId();
        promises.judge(jdbc.sql("""
                        select distinct p.plan_id from promise p
                        where p.status = 'OPEN' and p.judge_on < app_today()
                          and p.account_id in (select t.account_id from accepted s join promise_target t using (row_no))
                        order by 1
                        """).query(Long.class).list());
        jdbc.sql("""
                with numbered as materialized (
                    select nextval('promise_seq') as id, n.*
                    from (select distinct on (s.promise_ref_key) s.*, t.account_id, t.circle, t.invoice_id,
                                 sum(s.amount) over (partition by s.promise_ref_key) as total
                          from accepted s join promise_target t using (row_no) order by s.promise_ref_key, s.row_no) n
                )
                insert into promise (id, promise_ref, plan_id, account_id, circle, covers, basis, amount, made_on, promised_on, promised_by,
                                     channel, remark, owner_id, import_id)
                select n.id, upper(n.promise_ref), n.id, n.account_id, n.circle,
                       case when n.invoice_id is null then 'ACCOUNT' else 'INVOICES' end, coalesce(n.basis, 'GROSS'), n.total,
                       coalesce(n.made_on, app_today()), n.promised_on, n.promised_by, n.channel, n.remark,
                       coalesce((select m.user_id from account_manager m where m.account_id = n.account_id and m.from_on <= app_today()
                                 order by m.from_on desc limit 1), nullif(current_setting('app.actor_id', true), '')::bigint), :import
                from numbered n order by n.id
                """).param("import", importId).update();
        jdbc.sql("""
                insert into promise_invoice (promise_id, account_id, circle, invoice_id, place, amount)
                select p.id, p.account_id, p.circle, t.invoice_id, row_number() over (partition by p.id order by s.row_no), s.amount
                from accepted s join promise_target t using (row_no) join promise p on p.promise_ref = upper(s.promise_ref)
                where t.invoice_id is not null order by s.row_no
                """).update();
        List<Long> made = jdbc.sql("select id from promise where import_id = :import order by id")
                .param("import", importId)
                .query(Long.class)
                .list();
        records.layOutLumpSums(made);
        promises.judge(made);
    }

    /** Withdraws what the file promised, as long as it is not judged yet. */
    @Override
    public void revert(long importId, String reason) {
        List<String> judged =
                jdbc.sql("""
                        select promise_ref from promise
                        where import_id = :import and (status not in ('OPEN', 'WITHDRAWN') or status = 'OPEN' and judge_on < app_today())
                        order by promise_ref limit 20
                        """).param("import", importId).query(String.class).list();
        if (!judged.isEmpty()) {
            throw new BusinessRuleException(
                    "not-revertible", "These promises were judged by now: " + String.join(", ", judged) + ".");
        }
        jdbc.sql("""
                select withdraw_promise(id, left(:reason, 500)) from promise
                where import_id = :import and status = 'OPEN' order by id
                """).param("import", importId).param("reason", reason).query(row -> {});
    }
}

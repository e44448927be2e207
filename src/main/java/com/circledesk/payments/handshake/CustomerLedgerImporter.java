package com.circledesk.payments.handshake;

import com.circledesk.imports.Column;
import com.circledesk.imports.ImportKind;
import com.circledesk.imports.RowImporter;
import com.circledesk.imports.Staging;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Files of kind {@code customer-ledger}: what the customer's vendor ledger says of an account on a day, what they owe being
 * positive. Invoices it names are {@code ACCOUNTED} with the customer, or as far as the line says.
 */
@Component
@Order(22)
class CustomerLedgerImporter implements RowImporter {
    private static final int NUMBER_MAX = 60;

    private static final ImportKind KIND = ImportKind.of(
            "customer-ledger",
            List.of("account_code", "as_on", "document_no", "invoice_no", "entry_type"),
            Column.key("account_code", "BHARTI-MH").asRequired(),
            Column.date("as_on").notInFuture(),
            Column.key("document_no", NUMBER_MAX, "5100004711").asRequired(),
            Column.choice("entry_type", "INVOICE", "PAYMENT", "TDS", "NOTE", "DEDUCTION", "OTHER")
                    .asRequired(),
            Column.text("invoice_no", NUMBER_MAX),
            Column.date("document_date").asRequired().notInFuture(),
            Column.signedAmount("amount").asRequired(),
            Column.choice("state", "SUBMITTED", "ACKNOWLEDGED", "ACCOUNTED", "APPROVED", "IN_PAYMENT_RUN"),
            Column.gstin("gstin"),
            Column.text("remark", 500));

    /** A new state of an invoice, where it is not the one that was known. */
    private static final String STATES = """
            insert into customer_invoice_state (invoice_id, account_id, circle, state, on_day, import_id)
            select n.id, n.account_id, n.circle, n.state, n.as_on, :import
            from (select distinct on (i.id) i.id, i.account_id, i.circle, coalesce(l.state, 'ACCOUNTED') as state, l.as_on
                  from customer_ledger_line l join invoice i on i.account_id = l.account_id and i.reversed_at is null
                   and invoice_key(i.invoice_no) = invoice_key(l.invoice_no)
                  where l.import_id = :import and l.invoice_no is not null and (l.entry_type = 'INVOICE' or l.state is not null)
                  order by i.id, l.as_on desc, l.id desc) n
            left join customer_state_now s on s.invoice_id = n.id
            where s.state is distinct from n.state and (s.on_day is null or s.on_day <= n.as_on)
            """;

    private final JdbcClient jdbc;

    CustomerLedgerImporter(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public ImportKind kind() {
        return KIND;
    }

    @Override
    public String list() {
        return "/payments/customer-reconciliation";
    }

    @Override
    public void check(Staging rows) {
        rows.fault("unknown-account", "account_code", """
                select s.row_no, format('Account "%s" is not known.', s.account_code) from staged s
                where s.account_code is not null and not exists (select from account a where lower(a.code) = s.account_code_key)
                """);
        rows.check(List.of(new Staging.Rule(
                "zero", "amount", "amount = 0", "'A line of a ledger says how much is owed or was taken off.'")));
        rows.jdbc().sql("""
                create temp table customer_line on commit drop as
                select s.row_no, a.id as account_id, a.circle, a.code, s.document_no_key, s.document_no, s.entry_type, s.invoice_no,
                       coalesce(lower(s.invoice_no), '') as invoice_no_key, s.document_date, s.amount, s.state, s.gstin, s.remark,
                       coalesce(s.as_on, max(s.document_date) over (partition by a.id)) as as_on
                from accepted s join account a on lower(a.code) = s.account_code_key
                """).update();
        rows.fault("out-of-range", "document_date", """
                select row_no, format('%s lies after the day of the extract, %s.', document_date, as_on)
                from customer_line where document_date > as_on
                """);
        rows.refuseRepeatedKeys(
                "customer_line", "account_id, as_on, document_no_key, invoice_no_key, entry_type", "s.document_no");
        String known = """
                from customer_line s join customer_ledger_line l on l.account_id = s.account_id and l.as_on = s.as_on
                 and lower(l.document_no) = s.document_no_key and coalesce(lower(l.invoice_no), '') = s.invoice_no_key
                 and l.entry_type = s.entry_type and l.reversed_at is null
                where ((l.document_date, l.amount) = (s.document_date, s.amount) and l.state is not distinct from s.state
                       and l.gstin is not distinct from s.gstin and l.remark is not distinct from s.remark) = %s
                """;
        rows.fault(
                "conflict",
                "document_no",
                "select s.row_no, format('Document %s is in the extract of %s already with other values.', s.document_no, s.as_on) "
                        + known.formatted("false"));
        rows.unchanged("select s.row_no " + known.formatted("true"));
    }

    @Override
    public void post(Staging rows) {
        rows.jdbc().sql("""
                        insert into customer_ledger_line (account_id, circle, as_on, document_no, entry_type, invoice_no, document_date,
                                                          amount, state, gstin, remark, import_id)
                        select account_id, circle, as_on, document_no, entry_type, invoice_no, document_date, amount, state, gstin,
                               remark, :import
                        from customer_line where row_no in (select row_no from accepted)
                        """).param("import", rows.importId()).update();
        rows.jdbc().sql(STATES).param("import", rows.importId()).update();
    }

    /** States are history: an invoice goes back to the last word that still stands, or to submitted. */
    @Override
    public void revert(long importId, String reason) {
        jdbc.sql(
                        "update customer_ledger_line set reversed_at = app_now() where import_id = :import and reversed_at is null")
                .param("import", importId)
                .update();
        jdbc.sql("""
                with standing as (
                    select distinct on (s.invoice_id) s.invoice_id, s.state
                    from customer_invoice_state s left join import_batch b on b.id = s.import_id
                    where s.import_id is distinct from :import and b.status is distinct from 'REVERTED'
                      and s.invoice_id in (select invoice_id from customer_invoice_state where import_id = :import)
                    order by s.invoice_id, s.on_day desc, s.id desc
                )
                insert into customer_invoice_state (invoice_id, account_id, circle, state, on_day, remark, import_id)
                select n.invoice_id, n.account_id, n.circle, coalesce(t.state, 'SUBMITTED'), n.on_day, 'The import was taken back.', :import
                from customer_state_now n left join standing t on t.invoice_id = n.invoice_id
                where n.invoice_id in (select invoice_id from customer_invoice_state where import_id = :import)
                  and n.state <> coalesce(t.state, 'SUBMITTED')
                """).param("import", importId).update();
    }
}

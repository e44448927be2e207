package com.circledesk.receivables.kpi;

import com.circledesk.receivables.BookFilter;
import com.circledesk.receivables.Selection;
import com.circledesk.receivables.Selections;
import com.circledesk.receivables.ageing.AgeBuckets;
import com.circledesk.receivables.ageing.AgeingBasis;
import com.circledesk.shared.PageWish;
import com.circledesk.shared.Paged;
import com.circledesk.users.Scope;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The rows that went into a figure, and what ties them to the ledger. */
@Service
@Transactional(readOnly = true)
public class KpiExplanationQueries {
    private final JdbcClient jdbc;
    private final Selections selections;

    KpiExplanationQueries(JdbcClient jdbc, Selections selections) {
        this.jdbc = jdbc;
        this.selections = selections;
    }

    /**
     * A bucket of the ageing by due date.
     *
     * @param amount with GST
     * @param net without GST
     */
    public record Bucket(String label, BigDecimal amount, BigDecimal net) {
        public BigDecimal on(GstBasis gst) {
            return gst == GstBasis.INCL ? amount : net;
        }
    }

    /**
     * @param unapplied money on account: part of the ledger, in no bucket
     * @param ledger the ledger's balance, from a sum of its own
     */
    public record Buckets(List<Bucket> rows, BigDecimal unapplied, BigDecimal ledger) {
        public BigDecimal total(GstBasis gst) {
            return rows.stream().map(row -> row.on(gst)).reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        public BigDecimal gross() {
            return total(GstBasis.INCL);
        }

        public BigDecimal difference() {
            return gross().add(unapplied).subtract(ledger);
        }
    }

    /** Billing of a month, or of its days within the window; each kind less its reversals. */
    public record BilledMonth(
            YearMonth month,
            LocalDate first,
            LocalDate last,
            BigDecimal invoices,
            BigDecimal debitNotes,
            BigDecimal creditNotes) {
        public boolean isWhole() {
            return first.getDayOfMonth() == 1 && last.equals(month.atEndOfMonth());
        }

        public BigDecimal total() {
            return invoices.add(debitNotes).add(creditNotes);
        }
    }

    /** @param kind of the entries, less reversals; amounts with GST */
    public record Movement(String kind, BigDecimal amount) {}

    /** From what the ledger said before the window to what it says at its end, by a sum of its own. */
    public record Movements(BigDecimal opening, List<Movement> rows, BigDecimal closing) {
        public BigDecimal difference() {
            return rows.stream()
                    .map(Movement::amount)
                    .reduce(opening, BigDecimal::add)
                    .subtract(closing);
        }
    }

    /** An invoice settled in the window. */
    public record Settled(
            String invoiceNo,
            String accountCode,
            LocalDate dueDate,
            LocalDate settledOn,
            int daysLate,
            BigDecimal amount) {
        public BigDecimal weighted() {
            return amount.multiply(BigDecimal.valueOf(daysLate));
        }
    }

    /** @param sum over all of them, from the rows themselves and not from their roll-up */
    public record SettledInvoices(Paged<Settled> rows, DaysLate sum) {}

    public Buckets buckets(Scope scope, BookFilter filter, LocalDate asOf) {
        Selection selection = selections.select(scope, filter);
        AgeBuckets bands = AgeBuckets.standard(AgeingBasis.DUE);
        List<String> labels = new ArrayList<>(bands.labels());
        labels.add(0, "");
        List<Bucket> rows = selection
                .in(jdbc.sql("""
                        select bucket.label, coalesce(sum(b.amount), 0) as amount, coalesce(sum(b.net_amount), 0) as net
                        from unnest(cast(:labels as text[])) with ordinality as bucket (label, n)
                        left join (
                            select amount, net_amount,
                                   case when charge_type = 'ON_ACCOUNT' then 1
                                        else width_bucket(:asOf - due_date, cast(:thresholds as integer[])) + 2 end as n
                            from ledger_balances(:asOf, null, :circles, cast(:accounts as bigint[]))
                            where %s
                        ) b using (n)
                        group by bucket.label, bucket.n order by bucket.n
                        """.formatted(Selection.CONDITION)))
                .param("asOf", asOf)
                .param("labels", labels.toArray(String[]::new))
                .param("thresholds", bands.thresholdArray())
                .query(Bucket.class)
                .list();
        return new Buckets(rows.subList(1, rows.size()), rows.get(0).amount(), ledger(selection, asOf));
    }

    /** Oldest month first; months without billing are left out. */
    public List<BilledMonth> billing(Scope scope, BookFilter filter, KpiWindow window, GstBasis gst) {
        return selections
                .select(scope, filter)
                .in(jdbc.sql("""
                        select date_trunc('month', effective_on)::date as month, greatest(:first, min(date_trunc('month', effective_on)::date)) as first,
                               least(:last, (date_trunc('month', min(effective_on)) + interval '1 month' - interval '1 day')::date) as last,
                               coalesce(sum(%1$s) filter (where counts_as = 'INVOICE'), 0) as invoices,
                               coalesce(sum(%1$s) filter (where counts_as = 'DEBIT_NOTE'), 0) as debit_notes,
                               coalesce(sum(%1$s) filter (where counts_as = 'CREDIT_NOTE'), 0) as credit_notes
                        from ledger_day
                        where counts_as in ('INVOICE', 'DEBIT_NOTE', 'CREDIT_NOTE')
                          and effective_on between :first and :last and %2$s
                        group by 1 order by 1
                        """.formatted(gst.billedColumn(), Selection.CONDITION)))
                .param("first", window.firstDay())
                .param("last", window.asOf())
                .query((row, number) -> new BilledMonth(
                        YearMonth.from(row.getObject("month", LocalDate.class)),
                        row.getObject("first", LocalDate.class),
                        row.getObject("last", LocalDate.class),
                        row.getBigDecimal("invoices"),
                        row.getBigDecimal("debit_notes"),
                        row.getBigDecimal("credit_notes")))
                .list();
    }

    /** The ledger from the day before the window to its end. Moving money from account to invoice changes no sum. */
    public Movements movements(Scope scope, BookFilter filter, KpiWindow window) {
        Selection selection = selections.select(scope, filter);
        List<Movement> rows = selection
                .in(jdbc.sql("""
                        select counts_as as kind, sum(amount) as amount from ledger_day
                        where effective_on between :first and :last and %s
                        group by counts_as having sum(amount) <> 0
                        order by array_position(array['INVOICE', 'DEBIT_NOTE', 'CREDIT_NOTE', 'RECEIPT', 'TDS', 'GST_TDS',
                                                      'DEDUCTION', 'ROUND_OFF', 'WRITE_OFF', 'ALLOCATION'], counts_as)
                        """.formatted(Selection.CONDITION)))
                .param("first", window.firstDay())
                .param("last", window.asOf())
                .query(Movement.class)
                .list();
        return new Movements(ledger(selection, window.openingOn()), rows, ledger(selection, window.asOf()));
    }

    /** Newest first. */
    public SettledInvoices settled(Scope scope, BookFilter filter, KpiWindow window, PageWish wish) {
        Selection selection = selections.select(scope, filter);
        String settlements = """
                from settlement
                where settled_on between :first and :last and (reopened_on is null or reopened_on > :last) and %s
                """.formatted(Selection.CONDITION);
        DaysLate sum = selection
                .in(jdbc.sql("""
                        select coalesce(sum(settled_amount * days_late), 0) as weighted_days,
                               coalesce(sum(settled_amount), 0) as weight, coalesce(sum(days_late), 0) as plain_days,
                               count(*) as invoices
                        """ + settlements))
                .param("first", window.firstDay())
                .param("last", window.asOf())
                .query(DaysLate.class)
                .single();
        PageWish shown = wish.within(sum.invoices());
        List<Settled> rows = selection
                .in(jdbc.sql("""
                        select i.invoice_no, a.code as account_code, i.due_date, s.settled_on, s.days_late, s.settled_amount as amount
                        from (select * %s order by settled_on desc, invoice_id desc limit :size offset :skip) s
                        join invoice i on i.id = s.invoice_id
                        join account a on a.id = s.account_id
                        order by s.settled_on desc, s.invoice_id desc
                        """.formatted(settlements)))
                .param("first", window.firstDay())
                .param("last", window.asOf())
                .param("size", shown.size())
                .param("skip", shown.skip())
                .query(Settled.class)
                .list();
        return new SettledInvoices(new Paged<>(rows, shown.page(), shown.size(), sum.invoices()), sum);
    }

    private BigDecimal ledger(Selection selection, LocalDate asOf) {
        return selection
                .in(jdbc.sql("select coalesce(sum(amount), 0) from account_day where effective_on <= :asOf and "
                        + Selection.CONDITION))
                .param("asOf", asOf)
                .query(BigDecimal.class)
                .single();
    }
}

package com.circledesk.payments.tax;

import com.circledesk.shared.Money;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What customers should deduct, by the rates that hold on a day: rate × taxable value, never on GST. */
@Service
@Transactional(readOnly = true)
public class TaxRates {
    private final JdbcClient jdbc;

    TaxRates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of one invoice, deducted on a day; nothing of an invoice outside the scope. */
    public InvoiceTax expected(Scope scope, long invoiceId, LocalDate day) {
        return expected(scope, List.of(invoiceId), day).getOrDefault(invoiceId, InvoiceTax.NONE);
    }

    /** Of many invoices by one question; an invoice outside the scope has no entry. */
    public Map<Long, InvoiceTax> expected(Scope scope, Collection<Long> invoiceIds, LocalDate day) {
        Map<Long, List<TaxLine>> lines = new HashMap<>();
        Map<Long, InvoiceTax> taxes = new HashMap<>();
        Long[] ids = invoiceIds.toArray(Long[]::new);
        jdbc.sql("""
                select invoice_id, tax, section, rate, base, amount, certificate_id from expected_tax(:ids, :day)
                order by invoice_id, tax desc, certificate_id nulls last
                """)
                .param("ids", ids)
                .param("day", day)
                .query((row, n) -> lines.computeIfAbsent(row.getLong("invoice_id"), id -> new ArrayList<>())
                        .add(new TaxLine(
                                Tax.valueOf(row.getString("tax")),
                                row.getString("section"),
                                new TaxPercent(row.getBigDecimal("rate")),
                                Money.of(row.getBigDecimal("base")),
                                Money.of(row.getBigDecimal("amount")),
                                row.getObject("certificate_id") != null)))
                .list();
        jdbc.sql("""
                select i.id, coalesce(-sum(e.amount) filter (where e.counts_as = 'TDS'), 0) as tds,
                       coalesce(-sum(e.amount) filter (where e.counts_as = 'GST_TDS'), 0) as gst_tds
                from invoice i left join ledger_entry e on e.invoice_id = i.id and e.counts_as in ('TDS', 'GST_TDS')
                where i.id = any (:ids) and i.circle = any (:circles) group by i.id
                """)
                .param("ids", ids)
                .param("circles", scope.toArray())
                .query((row, n) -> taxes.put(
                        row.getLong("id"),
                        new InvoiceTax(
                                lines.getOrDefault(row.getLong("id"), List.of()),
                                Money.of(row.getBigDecimal("tds")),
                                Money.of(row.getBigDecimal("gst_tds")))))
                .list();
        return taxes;
    }

    /**
     * Rates that some section or customer knows on a day, the lowest first and 0 among them: what a deduction may have been
     * computed with, if not with its own.
     */
    public List<TaxPercent> knownRates(LocalDate day) {
        return jdbc.sql("""
                        select 0::numeric(5, 2) as rate
                        union select s.rate from (select distinct on (nature) rate, nature from tax_section
                                                  where from_on <= :day and nature <> 'GST_TDS' order by nature, from_on desc) s
                        union select rate from tax_rate where tax = 'TDS' and rate is not null and from_on <= :day
                        order by 1
                        """)
                .param("day", day)
                .query((row, n) -> new TaxPercent(row.getBigDecimal("rate")))
                .list();
    }
}

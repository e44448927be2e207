package com.circledesk.reporting;

import com.circledesk.reporting.SearchHit.Kind;
import com.circledesk.users.Scope;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Looks for what people type or paste into the search: codes and names of accounts, numbers of documents, UTRs. */
@Service
@Transactional(readOnly = true)
public class SearchQueries {
    /** Of each kind; who sees so many narrows the search. */
    static final int HITS_MAX = 10;

    private static final String ACCOUNTS = """
            select 'ACCOUNT' as kind, a.code as number, a.customer_name as name, a.circle, null::date as day,
                   null::numeric as amount, lower(a.code) = lower(:text) as exact
            from account a join operator o on o.id = a.operator_id
            where a.circle = any (:circles)
              and (a.code ilike :part or a.customer_name ilike :part or o.name ilike :part or a.gstin ilike :part)
            order by exact desc, a.active desc, a.customer_name, a.code
            limit :most
            """;

    private static final String INVOICES = """
            select 'INVOICE' as kind, i.invoice_no as number, a.customer_name as name, i.circle, i.invoice_date as day,
                   i.total_amount as amount, lower(i.invoice_no) = lower(:text) as exact
            from invoice i join account a on a.id = i.account_id
            where i.id in (select id from documents_by_number('invoice', array[:text], true, :most))
              and i.circle = any (:circles)
            order by exact desc, lower(i.invoice_no)
            """;

    private static final String RECEIPTS = """
            select 'RECEIPT' as kind, r.receipt_no as number, a.customer_name as name, r.circle, r.received_on as day,
                   r.amount, lower(r.receipt_no) = lower(:text) or lower(r.utr) = lower(:text) as exact
            from receipt r join account a on a.id = r.account_id
            where r.id in (select id from documents_by_number('receipt', array[:text], true, :most)
                           union select id from documents_by_number('utr', array[:text], at_most => :most))
              and r.circle = any (:circles)
            order by exact desc, lower(r.receipt_no)
            limit :most
            """;

    private final JdbcClient jdbc;

    SearchQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Everything found, accounts first; an exact number leads its kind. */
    public List<SearchHit> find(String text, Scope scope) {
        String wanted = text.trim();
        List<SearchHit> hits = new ArrayList<>();
        if (!wanted.isEmpty()) {
            for (String sql : List.of(ACCOUNTS, INVOICES, RECEIPTS)) {
                hits.addAll(find(sql, wanted, scope));
            }
        }
        return hits;
    }

    private List<SearchHit> find(String sql, String wanted, Scope scope) {
        return jdbc.sql(sql)
                .param("text", wanted)
                .param("part", "%" + wanted.replaceAll("([\\\\%_])", "\\\\$1") + "%")
                .param("circles", scope.toArray())
                .param("most", HITS_MAX)
                .query((row, at) -> new SearchHit(
                        Kind.valueOf(row.getString("kind")),
                        row.getString("number"),
                        row.getString("name"),
                        row.getString("circle"),
                        row.getObject("day", java.time.LocalDate.class),
                        row.getBigDecimal("amount"),
                        row.getBoolean("exact")))
                .list();
    }
}

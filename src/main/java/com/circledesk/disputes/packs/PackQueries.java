package com.circledesk.disputes.packs;

import com.circledesk.users.Scope;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a pack holds of an account's open disputes. */
@Service
@Transactional(readOnly = true)
public class PackQueries {
    private static final int NOTES_MAX = 5000;

    private final JdbcClient jdbc;

    PackQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public int lines(long accountId, Scope scope) {
        return jdbc.sql("""
                        select coalesce(sum(line_count), 0)::integer from dispute
                        where account_id = :account and circle = any (:circles) and ended_on is null
                        """)
                .param("account", accountId)
                .param("circles", scope.toArray())
                .query(Integer.class)
                .single();
    }

    public void forEachLine(long accountId, Scope scope, Consumer<PackLine> each) {
        try (var rows = jdbc
                .sql("""
                        select d.dispute_ref as ref, i.invoice_no, i.invoice_date, n.line_no, s.code as site_code,
                               coalesce(n.charge_type, i.charge_type) as charge_type, coalesce(n.period, i.period) as period,
                               coalesce(n.taxable_amount + n.tax_amount, i.total_amount) as billed, l.disputed_amount as disputed,
                               case when t.takes_lines then null else l.decided_amount end as valid, l.remark
                        from dispute d
                        join dispute_status t on t.status = d.status
                        join dispute_line l on l.dispute_id = d.id
                        join invoice i on i.id = l.invoice_id
                        left join invoice_line n on n.id = l.invoice_line_id
                        left join site s on s.id = n.site_id
                        where d.account_id = :account and d.circle = any (:circles) and d.ended_on is null
                        order by d.dispute_ref, i.invoice_date, i.invoice_no, n.line_no nulls first
                        """)
                .withFetchSize(1000)
                .param("account", accountId)
                .param("circles", scope.toArray())
                .query(PackLine.class)
                .stream()) {
            rows.forEach(each);
        }
    }

    public List<PackFile> files(long accountId, Scope scope) {
        return jdbc.sql("""
                        select d.dispute_ref as ref, e.item, i.invoice_no, e.file_name, e.attached_at
                        from dispute d join dispute_evidence e on e.dispute_id = d.id left join invoice i on i.id = e.invoice_id
                        where d.account_id = :account and d.circle = any (:circles) and d.ended_on is null and e.removed_at is null
                        order by d.dispute_ref, e.id
                        """)
                .param("account", accountId)
                .param("circles", scope.toArray())
                .query(PackFile.class)
                .list();
    }

    /** The last ones first. */
    public List<PackNote> notes(long accountId, Scope scope) {
        return jdbc.sql("""
                        select n.note_no, n.kind, n.note_date, i.invoice_no, d.dispute_ref as ref, n.total_amount as total
                        from note n
                        left join invoice i on i.id = n.invoice_id
                        left join dispute_note l on l.note_id = n.id left join dispute d on d.id = l.dispute_id
                        where n.account_id = :account and n.circle = any (:circles) and n.reversed_at is null
                        order by n.note_date desc, n.id desc limit :size
                        """)
                .param("account", accountId)
                .param("circles", scope.toArray())
                .param("size", NOTES_MAX)
                .query(PackNote.class)
                .list();
    }
}

package com.circledesk.receivables.imports;

import com.circledesk.imports.RevertRefusedException;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds what was recorded later on top of an import's documents; it has to be taken back first. */
@Component
class Dependants {
    private final JdbcClient jdbc;

    Dependants(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void refuseThoseOfInvoices(long importId) {
        refuse(importId, List.of(), """
                select format('Allocation of %s on %s to invoice %s%s', x.amount, x.effective_on, i.invoice_no, from_import(x.import_id))
                from invoice i join allocation x on x.invoice_id = i.id and x.reversed_at is null
                where i.import_id = :import and i.reversed_at is null
                union all
                select format('Note %s on invoice %s%s', n.note_no, i.invoice_no, from_import(n.import_id))
                from invoice i join note n on n.invoice_id = i.id and n.reversed_at is null
                where i.import_id = :import and i.reversed_at is null and n.import_id is distinct from :import
                union all
                select format('%s lines%s', count(*), from_import(l.import_id))
                from invoice i join invoice_line l on l.invoice_id = i.id and l.reversed_at is null
                where i.import_id = :import and i.reversed_at is null
                group by l.import_id
                """);
    }

    void refuseThoseOfReceipts(long importId, Collection<Long> identified) {
        refuse(importId, identified, """
                select format('Allocation of %s on %s from receipt %s%s', x.amount, x.effective_on, r.receipt_no, from_import(x.import_id))
                from receipt r join allocation x on x.receipt_id = r.id and x.reversed_at is null
                where (r.import_id = :import or r.id = any (:ids)) and r.reversed_at is null
                """);
    }

    void refuseThoseOfNotes(long importId) {
        refuse(importId, List.of(), """
                select format('Allocation of %s on %s from note %s%s', x.amount, x.effective_on, n.note_no, from_import(x.import_id))
                from note n join allocation x on x.note_id = n.id and x.reversed_at is null
                where n.import_id = :import and n.reversed_at is null
                union all
                select format('Allocation of %s on %s to debit note %s%s', x.amount, x.effective_on, i.invoice_no, from_import(x.import_id))
                from invoice i join allocation x on x.invoice_id = i.id and x.reversed_at is null
                where i.import_id = :import and i.reversed_at is null
                union all
                select format('Note %s on debit note %s%s', n.note_no, i.invoice_no, from_import(n.import_id))
                from invoice i join note n on n.invoice_id = i.id and n.reversed_at is null
                where i.import_id = :import and i.reversed_at is null and n.import_id is distinct from :import
                """);
    }

    private void refuse(long importId, Collection<Long> ids, String dependants) {
        String sql =
                dependants.replaceAll("from_import\\((\\w\\.import_id)\\)", "coalesce(' (import ' || $1 || ')', '')");
        long total = jdbc.sql("select count(*) from (" + sql + ") d")
                .param("import", importId)
                .param("ids", ids.toArray(Long[]::new))
                .query(Long.class)
                .single();
        if (total == 0) {
            return;
        }
        List<String> first = jdbc.sql("select d.what from (" + sql + ") d (what) order by d.what limit :shown")
                .param("import", importId)
                .param("ids", ids.toArray(Long[]::new))
                .param("shown", RevertRefusedException.SHOWN_MAX)
                .query(String.class)
                .list();
        throw new RevertRefusedException(total, first);
    }
}

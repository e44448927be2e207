package com.circledesk.disputes.imports;

import com.circledesk.imports.Staging;
import com.circledesk.receivables.notes.ImportedNotes;
import com.circledesk.shared.BusinessRuleException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Notes of a file that name their dispute: they credit what was found valid in it, and once all of it is, it is issued. */
@Component
class DisputeNoteLinks implements ImportedNotes {
    private final JdbcClient jdbc;

    DisputeNoteLinks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void check(Staging rows) {
        if (!rows.has("dispute_ref")) {
            return;
        }
        jdbc.sql("""
                create temp table note_link on commit drop as
                select s.row_no, d.id as dispute_id, d.account_id, d.status, f.id as invoice_id, n.id as note_id
                from accepted s join dispute d on d.dispute_ref = upper(s.dispute_ref)
                left join found_invoice f on f.key = s.invoice_no_key left join found_note n on n.key = s.note_no_key
                where s.dispute_ref is not null
                """).update();
        if (rows.isCommit()) {
            jdbc.sql("select id from dispute where id in (select dispute_id from note_link) order by id for update")
                    .query(Long.class)
                    .list();
        }
        rows.fault("bad-choice", "dispute_ref", """
                select s.row_no, format('Dispute "%s" is not known.', s.dispute_ref) from accepted s
                where s.dispute_ref is not null and not exists (select from note_link l where l.row_no = s.row_no)
                """);
        rows.fault("bad-choice", "kind", """
                select s.row_no, format('Dispute %s is settled by credit notes.', s.dispute_ref)
                from accepted s join note_link l using (row_no) where s.kind = 'DEBIT'
                """);
        rows.fault("account-mismatch", "dispute_ref", """
                select s.row_no, format('Dispute %s is of account %s, not of %s.', s.dispute_ref, a.code, s.account_code)
                from accepted s join note_link l using (row_no) join account a on a.id = l.account_id
                where lower(a.code) <> s.account_code_key
                """);
        rows.fault("missing", "invoice_no", """
                select s.row_no, format('Say for which invoice of dispute %s the note is.', s.dispute_ref)
                from accepted s join note_link l using (row_no) where s.invoice_no is null
                """);
        rows.fault("conflict", "dispute_ref", """
                select s.row_no, format('Note %s is recorded already, and not as one of dispute %s.', s.note_no, s.dispute_ref)
                from accepted s join note_link l using (row_no)
                where l.note_id is not null
                  and not exists (select from dispute_note n where n.note_id = l.note_id and n.dispute_id = l.dispute_id)
                """);
        rows.fault("conflict", "dispute_ref", """
                select s.row_no, format('Dispute %s is %s: a note settles one that is decided.', s.dispute_ref,
                                        lower(replace(l.status, '_', ' ')))
                from accepted s join note_link l using (row_no) where l.note_id is null and l.status <> 'DECIDED'
                """);
        rows.fault("over-applied", "total_amount", """
                select row_no, format('Of invoice %s %s is valid in dispute %s and not credited yet, but the notes up to here credit %s.',
                                      invoice_no, valid, dispute_ref, credits)
                from (select s.row_no, s.invoice_no, s.dispute_ref,
                             sum(s.total_amount) over (partition by l.dispute_id, l.invoice_id order by s.row_no) as credits,
                             coalesce((select sum(d.decided_amount) from dispute_line d
                                       where d.dispute_id = l.dispute_id and d.invoice_id = l.invoice_id), 0)
                             - coalesce((select sum(c.amount) from dispute_credited c
                                         where c.dispute_id = l.dispute_id and c.invoice_id = l.invoice_id), 0) as valid
                      from accepted s join note_link l using (row_no) where l.note_id is null) x
                where credits > valid
                """);
    }

    @Override
    public void posted(Staging rows) {
        if (!rows.has("dispute_ref")) {
            return;
        }
        jdbc.sql("""
                        insert into dispute_note (note_id, dispute_id, account_id, circle)
                        select n.id, l.dispute_id, n.account_id, n.circle
                        from accepted s join note_link l using (row_no)
                        join note n on n.import_id = :import and lower(n.note_no) = s.note_no_key
                        """).param("import", rows.importId()).update();
        jdbc.sql("""
                        insert into dispute_event (dispute_id, circle, from_status, to_status, import_id)
                        select d.id, d.circle, 'DECIDED', 'ISSUED', :import from dispute d
                        where d.status = 'DECIDED'
                          and d.id in (select n.dispute_id from dispute_note n join note t on t.id = n.note_id where t.import_id = :import)
                          and d.decided_amount <= (select sum(c.amount) from dispute_credited c where c.dispute_id = d.id)
                        order by d.id
                        """).param("import", rows.importId()).update();
    }

    @Override
    public void reverted(long importId, String reason) {
        jdbc.sql("""
                        select d.dispute_ref from dispute d
                        where d.status in ('NOTE_REQUESTED', 'APPROVED') and d.id in (
                            select n.dispute_id from dispute_note n join note t on t.id = n.note_id where t.import_id = :import)
                        limit 1
                        """).param("import", importId).query(String.class).optional().ifPresent(ref -> {
            throw new BusinessRuleException(
                    "wrong-state", "A note is asked for in dispute %s: take that back first.".formatted(ref));
        });
        jdbc.sql("""
                        insert into dispute_event (dispute_id, circle, from_status, to_status, why)
                        select d.id, d.circle, d.status, case d.status when 'CLOSED' then 'VALIDATING' else 'DECIDED' end, :reason
                        from dispute d
                        where d.status in ('ISSUED', 'ACCOUNTED', 'CLOSED') and d.id in (
                            select n.dispute_id from dispute_note n join note t on t.id = n.note_id where t.import_id = :import)
                        order by d.id
                        """)
                .param("import", importId)
                .param("reason", reason.isBlank() ? "The import was taken back." : reason)
                .update();
    }
}

package com.circledesk.disputes.evidence;

import com.circledesk.shared.NotFoundException;
import com.circledesk.users.Scope;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads the files of disputes. Another circle's are as good as missing. */
@Service
@Transactional(readOnly = true)
public class EvidenceQueries {
    private final JdbcClient jdbc;

    EvidenceQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public List<EvidenceRow> ofDispute(long disputeId, Scope scope) {
        return jdbc.sql("""
                        select e.id, e.item, i.invoice_no, l.line_no, e.file_name, e.size_bytes, e.sha256, e.attached_at, e.attached_by,
                               e.removed_at, e.removed_by, e.removed_why
                        from dispute_evidence e
                        left join invoice i on i.id = e.invoice_id
                        left join invoice_line l on l.id = e.invoice_line_id
                        where e.dispute_id = :dispute and e.circle = any (:circles)
                        order by e.removed_at is not null, e.attached_at, e.id
                        """)
                .param("dispute", disputeId)
                .param("circles", scope.toArray())
                .query(EvidenceRow.class)
                .list();
    }

    /** One that was taken away is as good as missing. */
    public EvidenceFile file(long disputeId, long evidenceId, Scope scope) {
        return jdbc.sql("""
                        select file_name, content_type, content from dispute_evidence
                        where id = :id and dispute_id = :dispute and circle = any (:circles) and removed_at is null
                        """)
                .param("id", evidenceId)
                .param("dispute", disputeId)
                .param("circles", scope.toArray())
                .query((row, n) -> new EvidenceFile(
                        row.getString("file_name"), row.getString("content_type"), row.getBytes("content")))
                .optional()
                .orElseThrow(() -> new NotFoundException("File", evidenceId));
    }
}

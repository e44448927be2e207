package com.circledesk.receivables.invoices;

import com.circledesk.shared.NotFoundException;
import com.circledesk.users.Scope;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads the files attached to invoices. */
@Service
@Transactional(readOnly = true)
public class AttachmentQueries {
    private final JdbcClient jdbc;

    AttachmentQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public List<AttachmentRow> ofInvoice(long invoiceId, Scope scope) {
        return jdbc.sql("""
                        select id, kind, file_name, size_bytes, attached_at, attached_by, removed_at, removed_by
                        from invoice_attachment
                        where invoice_id = :invoice and circle = any (:circles)
                        order by removed_at is not null, attached_at, id
                        """)
                .param("invoice", invoiceId)
                .param("circles", scope.toArray())
                .query(AttachmentRow.class)
                .list();
    }

    /** One that was removed is as good as missing. */
    public AttachedFile file(long attachmentId, Scope scope) {
        return jdbc.sql("""
                        select file_name, content_type, content from invoice_attachment
                        where id = :id and circle = any (:circles) and removed_at is null
                        """)
                .param("id", attachmentId)
                .param("circles", scope.toArray())
                .query((row, n) -> new AttachedFile(
                        row.getString("file_name"), row.getString("content_type"), row.getBytes("content")))
                .optional()
                .orElseThrow(() -> new NotFoundException("Attachment", attachmentId));
    }
}

package com.circledesk.receivables.invoices;

import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.FileNames;
import com.circledesk.shared.NotFoundException;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps copies of invoices and proofs of their submission. A removed file is only marked. */
@Service
@Transactional
public class AttachmentService {
    public static final int BYTES_MAX = 10 * 1024 * 1024;

    private final JdbcClient jdbc;
    private final InvoiceQueries invoices;

    AttachmentService(JdbcClient jdbc, InvoiceQueries invoices) {
        this.jdbc = jdbc;
        this.invoices = invoices;
    }

    /** @return id of the attachment */
    public long attach(AttachFile asked) {
        InvoiceFacts invoice = invoices.get(asked.invoiceNo(), scope());
        if (asked.content().length == 0) {
            throw new BusinessRuleException("empty-file", "The file is empty.");
        }
        if (asked.content().length > BYTES_MAX) {
            throw new BusinessRuleException("too-large", "The file is larger than 10 MB.");
        }
        FileType type = FileType.of(asked.content())
                .orElseThrow(() -> new BusinessRuleException(
                        "bad-file", "This is neither a PDF nor a PNG or JPEG picture, whatever its name says."));
        String sha256 = sha256(asked.content());
        if (isAttached(invoice.id(), sha256)) {
            throw new BusinessRuleException("duplicate", "The very same file is attached already.");
        }
        return jdbc.sql("""
                        insert into invoice_attachment (invoice_id, circle, kind, file_name, content_type, size_bytes, sha256, content)
                        values (:invoice, :circle, :kind, :name, :type, :size, :sha256, :content)
                        returning id
                        """)
                .param("invoice", invoice.id())
                .param("circle", invoice.circle())
                .param("kind", asked.kind().name())
                .param(
                        "name",
                        FileNames.plain(asked.fileName(), "file." + type.name().toLowerCase(Locale.ROOT)))
                .param("type", type.contentType())
                .param("size", asked.content().length)
                .param("sha256", sha256)
                .param("content", asked.content())
                .query(Long.class)
                .single();
    }

    private boolean isAttached(long invoiceId, String sha256) {
        return jdbc.sql("""
                        select exists (select from invoice_attachment
                                       where invoice_id = :invoice and sha256 = :sha256 and removed_at is null)
                        """)
                .param("invoice", invoiceId)
                .param("sha256", sha256)
                .query(Boolean.class)
                .single();
    }

    /** @return number of the invoice it was attached to; taking away what is gone already changes nothing */
    public String remove(long attachmentId) {
        String invoiceNo = jdbc.sql("""
                        select i.invoice_no from invoice_attachment t join invoice i on i.id = t.invoice_id
                        where t.id = :id and t.circle = any (:circles)
                        """)
                .param("id", attachmentId)
                .param("circles", scope().toArray())
                .query(String.class)
                .optional()
                .orElseThrow(() -> new NotFoundException("Attachment", attachmentId));
        jdbc.sql("""
                        update invoice_attachment set removed_at = app_now(), removed_by = app_actor()
                        where id = :id and removed_at is null
                        """).param("id", attachmentId).update();
        return invoiceNo;
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Scope scope() {
        return ActorContext.required().scope();
    }
}

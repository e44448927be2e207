package com.circledesk.disputes.evidence;

import com.circledesk.receivables.LedgerRefusals;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.FileNames;
import com.circledesk.shared.NotFoundException;
import com.circledesk.users.ActorContext;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the files of disputes. What is taken away is only marked, with who, when and why. */
@Service
@Transactional
public class EvidenceService {
    private static final Map<String, String> REFUSALS =
            Map.of("dispute_evidence_once", "duplicate", "dispute_evidence_of_a_claim", "unknown-line");

    private final JdbcClient jdbc;
    private final EvidenceSettings settings;

    EvidenceService(JdbcClient jdbc, EvidenceSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /** A dispute, locked so that two who attach at once are counted one after the other. */
    private record Target(long id, String circle) {}

    /** @return id of the file */
    public long attach(AttachEvidence asked) {
        CheckedFile file = check(asked.content(), asked.fileName());
        Target dispute = lock(asked.ref());
        long files = jdbc.sql(
                        "select count(*) from dispute_evidence where dispute_id = :dispute and removed_at is null")
                .param("dispute", dispute.id())
                .query(Long.class)
                .single();
        if (files >= settings.filesMax()) {
            throw new BusinessRuleException(
                    "too-many", "A dispute has at most %d files. Take one away first.".formatted(settings.filesMax()));
        }
        if (isAttached(dispute.id(), file.sha256())) {
            throw new BusinessRuleException("duplicate", "The very same file is attached already.");
        }
        return LedgerRefusals.translate(
                REFUSALS,
                () -> jdbc.sql("""
                        insert into dispute_evidence (dispute_id, circle, item, invoice_id, invoice_line_id, file_name, content_type,
                                                      size_bytes, sha256, content)
                        select :dispute, :circle, :item, i.id, l.id, :name, :type, :size, :sha256, :content
                        from (select 1) one
                        left join invoice i on lower(i.invoice_no) = lower(:invoice) and i.reversed_at is null
                        left join invoice_line l on l.invoice_id = i.id and l.line_no = cast(:line as integer) and l.reversed_at is null
                        where (cast(:invoice as text) is null or i.id is not null) and (cast(:line as integer) is null or l.id is not null)
                        returning id
                        """)
                        .param("dispute", dispute.id())
                        .param("circle", dispute.circle())
                        .param("item", asked.item())
                        .param("invoice", asked.invoiceNo())
                        .param("line", asked.lineNo())
                        .param("name", file.fileName())
                        .param("type", file.contentType())
                        .param("size", asked.content().length)
                        .param("sha256", file.sha256())
                        .param("content", asked.content())
                        .query(Long.class)
                        .optional()
                        .orElseThrow(() ->
                                new BusinessRuleException("unknown-line", "The dispute does not claim this line.")));
    }

    /** What a file is, whoever keeps it. */
    public CheckedFile check(byte[] content, String fileName) {
        requireSize(content.length);
        EvidenceType type =
                EvidenceType.of(content, fileName, settings.unpackedMax().toBytes());
        return new CheckedFile(name(fileName, type), type.contentType(), sha256(content));
    }

    /** Before a file is read into memory. */
    public void requireSize(long size) {
        if (size == 0) {
            throw new BusinessRuleException("empty-file", "The file is empty.");
        }
        if (size > settings.sizeMax().toBytes()) {
            throw new BusinessRuleException(
                    "too-large",
                    "The file is larger than %d MB."
                            .formatted(settings.sizeMax().toMegabytes()));
        }
    }

    /** The name ends with what the file is: one that says otherwise is opened by the wrong program. */
    private static String name(String given, EvidenceType type) {
        String plain = FileNames.plain(given, "file." + type.ending());
        String ending = "." + type.ending();
        boolean says = plain.toLowerCase(Locale.ROOT).endsWith(ending)
                || type == EvidenceType.JPEG && plain.toLowerCase(Locale.ROOT).endsWith(".jpeg");
        return says
                ? plain
                : FileNames.plain(plain.substring(0, Math.min(plain.length(), 190)) + ending, "file" + ending);
    }

    private boolean isAttached(long dispute, String sha256) {
        return jdbc.sql("""
                        select exists (select from dispute_evidence
                                       where dispute_id = :dispute and sha256 = :sha256 and removed_at is null)
                        """)
                .param("dispute", dispute)
                .param("sha256", sha256)
                .query(Boolean.class)
                .single();
    }

    public void remove(String ref, long evidenceId, String why) {
        Target dispute = lock(ref);
        int removed = jdbc.sql("""
                        update dispute_evidence set removed_at = app_now(), removed_by = app_actor(), removed_why = :why
                        where id = :id and dispute_id = :dispute and removed_at is null
                        """)
                .param("id", evidenceId)
                .param("dispute", dispute.id())
                .param("why", why)
                .update();
        if (removed == 0) {
            throw new NotFoundException("File", evidenceId);
        }
    }

    private Target lock(String ref) {
        return jdbc.sql(
                        "select id, circle from dispute where dispute_ref = :ref and circle = any (:circles) for update")
                .param("ref", ref.strip().toUpperCase(Locale.ROOT))
                .param("circles", ActorContext.required().scope().toArray())
                .query(Target.class)
                .optional()
                .orElseThrow(() -> new NotFoundException("Dispute", ref));
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

package com.circledesk.receivables.unapplied;

import com.circledesk.receivables.LedgerRefusals;
import com.circledesk.receivables.Words;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Money;
import com.circledesk.shared.NotFoundException;
import com.circledesk.users.ActorContext;
import com.circledesk.work.About;
import com.circledesk.work.NewNotification;
import com.circledesk.work.Notifications;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps who looks after money that is not applied, and why it is not. */
@Service
@Transactional
public class UnappliedCare {
    private final JdbcClient jdbc;
    private final Notifications notifications;

    UnappliedCare(JdbcClient jdbc, Notifications notifications) {
        this.jdbc = jdbc;
        this.notifications = notifications;
    }

    private record Document(
            @Nullable Long receiptId,
            @Nullable Long noteId,
            long accountId,
            String circle,
            String account,
            String number,
            Money rest) {}

    /**
     * All of them or none.
     *
     * @return how many
     * @throws NotFoundException for a document that is not in scope, or has nothing left
     */
    public int care(CareForUnapplied asked) {
        String why = asked.why() == null || asked.why().isBlank()
                ? null
                : asked.why().strip();
        if (asked.documents().isEmpty()) {
            throw new BusinessRuleException("missing", "Tick at least one receipt or note.");
        }
        if (why == null && asked.owner() == null) {
            throw new BusinessRuleException("missing", "Choose who looks after them, or say why they are not applied.");
        }
        if (why != null && why.length() > CareForUnapplied.WHY_MAX) {
            throw new BusinessRuleException("too-long", "At most %d characters.".formatted(CareForUnapplied.WHY_MAX));
        }
        List<Document> documents = documents(asked.documents());
        documents.forEach(document -> LedgerRefusals.translate(() -> record(document, asked.owner(), why)));
        return documents.size();
    }

    private List<Document> documents(List<String> keys) {
        List<Document> found = jdbc.sql("""
                        select case when x.document_type = 'RECEIPT' then x.document_id end as receipt_id,
                               case when x.document_type = 'NOTE' then x.document_id end as note_id,
                               x.account_id, x.circle, a.code as account, coalesce(r.receipt_no, n.note_no) as number, x.rest
                        from on_account_item x
                        join account a on a.id = x.account_id
                        left join receipt r on x.document_type = 'RECEIPT' and r.id = x.document_id
                        left join note n on x.document_type = 'NOTE' and n.id = x.document_id
                        where x.document_type || ':' || x.document_id = any (:keys) and x.rest > 0 and x.circle = any (:circles)
                        order by x.document_type, x.document_id
                        """)
                .param("keys", keys.toArray(String[]::new))
                .param("circles", ActorContext.required().scope().toArray())
                .query(Document.class)
                .list();
        if (found.size() < List.copyOf(new java.util.TreeSet<>(keys)).size()) {
            throw new BusinessRuleException(
                    "stale", "One of the ticked has nothing left to apply any more. Look at the list again.");
        }
        return found;
    }

    private int record(Document document, @Nullable Long owner, @Nullable String why) {
        long id = jdbc.sql("""
                        insert into unapplied_care (receipt_id, note_id, account_id, circle, owner_id, why)
                        select :receipt, :note, :account, :circle, coalesce(:owner, said.owner_id), coalesce(:why, said.why)
                        from (select 1) one
                        left join lateral (
                            select c.owner_id, c.why from unapplied_care c
                            where c.receipt_id = :receipt or c.note_id = :note order by c.id desc limit 1) said on true
                        returning id
                        """)
                .param("receipt", document.receiptId(), java.sql.Types.BIGINT)
                .param("note", document.noteId(), java.sql.Types.BIGINT)
                .param("account", document.accountId())
                .param("circle", document.circle())
                .param("owner", owner, java.sql.Types.BIGINT)
                .param("why", why, java.sql.Types.VARCHAR)
                .query(Long.class)
                .single();
        if (owner != null && !Objects.equals(owner, ActorContext.required().userId())) {
            notifications.tell(new NewNotification(
                    "unapplied:" + id,
                    owner,
                    document.circle(),
                    new About("UNAPPLIED", document.number(), "/receivables/unapplied?account=" + document.account()),
                    "%s of %s: %s is not applied. It is yours to look after."
                            .formatted(document.number(), document.account(), Words.rupees(document.rest()))));
        }
        return 1;
    }
}

package com.circledesk.work;

import com.circledesk.shared.NotFoundException;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Mails to be sent. Queued in the transaction of what they tell of, so that both happen or neither; {@link MailJob} sends
 * them.
 */
@Service
@Transactional
public class Mails {
    private final JdbcClient jdbc;
    private final String baseUrl;

    Mails(JdbcClient jdbc, @Value("${circledesk.base-url}") String baseUrl) {
        this.jdbc = jdbc;
        this.baseUrl = baseUrl.replaceAll("/+$", "");
    }

    /** @return false if it was queued already, sent or not */
    public boolean queue(NewMail mail) {
        return queue(mail, null);
    }

    /** @param notBefore null: as soon as may be */
    public boolean queue(NewMail mail, @Nullable Instant notBefore) {
        NewMail.Attachment file = mail.attachment();
        // No target is named: what another circle's mail bears may not be asked, and need not.
        return jdbc.sql("""
                        insert into mail (key, kind, user_id, address, circles, subject, body, attachment_name, attachment, due_at)
                        values (:key, :kind, :user, :address, :circles, :subject, :body, :fileName, :file,
                                coalesce(cast(:due as timestamptz), app_now()))
                        on conflict do nothing
                        """)
                        .param("key", mail.key())
                        .param("kind", mail.kind())
                        .param("user", mail.user(), Types.BIGINT)
                        .param("address", mail.address(), Types.VARCHAR)
                        .param("circles", new Scope(mail.circles()).toArray())
                        .param("subject", mail.subject())
                        .param("body", mail.text())
                        .param("fileName", file == null ? null : file.name(), Types.VARCHAR)
                        .param("file", file == null ? null : file.content(), Types.BINARY)
                        .param(
                                "due",
                                notBefore == null ? null : OffsetDateTime.ofInstant(notBefore, ZoneOffset.UTC),
                                Types.TIMESTAMP_WITH_TIMEZONE)
                        .update()
                == 1;
    }

    /** A page of ours as a mail names it. @param path begins with a slash */
    public String address(String path) {
        return baseUrl + path;
    }

    /** What was not sent is to be tried again, from the start. */
    public void retry(long id) {
        int found = jdbc.sql("""
                        update mail set state = 'WAITING', tries = 0, due_at = app_now(), fault = null
                        where id = :id and state in ('FAILED', 'KEPT') and circles <@ cast(:circles as text[])
                        """)
                .param("id", id)
                .param("circles", ActorContext.required().scope().toArray())
                .update();
        if (found == 0) {
            throw new NotFoundException("Mail", id);
        }
    }

    /** All that failed. @return how many they were */
    public int retryFailed() {
        return jdbc.sql("""
                        update mail set state = 'WAITING', tries = 0, due_at = app_now(), fault = null
                        where state = 'FAILED' and circles <@ cast(:circles as text[])
                        """)
                .param("circles", ActorContext.required().scope().toArray())
                .update();
    }
}

package com.circledesk.forms;

import com.circledesk.users.ActorContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets a form that moves money count once, however often it is sent. Called within the transaction that does the work:
 * the key is kept if and only if the work is. Equal keys wait for each other, so thirty at once do the work once and get
 * the same answer thirty times; a refusal keeps no key, and the corrected form may be sent with the same one.
 *
 * <pre>
 * Submission sent = submissions.once(key, "allocation", command, () -> String.valueOf(record(command)));
 * </pre>
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class FormSubmissions {
    private final JdbcClient jdbc;
    private final Clock clock;

    FormSubmissions(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param form which form it is; a key belongs to one form and one person
     * @param content the values sent, a record of them: its text is what two sendings are compared by
     * @param work does what the form asks and says what is to be remembered of it
     * @throws FormAlreadySentException if the key came before with other values
     */
    public Submission once(FormKey key, String form, Record content, Supplier<String> work) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:key, 7205002))")
                .param("key", key.toString())
                .query((row, n) -> n)
                .single();
        String fingerprint = fingerprint(form, content);
        Optional<Submission> before = find(key, fingerprint);
        if (before.isPresent()) {
            return before.get();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        String outcome = work.get();
        jdbc.sql("""
                        insert into form_submission (idempotency_key, form, content_sha256, outcome, submitted_at)
                        values (:key, :form, :fingerprint, :outcome, :now)
                        """)
                .param("key", key.value())
                .param("form", form)
                .param("fingerprint", fingerprint)
                .param("outcome", outcome)
                .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .update();
        return new Submission(outcome, false, now);
    }

    private Optional<Submission> find(FormKey key, String fingerprint) {
        return jdbc.sql(
                        "select content_sha256, outcome, submitted_at from form_submission where idempotency_key = :key")
                .param("key", key.value())
                .query((row, n) -> {
                    if (!fingerprint.equals(row.getString("content_sha256"))) {
                        throw new FormAlreadySentException();
                    }
                    Instant at =
                            row.getObject("submitted_at", OffsetDateTime.class).toInstant();
                    return new Submission(row.getString("outcome"), true, at);
                })
                .optional();
    }

    /** The sender is part of it: another person's key tells nothing of what that person recorded. */
    private static String fingerprint(String form, Record content) {
        String text = String.join("\n", ActorContext.required().name(), form, content.toString());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

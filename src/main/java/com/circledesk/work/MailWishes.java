package com.circledesk.work;

import com.circledesk.users.ActorContext;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What each person wants by mail. People belong to no circle, hence without a scope. */
@Service
@Transactional
public class MailWishes {
    /** What notifications are about: {@link About#kind()}. The label {@code work.kind.<kind>} names each. */
    public static final List<String> KINDS = List.of(
            "ESCALATION",
            "RED_FLAG",
            "PROMISE",
            "TARGET",
            "ACTION_PLAN",
            "SUPPORT_REQUEST",
            "STATUS_UPDATE",
            "DISPUTE",
            "WORKLIST",
            "ROOT_CAUSE",
            "UNAPPLIED",
            "BULK_CONFIRMATION",
            "WRITE_OFF",
            "MAIL");

    private final JdbcClient jdbc;

    MailWishes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    public MailWish of(long user) {
        return jdbc.sql(
                        "select digest, digest_hour, kinds, quiet_days, quiet_until from mail_wish where user_id = :user")
                .param("user", user)
                .query((row, number) -> new MailWish(
                        row.getBoolean("digest"),
                        row.getInt("digest_hour"),
                        texts(row.getArray("kinds").getArray()),
                        texts(row.getArray("quiet_days").getArray()).stream()
                                .map(Integer::valueOf)
                                .toList(),
                        row.getObject("quiet_until", LocalDate.class)))
                .optional()
                .orElse(MailWish.USUAL);
    }

    /** Of whoever asks. */
    public void keep(MailWish wish) {
        jdbc.sql("""
                        insert into mail_wish (user_id, digest, digest_hour, kinds, quiet_days, quiet_until)
                        values (:me, :digest, :hour, cast(:kinds as text[]), cast(:days as smallint[]), :until)
                        on conflict (user_id) do update
                        set digest = excluded.digest, digest_hour = excluded.digest_hour, kinds = excluded.kinds,
                            quiet_days = excluded.quiet_days, quiet_until = excluded.quiet_until,
                            recorded_at = app_now(), recorded_by = app_actor()
                        """)
                .param("me", ActorContext.required().userId(), Types.BIGINT)
                .param("digest", wish.digest())
                .param("hour", wish.digestHour())
                .param("kinds", wish.kinds().stream().filter(KINDS::contains).toArray(String[]::new))
                .param("days", wish.quietDays().toArray(Integer[]::new))
                .param("until", wish.quietUntil(), Types.DATE)
                .update();
    }

    private static List<String> texts(Object array) {
        return Arrays.stream((Object[]) array).map(String::valueOf).toList();
    }
}

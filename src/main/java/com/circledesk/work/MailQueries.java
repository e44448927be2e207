package com.circledesk.work;

import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.PageWish;
import com.circledesk.shared.Paged;
import com.circledesk.shared.SearchText;
import com.circledesk.users.Scope;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads the outbox: of each mail, who sees every circle it tells of. */
@Service
@Transactional(readOnly = true)
public class MailQueries {
    private static final String ROWS = """
            select m.id, m.kind, coalesce(u.full_name, m.address) as recipient, m.subject, m.attachment_name, m.queued_at, m.queued_by,
                   m.state, m.tries, m.due_at, m.tried_at, m.sent_at, m.sent_to, m.fault, m.dropped_at
            """;
    private static final String FROM = """
            from mail m left join app_user u on u.id = m.user_id
            where m.circles <@ cast(:circles as text[])
            """;
    private static final String MATCHING = """
            and (:state::text is null or m.state = :state) and (:kind::text is null or m.kind = :kind)
            and (:q::text is null or m.subject ilike :q or u.full_name ilike :q or u.email ilike :q or m.address ilike :q)
            """;

    private final JdbcClient jdbc;

    MailQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The last first. */
    public Paged<MailRow> list(MailFilter filter, PageWish wish, Scope scope) {
        long total = matching("select count(*) " + FROM + MATCHING, filter, scope)
                .query(Long.class)
                .single();
        PageWish shown = wish.within(total);
        List<MailRow> rows = matching(
                        ROWS + FROM + MATCHING + "order by m.id desc limit :size offset :skip", filter, scope)
                .param("size", shown.size())
                .param("skip", shown.skip())
                .query(MailRow.class)
                .list();
        return new Paged<>(rows, shown.page(), shown.size(), total);
    }

    /** How many of each state there are, zero too. */
    public Map<MailState, Long> counts(Scope scope) {
        Map<MailState, Long> counts = new EnumMap<>(MailState.class);
        for (MailState state : MailState.values()) {
            counts.put(state, 0L);
        }
        jdbc.sql("select m.state, count(*) as mails " + FROM + " group by m.state")
                .param("circles", scope.toArray())
                .query(row -> {
                    counts.put(MailState.valueOf(row.getString("state")), row.getLong("mails"));
                });
        return counts;
    }

    public List<String> kinds(Scope scope) {
        return jdbc.sql("select distinct m.kind " + FROM + " order by m.kind")
                .param("circles", scope.toArray())
                .query(String.class)
                .list();
    }

    /** @throws NotFoundException if there is none, or it tells of a circle out of scope */
    public MailRow get(long id, Scope scope) {
        return jdbc.sql(ROWS + FROM + "and m.id = :id")
                .param("id", id)
                .param("circles", scope.toArray())
                .query(MailRow.class)
                .optional()
                .orElseThrow(() -> new NotFoundException("Mail", id));
    }

    /** Null once it is dropped. */
    public @Nullable String text(long id, Scope scope) {
        List<@Nullable String> found = jdbc.sql("select m.body " + FROM + "and m.id = :id")
                .param("id", id)
                .param("circles", scope.toArray())
                .query((row, number) -> row.getString(1))
                .list();
        if (found.isEmpty()) {
            throw new NotFoundException("Mail", id);
        }
        return found.get(0);
    }

    /** What goes along with it. */
    public NewMail.Attachment attachment(long id, Scope scope) {
        return jdbc.sql("select m.attachment_name as name, m.attachment as content " + FROM
                        + "and m.id = :id and m.attachment is not null")
                .param("id", id)
                .param("circles", scope.toArray())
                .query(NewMail.Attachment.class)
                .optional()
                .orElseThrow(() -> new NotFoundException("Attachment", id));
    }

    /** Whether a mail of that key was queued, and how far it came. */
    public Optional<MailState> stateOf(String key, Scope scope) {
        return jdbc.sql("select m.state " + FROM + "and m.key = :key")
                .param("key", key)
                .param("circles", scope.toArray())
                .query(String.class)
                .optional()
                .map(MailState::valueOf);
    }

    private JdbcClient.StatementSpec matching(String sql, MailFilter filter, Scope scope) {
        return jdbc.sql(sql)
                .param("circles", scope.toArray())
                .param("state", filter.state() == null ? null : filter.state().name())
                .param("kind", filter.kind())
                .param("q", SearchText.containing(filter.q()));
    }
}

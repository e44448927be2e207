package com.circledesk.collections.updates;

import com.circledesk.shared.NotFoundException;
import com.circledesk.users.ActorContext;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Writes what is sent, asked and answered: each kind of row in one statement. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class StatusRecords {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String COMMENT = """
            select c.id, u.ref, c.circle, c.manager_id, c.account_id, a.code as account, c.author_id, c.text, c.due_on
            from status_comment c
            join status_update u on u.id = c.update_id
            left join account a on a.id = c.account_id
            where c.id = :id and c.circle = any (:circles)
            """;

    private final JdbcClient jdbc;

    StatusRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Sent(long id, String ref) {}

    record Comment(
            long id,
            String ref,
            String circle,
            long managerId,
            @Nullable Long accountId,
            @Nullable String account,
            long authorId,
            String text,
            LocalDate dueOn) {}

    /** @param remarks by account code
     *  @return its number */
    String insert(ComposedUpdate update, Map<String, String> remarks) {
        Sent sent = jdbc.sql("""
                        insert into status_update (ref, manager_id, circle, due_on, as_of, known_at, bounds, financial_year, number)
                        values ('', :manager, :circle, :due, :asOf, :known, cast(:bounds as integer[]), 0, 0) returning id, ref
                        """)
                .param("manager", update.managerId())
                .param("circle", update.circle())
                .param("due", update.dueOn())
                .param("asOf", update.asOf())
                .param("known", Timestamp.from(update.knownAt()))
                .param("bounds", update.buckets().bounds().toArray(Integer[]::new))
                .query(Sent.class)
                .single();
        List<Map<String, @Nullable Object>> lines = new ArrayList<>();
        List<Map<String, @Nullable Object>> items = new ArrayList<>();
        for (AccountStatus account : update.accounts()) {
            lines.add(line(account, lines.size(), remarks.get(account.code())));
            for (StatusItem item : account.items()) {
                items.add(item(account, item, items.size()));
            }
        }
        jdbc.sql("""
                        insert into status_update_account (update_id, account_id, circle, position, amounts, unapplied, disputed, since_on,
                            since_update_id, opening, restated, billed, received, taxed, credited, adjusted, closing, summary, remark)
                        select :id, l.account_id, :circle, l.position, l.amounts, l.unapplied, l.disputed, l.since_on, l.since_update_id,
                               l.opening, l.restated, l.billed, l.received, l.taxed, l.credited, l.adjusted, l.closing, l.summary, l.remark
                        from jsonb_to_recordset(cast(:lines as jsonb)) as l (account_id bigint, position integer, amounts numeric[],
                            unapplied numeric, disputed numeric, since_on date, since_update_id bigint, opening numeric, restated numeric,
                            billed numeric, received numeric, taxed numeric, credited numeric, adjusted numeric, closing numeric,
                            summary text, remark text)
                        """)
                .param("id", sent.id())
                .param("circle", update.circle())
                .param("lines", JSON.writeValueAsString(lines))
                .update();
        jdbc.sql("""
                        insert into status_update_item (update_id, account_id, circle, position, kind, ref, what, amount, on_day)
                        select :id, i.account_id, :circle, i.position, i.kind, i.ref, i.what, i.amount, i.on_day
                        from jsonb_to_recordset(cast(:items as jsonb)) as i (account_id bigint, position integer, kind text, ref text,
                            what text, amount numeric, on_day date)
                        """)
                .param("id", sent.id())
                .param("circle", update.circle())
                .param("items", JSON.writeValueAsString(items))
                .update();
        return sent.ref();
    }

    private static Map<String, @Nullable Object> line(AccountStatus account, int position, @Nullable String remark) {
        StatusMovement moved = account.movement();
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("account_id", account.accountId());
        line.put("position", position);
        line.put(
                "amounts",
                account.figures().amounts().stream().map(Objects::toString).toList());
        line.put("unapplied", account.figures().unapplied().toString());
        line.put("disputed", account.figures().disputed().toString());
        line.put("since_on", account.sinceOn().toString());
        line.put("since_update_id", account.sinceUpdate());
        line.put("opening", moved.opening().toString());
        line.put("restated", moved.restated().toString());
        line.put("billed", moved.billed().toString());
        line.put("received", moved.received().toString());
        line.put("taxed", moved.taxed().toString());
        line.put("credited", moved.credited().toString());
        line.put("adjusted", moved.adjusted().toString());
        line.put("closing", account.figures().closing().toString());
        line.put("summary", account.summary());
        line.put("remark", remark);
        return line;
    }

    private static Map<String, @Nullable Object> item(AccountStatus account, StatusItem item, int position) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("account_id", account.accountId());
        row.put("position", position);
        row.put("kind", item.kind().name());
        row.put("ref", item.ref());
        row.put("what", item.what());
        row.put("amount", item.amount() == null ? null : item.amount().toString());
        row.put("on_day", item.onDay() == null ? null : item.onDay().toString());
        return row;
    }

    Comment insert(CommentOnUpdate comment) {
        String account = comment.account();
        long id = jdbc.sql("""
                        insert into status_comment (update_id, circle, manager_id, account_id, author_id, text, due_on)
                        select u.id, u.circle, u.manager_id, l.account_id, :me, :text, :due
                        from status_update u
                        left join (status_update_account l join account a on a.id = l.account_id)
                               on l.update_id = u.id and lower(a.code) = lower(trim(:account))
                        where lower(u.ref) = lower(trim(:ref)) and u.circle = any (:circles)
                          and (cast(:account as text) is null or l.account_id is not null)
                        returning id
                        """)
                .param("ref", comment.ref())
                .param("account", account, Types.VARCHAR)
                .param("me", ActorContext.required().userId(), Types.BIGINT)
                .param("text", comment.text())
                .param("due", comment.dueOn())
                .param("circles", ActorContext.required().scope().toArray())
                .query(Long.class)
                .optional()
                .orElseThrow(() -> new NotFoundException("Status update", comment.ref()));
        return comment(id);
    }

    Comment comment(long id) {
        return jdbc.sql(COMMENT)
                .param("id", id)
                .param("circles", ActorContext.required().scope().toArray())
                .query(Comment.class)
                .optional()
                .orElseThrow(() -> new NotFoundException("Comment", id));
    }

    void insertAnswer(long comment, String text) {
        jdbc.sql("""
                        insert into status_answer (comment_id, circle, text)
                        select id, circle, :text from status_comment where id = :comment
                        """).param("comment", comment).param("text", text).update();
    }
}

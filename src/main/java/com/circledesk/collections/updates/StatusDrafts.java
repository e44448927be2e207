package com.circledesk.collections.updates;

import com.circledesk.shared.BusinessRuleException;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Keeps what managers typed of the updates that are open. A draft is its manager's own. */
@Service
@Transactional
public class StatusDrafts {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ACCOUNT = "account:";
    private static final String COMMENT = "comment:";

    private final JdbcClient jdbc;

    StatusDrafts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    public StatusDraft find(String circle, LocalDate dueOn, Scope scope) {
        return jdbc.sql("""
                        select version, texts::text as texts from status_draft
                        where circle = :circle and circle = any (:circles) and manager_id = :me and due_on = :due
                        """)
                .param("circle", circle)
                .param("circles", scope.toArray())
                .param("me", me())
                .param("due", dueOn)
                .query((row, number) -> draft(row.getInt("version"), row.getString("texts")))
                .optional()
                .orElse(StatusDraft.EMPTY);
    }

    /**
     * @param draft its version is the one it was made from
     * @throws BusinessRuleException if somebody saved another in between
     */
    public void save(String circle, LocalDate dueOn, StatusDraft draft) {
        int saved = jdbc.sql("""
                        insert into status_draft as d (manager_id, circle, due_on, texts, version)
                        select :me, c.code, :due, cast(:texts as jsonb), 1 from circle c
                        where c.code = :circle and c.code = any (:circles)
                        on conflict (circle, manager_id, due_on) do update
                        set texts = excluded.texts, version = d.version + 1, saved_at = app_now()
                        where d.version = :version
                        """)
                .param("me", me())
                .param("circle", circle)
                .param("circles", ActorContext.required().scope().toArray())
                .param("due", dueOn)
                .param("texts", texts(draft))
                .param("version", draft.version())
                .update();
        if (saved == 0) {
            throw new BusinessRuleException(
                    "conflict",
                    "This draft was saved in another window meanwhile. Yours is below, not saved yet; save it again to keep it instead.");
        }
    }

    void discard(String circle, LocalDate dueOn) {
        jdbc.sql("delete from status_draft where circle = :circle and manager_id = :me and due_on = :due")
                .param("circle", circle)
                .param("me", me())
                .param("due", dueOn)
                .update();
    }

    private static long me() {
        return Objects.requireNonNull(ActorContext.required().userId(), "a draft is a person's");
    }

    private static String texts(StatusDraft draft) {
        Map<String, String> texts = new TreeMap<>();
        draft.remarks().forEach((account, text) -> texts.put(ACCOUNT + account, text));
        draft.answers().forEach((comment, text) -> texts.put(COMMENT + comment, text));
        return JSON.writeValueAsString(texts);
    }

    private static StatusDraft draft(int version, String json) {
        Map<String, String> remarks = new HashMap<>();
        Map<Long, String> answers = new HashMap<>();
        JSON.readValue(json, new TypeReference<Map<String, String>>() {}).forEach((name, text) -> {
            if (name.startsWith(ACCOUNT)) {
                remarks.put(name.substring(ACCOUNT.length()), text);
            } else {
                answers.put(Long.valueOf(name.substring(COMMENT.length())), text);
            }
        });
        return new StatusDraft(version, remarks, answers);
    }
}

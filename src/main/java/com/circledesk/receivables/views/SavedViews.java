package com.circledesk.receivables.views;

import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.NotFoundException;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Views of a person, and those that others share. A shared view is seen by who sees every circle it is about: those it
 * filters by, else all circles of its owner at the time of saving. The database keeps the same rule.
 */
@Service
@Transactional
public class SavedViews {
    private static final int NAME_MAX = 60;
    private static final int QUERY_MAX = 2000;

    private static final String VISIBLE = """
            select v.id, v.page, v.name, v.query, v.shared, v.user_id = :user as mine, u.full_name as owner
            from saved_view v join app_user u on u.id = v.user_id
            where (v.user_id = :user or v.shared and v.circles <@ cast(:circles as text[]))
            """;

    private final JdbcClient jdbc;

    SavedViews(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param query of the list's address */
    @Transactional(readOnly = true)
    public ViewChoice choice(CurrentUser user, ViewPage page, @Nullable String query) {
        List<SavedView> views = visible(user, " and v.page = :page order by mine desc, lower(v.name), v.id")
                .param("page", page.path())
                .query((row, number) -> view(row))
                .list();
        String open = ViewPage.values(query, "view").findFirst().orElse("");
        return new ViewChoice(
                page,
                views,
                views.stream()
                        .filter(view -> String.valueOf(view.id()).equals(open))
                        .findFirst()
                        .orElse(null),
                page.kept(query));
    }

    /** @throws NotFoundException if it does not exist, or is neither the user's nor shared with them */
    @Transactional(readOnly = true)
    public SavedView required(CurrentUser user, long id) {
        return visible(user, " and v.id = :id")
                .param("id", id)
                .query((row, number) -> view(row))
                .optional()
                .orElseThrow(() -> new NotFoundException("View", id));
    }

    /** Saves the filters under the name, in place of those that had it. */
    public long save(CurrentUser user, ViewPage page, String name, @Nullable String query, boolean shared) {
        String kept = page.kept(query);
        if (kept.length() > QUERY_MAX) {
            throw new BusinessRuleException("view-too-long", "These are too many filters for a view.");
        }
        return jdbc.sql("""
                        insert into saved_view (user_id, page, name, query, shared, circles)
                        values (:user, :page, :name, :query, :shared, :circles)
                        on conflict (user_id, page, lower(name)) do update
                        set name = excluded.name, query = excluded.query, shared = excluded.shared, circles = excluded.circles
                        returning id
                        """)
                .param("user", user.id())
                .param("page", page.path())
                .param("name", checked(name))
                .param("query", kept)
                .param("shared", shared)
                .param("circles", circles(user, kept))
                .query(Long.class)
                .single();
    }

    /** Gives an own view another name, and shares it or keeps it; its filters stay. */
    public void rename(CurrentUser user, long id, String name, boolean shared) {
        SavedView view = own(user, id);
        try {
            jdbc.sql("""
                            update saved_view set name = :name, shared = :shared, circles = :circles
                            where id = :id and user_id = :user
                            """)
                    .param("name", checked(name))
                    .param("shared", shared)
                    .param("circles", circles(user, view.query()))
                    .param("id", id)
                    .param("user", user.id())
                    .update();
        } catch (DuplicateKeyException e) {
            throw new BusinessRuleException("view-name-taken", "Another view of yours has this name already.");
        }
    }

    /** @return the view as it was */
    public SavedView delete(CurrentUser user, long id) {
        SavedView view = own(user, id);
        jdbc.sql("delete from saved_view where id = :id and user_id = :user")
                .param("id", id)
                .param("user", user.id())
                .update();
        return view;
    }

    private SavedView own(CurrentUser user, long id) {
        return Optional.of(required(user, id))
                .filter(SavedView::mine)
                .orElseThrow(() -> new NotFoundException("View", id));
    }

    private JdbcClient.StatementSpec visible(CurrentUser user, String more) {
        return jdbc.sql(VISIBLE + more)
                .param("user", user.id())
                .param("circles", user.scope().toArray());
    }

    private static String[] circles(CurrentUser user, String query) {
        Scope asked = user.scope().narrowedTo(ViewPage.values(query, "circle").toList());
        return (asked.circles().isEmpty() ? user.scope() : asked).toArray();
    }

    private static String checked(String name) {
        String text = name.strip();
        if (text.isEmpty() || text.length() > NAME_MAX) {
            throw new BusinessRuleException(
                    "view-name", "A view has a name of at most %d letters.".formatted(NAME_MAX));
        }
        return text;
    }

    private static SavedView view(ResultSet row) throws SQLException {
        return new SavedView(
                row.getLong("id"),
                ViewPage.at(row.getString("page")).orElseThrow(),
                row.getString("name"),
                row.getString("query"),
                row.getBoolean("shared"),
                row.getBoolean("mine"),
                row.getString("owner"));
    }
}

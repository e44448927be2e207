package com.circledesk.users;

import com.circledesk.shared.Choice;
import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.Paged;
import com.circledesk.shared.SearchText;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Reads users. People belong to no circle, hence without a scope; who may see the list is the page's matter. */
@Service
@Transactional(readOnly = true)
public class UserQueries {
    private static final String SIGNED_IN = """
            select u.id, u.email, u.full_name, u.role, u.all_circles, u.must_change_password, s.circles,
                   unread_notifications(u.id, s.circles) as unread
            from app_user u
            cross join lateral (
                select array(select c.code from circle c
                             where u.all_circles or exists (select from user_circle g where g.user_id = u.id and g.circle = c.code)
                            ) as circles) s
            """;

    private static final String ROWS = """
            select u.id, u.email, u.full_name, u.role, u.all_circles, u.last_login_at, u.version,
                   array(select g.circle from user_circle g where g.user_id = u.id order by g.circle) as circles,
                   case when u.disabled_at is not null then 'DISABLED'
                        when u.password_hash is null then 'INVITED' else 'ACTIVE' end as state
            from app_user u
            """;

    private static final String MATCHING = """
            where (:q::text is null or u.full_name ilike :q or u.email ilike :q)
              and (:role::text is null or u.role = :role)
              and (:circle::text is null or u.all_circles
                   or exists (select from user_circle g where g.user_id = u.id and g.circle = :circle))
              and (:state::text is null or :state = case when u.disabled_at is not null then 'DISABLED'
                   when u.password_hash is null then 'INVITED' else 'ACTIVE' end)
            """;

    private final JdbcClient jdbc;

    UserQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Where account managers work and nobody can approve what they hand in. */
    public List<String> circlesWithoutHead() {
        return jdbc.sql("""
                        select distinct w.circle
                        from user_circle w join app_user m on m.id = w.user_id
                        where m.role = 'ACCOUNT_MANAGER' and m.disabled_at is null
                          and not exists (
                              select from app_user h
                              where h.role = 'SALES_HEAD' and h.disabled_at is null
                                and (h.all_circles
                                     or exists (select from user_circle g where g.user_id = h.id and g.circle = w.circle)))
                        order by w.circle
                        """).query(String.class).list();
    }

    /**
     * The user as of now, if sessions of that epoch still stand and the user is not disabled. One question that concerns no
     * circle, asked for each page: it needs no transaction.
     */
    @Transactional(readOnly = true, propagation = Propagation.SUPPORTS)
    public Optional<CurrentUser> ofSession(long id, int sessionEpoch) {
        return jdbc.sql(SIGNED_IN + "where u.id = :id and u.session_epoch = :epoch and u.disabled_at is null")
                .param("id", id)
                .param("epoch", sessionEpoch)
                .query((row, number) -> signedIn(row))
                .optional();
    }

    /** The user as of now, if not disabled. */
    @Transactional(readOnly = true, propagation = Propagation.SUPPORTS)
    public Optional<CurrentUser> enabled(long id) {
        return jdbc.sql(SIGNED_IN + "where u.id = :id and u.disabled_at is null")
                .param("id", id)
                .query((row, number) -> signedIn(row))
                .optional();
    }

    int sessionEpoch(long id) {
        return jdbc.sql("select session_epoch from app_user where id = :id")
                .param("id", id)
                .query(Integer.class)
                .single();
    }

    /** Full names by id, for those that exist. */
    public Map<Long, String> names(Collection<Long> ids) {
        Map<Long, String> names = new HashMap<>();
        jdbc.sql("select id, full_name from app_user where id = any(:ids)")
                .param("ids", ids.toArray(Long[]::new))
                .query(row -> {
                    names.put(row.getLong("id"), row.getString("full_name"));
                });
        return names;
    }

    /** Full names by login, in lower case. */
    Map<String, String> namesByLogin() {
        Map<String, String> names = new HashMap<>();
        jdbc.sql("select lower(email) as login, full_name from app_user").query(row -> {
            names.put(row.getString("login"), row.getString("full_name"));
        });
        return names;
    }

    /** By name; a page beyond the end is the last one. */
    public Paged<UserRow> list(UserFilter filter, int page, int size) {
        long total = matching("select count(*) from app_user u " + MATCHING, filter)
                .query(Long.class)
                .single();
        int shown = (int) Math.max(0, Math.min(page, (total - 1) / size));
        List<UserRow> rows = matching(ROWS + MATCHING + "order by u.full_name, u.id limit :size offset :offset", filter)
                .param("size", size)
                .param("offset", (long) shown * size)
                .query((row, number) -> userRow(row))
                .list();
        return new Paged<>(rows, shown, size, total);
    }

    /** @throws NotFoundException if there is no such user */
    public UserRow get(long id) {
        return jdbc.sql(ROWS + "where u.id = :id")
                .param("id", id)
                .query((row, number) -> userRow(row))
                .optional()
                .orElseThrow(() -> new NotFoundException("User", id));
    }

    /** Those who may be given accounts: enabled managers and heads, by name. */
    public List<UserRow> managers() {
        return jdbc.sql(ROWS + """
                        where u.disabled_at is null and u.role in ('ACCOUNT_MANAGER', 'SALES_HEAD')
                        order by u.full_name, u.id
                        """).query((row, number) -> userRow(row)).list();
    }

    /** Those who may look after something of these circles, by name: everybody enabled who sees one of them, but administrators. */
    public List<Colleague> colleagues(Scope scope) {
        return jdbc.sql("""
                        select u.id, u.email, u.full_name from app_user u
                        where u.disabled_at is null and u.role <> 'ADMINISTRATOR'
                          and (u.all_circles or exists (
                              select from user_circle c
                              where c.user_id = u.id and c.circle = any (:circles) and c.circle = any (app_circles())))
                        order by lower(u.full_name), u.email
                        """)
                .param("circles", scope.toArray())
                .query(Colleague.class)
                .list();
    }

    /** The same to choose from, by login. */
    public List<Choice> peopleByLogin(Scope scope) {
        return colleagues(scope).stream()
                .map(each -> new Choice(each.email(), each.fullName()))
                .toList();
    }

    /** The same to choose from, by number. */
    public List<Choice> people(Scope scope) {
        return colleagues(scope).stream()
                .map(each -> new Choice(String.valueOf(each.id()), each.fullName()))
                .toList();
    }

    private JdbcClient.StatementSpec matching(String sql, UserFilter filter) {
        return jdbc.sql(sql)
                .param("q", SearchText.containing(filter.q()))
                .param("role", filter.role() == null ? null : filter.role().name())
                .param("circle", filter.circle())
                .param("state", filter.state() == null ? null : filter.state().name());
    }

    private static UserRow userRow(ResultSet row) throws SQLException {
        OffsetDateTime lastLogin = row.getObject("last_login_at", OffsetDateTime.class);
        return new UserRow(
                row.getLong("id"),
                row.getString("email"),
                row.getString("full_name"),
                Role.valueOf(row.getString("role")),
                row.getBoolean("all_circles"),
                List.of((String[]) row.getArray("circles").getArray()),
                UserState.valueOf(row.getString("state")),
                lastLogin == null ? null : lastLogin.toInstant(),
                row.getInt("version"));
    }

    private static CurrentUser signedIn(ResultSet row) throws SQLException {
        Array circles = row.getArray("circles");
        return new CurrentUser(
                row.getLong("id"),
                row.getString("email"),
                row.getString("full_name"),
                Role.valueOf(row.getString("role")),
                row.getBoolean("all_circles"),
                new Scope(Set.of((String[]) circles.getArray())),
                row.getBoolean("must_change_password"),
                row.getInt("unread"));
    }
}

package com.circledesk.users;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads users. People belong to no circle, hence without a scope; who may see the list is the page's matter. */
@Service
@Transactional(readOnly = true)
public class UserQueries {
    private static final String SIGNED_IN = """
            select u.id, u.email, u.full_name, u.role, u.all_circles, u.must_change_password,
                   array(select c.code from circle c
                         where u.all_circles or exists (select from user_circle g where g.user_id = u.id and g.circle = c.code)
                        ) as circles
            from app_user u
            """;

    private final JdbcClient jdbc;

    UserQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The user as of now, if sessions of that epoch still stand and the user is not disabled. */
    public Optional<CurrentUser> ofSession(long id, int sessionEpoch) {
        return jdbc.sql(SIGNED_IN + "where u.id = :id and u.session_epoch = :epoch and u.disabled_at is null")
                .param("id", id)
                .param("epoch", sessionEpoch)
                .query((row, number) -> signedIn(row))
                .optional();
    }

    Optional<CurrentUser> enabled(long id) {
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

    private static CurrentUser signedIn(ResultSet row) throws SQLException {
        Array circles = row.getArray("circles");
        return new CurrentUser(
                row.getLong("id"),
                row.getString("email"),
                row.getString("full_name"),
                Role.valueOf(row.getString("role")),
                row.getBoolean("all_circles"),
                new Scope(Set.of((String[]) circles.getArray())),
                row.getBoolean("must_change_password"));
    }
}

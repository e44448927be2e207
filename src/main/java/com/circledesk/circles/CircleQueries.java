package com.circledesk.circles;

import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads the circles. Reference data that everybody sees, hence without a scope. */
@Service
@Transactional(readOnly = true)
public class CircleQueries {
    private final JdbcClient jdbc;

    CircleQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All circles, by name. */
    public List<Circle> all() {
        return jdbc.sql("select code, name, category from circle order by name")
                .query(Circle.class)
                .list();
    }

    /** Those of the given codes, by name. */
    public List<Circle> of(Collection<String> codes) {
        return all().stream().filter(circle -> codes.contains(circle.code())).toList();
    }
}

package com.circledesk.accounts;

import com.circledesk.imports.Column;
import com.circledesk.imports.Staging;

/** The column {@code circle} of reference data, the only place where a file names a circle. */
final class CircleColumn {
    static final String NAME = "circle";

    private CircleColumn() {}

    static Column declared() {
        return Column.key(NAME, "MH").asRequired();
    }

    static void check(Staging rows) {
        rows.fault("unknown-circle", NAME, """
                select s.row_no, format('There is no circle %s. Write its code, for example KA.', s.circle)
                from staged s
                where s.circle is not null and not exists (select from circle c where lower(c.code) = s.circle_key)
                """);
        rows.fault("out-of-scope", NAME, """
                select s.row_no, format('The circle %s is not one of yours.', c.code)
                from staged s join circle c on lower(c.code) = s.circle_key
                where c.code <> all (app_circles())
                """);
    }
}

package com.circledesk.drills;

import com.circledesk.running.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Everything that must always hold, asked of a database from outside, as the application's role in all circles. */
final class Invariance {
    private Invariance() {}

    /** @return what does not hold, with how many places */
    static List<String> broken(Database database) throws IOException, SQLException {
        List<String> broken = new ArrayList<>();
        Resource[] files = new PathMatchingResourcePatternResolver().getResources("classpath:invariants/*.sql");
        Arrays.sort(files, Comparator.comparing(Resource::getFilename));
        try (Connection connection = database.connectToAllCircles()) {
            Database.execute(connection, "set role circledesk_app");
            for (Resource file : files) {
                String places = Database.ask(
                        connection,
                        "select count(*) from (%s\n) found".formatted(file.getContentAsString(StandardCharsets.UTF_8)));
                if (!places.equals("0")) {
                    broken.add(file.getFilename() + ": " + places);
                }
            }
        }
        if (files.length == 0) {
            broken.add("no invariant was found");
        }
        return broken;
    }
}

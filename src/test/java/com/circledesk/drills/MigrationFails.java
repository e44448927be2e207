package com.circledesk.drills;

import com.circledesk.running.Application;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A new release brings a migration that fails after its first statements. */
final class MigrationFails implements Drill {
    @Override
    public void run(Ground ground, Findings findings) throws Exception {
        Path scripts = Files.createDirectories(ground.directory().resolve("migrations"));
        Files.writeString(scripts.resolve("V9999__drill_fail_half_way.sql"), """
                create table drill_half (id bigint);
                insert into drill_half select generate_series(1, 1000);
                alter table account add column drill_half text;
                select 1 / 0;
                """);
        String before = ground.ask("select max(installed_rank) from flyway_schema_history");
        Application release = ground.begin(
                ground.owner(),
                Map.of("SPRING_FLYWAY_LOCATIONS", "classpath:db/migration,filesystem:" + scripts),
                Ground.JVM);
        boolean ended = release.awaitEnd(2, TimeUnit.MINUTES);
        findings.expect(
                ended && release.exitValue() != 0,
                "the new release does not start: it ended with %s",
                ended ? release.exitValue() : "nothing within two minutes");
        String sentence = Files.readAllLines(release.log()).stream()
                .filter(line -> line.contains("could not be brought up to date"))
                .findFirst()
                .orElse("");
        findings.expect(
                sentence.contains("V9999__drill_fail_half_way") && sentence.contains("division by zero"),
                "its log says: “%s”",
                sentence);
        findings.expect(
                ground.count("pg_class where relname = 'drill_half'") == 0
                        && ground.count("information_schema.columns where column_name = 'drill_half'") == 0
                        && ground.ask("select max(installed_rank) from flyway_schema_history")
                                .equals(before),
                "what was begun is rolled back: no table, no column, no entry in the history of the schema");

        Application old = ground.start(Map.of());
        findings.expect(
                ground.finance(old).get("/accounts").statusCode() == 200, "the old release starts and shows its pages");
    }
}

package com.circledesk.drills;

import com.circledesk.drills.Allocations.Operation;
import com.circledesk.running.Application;
import com.circledesk.running.Database;
import com.circledesk.running.Person;
import com.circledesk.running.Postgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The manual's backup, and its restore to a moment. */
final class Restored implements Drill {
    private static final int OPERATIONS = 150;
    private static final int PORT = 30;

    @Override
    public void run(Ground ground, Findings findings) throws Exception {
        Path programs = ground.postgres().programs();
        if (!ground.postgres().canBackUp()) {
            findings.leaveOut("%s has no pg_basebackup", programs);
            return;
        }
        Path archive = Files.createDirectories(ground.directory().resolve("wal"));
        Path backup = ground.directory().resolve("backup");
        Path log = ground.directory().resolve("backup.log");
        ground.postgres().archive("test ! -f %1$s/%%f && cp %%p %1$s/%%f".formatted(archive));
        Application application = ground.start(Map.of());
        Person person = ground.finance(application);
        String token = person.apiToken();
        Allocations allocations = Allocations.in(ground);

        long begin = System.nanoTime();
        ground.postgres().backUp(log, backup, "-Ft", "-z");
        findings.note("base backup while the application runs: %.1f s", seconds(begin));
        List<Operation> kept = record(OPERATIONS, allocations, person, token);
        TimeUnit.SECONDS.sleep(1);
        String moment = ground.ask("select clock_timestamp()");
        TimeUnit.SECONDS.sleep(1);
        List<Operation> gone = record(OPERATIONS, allocations, person, token);
        application.upload("invoices", InvoiceFile.write(ground, "MISTAKEN", 1000));
        application.close();
        awaitArchived(ground, archive);

        begin = System.nanoTime();
        Path cluster = Files.createDirectories(ground.directory().resolve("restored"));
        Files.setPosixFilePermissions(cluster, PosixFilePermissions.fromString("rwx------"));
        for (String[] part : new String[][] {{"base.tar.gz", "."}, {"pg_wal.tar.gz", "pg_wal"}}) {
            Postgres.run(
                    log,
                    Path.of("/usr/bin/tar"),
                    "-x",
                    "-z",
                    "--no-same-owner",
                    "-f",
                    backup.resolve(part[0]).toString(),
                    "-C",
                    cluster.resolve(part[1]).toString());
        }
        Files.createFile(cluster.resolve("recovery.signal"));
        Postgres restored = Postgres.start(
                programs,
                cluster,
                ground.port(PORT),
                Map.of(
                        "restore_command",
                        "cp %s/%%f %%p".formatted(archive),
                        "recovery_target_time",
                        moment,
                        "recovery_target_action",
                        "promote",
                        "archive_mode",
                        "off"));
        ground.alsoClose(restored);
        Database owner = restored.owner(ground.name());
        Database superuser = restored.superuser(ground.name());
        try (Connection connection = superuser.connect()) {
            while (!Database.ask(connection, "select pg_is_in_recovery()").equals("f")) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
            double took = seconds(begin);
            findings.expect(took <= 15 * 60, "restored to %s in %.1f s", moment, took);
            findings.expect(
                    count(connection, kept) == kept.size() && count(connection, gone) == 0,
                    "of %d allocations before the moment %d are there, of %d after it %d",
                    kept.size(),
                    count(connection, kept),
                    gone.size(),
                    count(connection, gone));
            String mistaken =
                    Database.ask(connection, "select count(*) from invoice where invoice_no like 'MISTAKEN-%'");
            findings.expect(mistaken.equals("0"), "of the import after it: %s rows", mistaken);
        }
        List<String> broken = Invariance.broken(superuser);
        findings.expect(
                broken.isEmpty(),
                "everything that must always hold holds in what was restored%s",
                broken.isEmpty() ? "" : ", but " + broken);
        Application after = ground.start(owner, Map.of());
        findings.expect(
                ground.finance(after).get("/receivables/ageing").statusCode() == 200,
                "the application starts on it and shows the ageing");
        after.upload("invoices", ground.directory().resolve("MISTAKEN.csv"));
        findings.note("the file that was imported after the moment was imported again");
    }

    private static List<Operation> record(int count, Allocations allocations, Person person, String token)
            throws Exception {
        List<Operation> recorded = new ArrayList<>();
        while (recorded.size() < count) {
            Operation operation = allocations.any();
            if (Allocations.recorded(Allocations.send(operation, person, token))) {
                recorded.add(operation);
            }
        }
        return recorded;
    }

    private static void awaitArchived(Ground ground, Path archive) throws Exception {
        String last = ground.ask("select pg_walfile_name(pg_switch_wal())");
        for (int waited = 0; !Files.exists(archive.resolve(last)); waited++) {
            if (waited > 300) {
                throw new IllegalStateException(
                        "The log was not archived; see " + ground.postgres().log());
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        ground.postgres().archive("true");
    }

    private static long count(Connection connection, List<Operation> operations) throws Exception {
        return Long.parseLong(Database.ask(
                connection,
                "select count(*) from form_submission where idempotency_key in (%s)"
                        .formatted(operations.stream()
                                .map(operation -> "'" + operation.key() + "'")
                                .collect(Collectors.joining(",")))));
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}

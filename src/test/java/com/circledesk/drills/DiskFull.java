package com.circledesk.drills;

import com.circledesk.drills.Allocations.Operation;
import com.circledesk.drills.Crowd.Visit;
import com.circledesk.running.Application;
import com.circledesk.running.Person;
import com.circledesk.running.Postgres;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The disk of the database is full, then there is space again. */
final class DiskFull implements Drill {
    /** Left beside what is copied, for the log and for a file that is too large for it. */
    private static final int ROOM_MB = 230;

    private static final int PORT = 31;
    private static final int ROWS = 60_000;

    @Override
    public void run(Ground ground, Findings findings) throws Exception {
        Path programs = ground.postgres().programs();
        if (!ground.postgres().canBackUp()) {
            findings.leaveOut("%s has no pg_basebackup, with which the database is copied to the small disk", programs);
            return;
        }
        Path disk = Files.createDirectories(ground.directory().resolve("disk"));
        long size = sizeOf(ground.postgres().cluster()) + ROOM_MB;
        findings.note("a file system of %,d MB", size);
        if (!mount(disk, size)) {
            findings.leaveOut("this user may not mount a file system of limited size");
            return;
        }
        ground.alsoClose(() -> new ProcessBuilder("umount", disk.toString())
                .inheritIO()
                .start()
                .waitFor());
        Path cluster = disk.resolve("postgres");
        ground.postgres().backUp(ground.directory().resolve("copy.log"), cluster);
        Postgres small = Postgres.start(
                programs,
                cluster,
                ground.port(PORT),
                Map.of("archive_mode", "off", "max_wal_size", "96MB", "min_wal_size", "64MB"));
        ground.alsoClose(small);
        Application application = ground.start(small.owner(ground.name()), Map.of());
        Person person = ground.finance(application);
        String token = person.apiToken();
        Allocations allocations = Allocations.in(ground);
        Path file = InvoiceFile.write(ground, "FULL", ROWS);

        Path ballast = disk.resolve("ballast");
        fill(ballast);
        findings.note("%,d MB of ballast fill it", Files.size(ballast) >> 20);

        List<Operation> acknowledged = new ArrayList<>();
        List<HttpResponse<String>> refused = new ArrayList<>();
        String importing;
        try {
            importing = application.upload("invoices", file);
        } catch (IllegalStateException e) {
            importing = String.valueOf(e.getMessage());
        }
        findings.expect(
                importing.contains("no space") && !importing.contains("could not extend"),
                "an import of %,d rows was refused: %s",
                ROWS,
                importing);
        for (int i = 0; i < 3000 && refused.size() < 20; i++) {
            Operation operation = allocations.any();
            HttpResponse<String> answer = Allocations.send(operation, person, token);
            if (Allocations.recorded(answer)) {
                acknowledged.add(operation);
            } else {
                refused.add(answer);
            }
        }
        List<HttpResponse<String>> unclear = refused.stream()
                .filter(answer -> answer.statusCode() != 503 || !answer.body().contains("no space left"))
                .toList();
        findings.expect(
                !refused.isEmpty() && unclear.isEmpty(),
                "%d allocations still found room, %d were refused; plainly: %s",
                acknowledged.size(),
                refused.size(),
                unclear.isEmpty()
                        ? refused.stream().findFirst().map(HttpResponse::body).orElse("none")
                        : "no, " + unclear.get(0).statusCode() + " "
                                + unclear.get(0).body());
        try (Crowd crowd = Crowd.of(person, 4, 100)) {
            TimeUnit.SECONDS.sleep(5);
            List<Visit> visits = crowd.home();
            long errors = visits.stream().filter(visit -> !visit.ok()).count();
            findings.expect(errors == 0, "reading goes on: %d pages, %d errors", visits.size(), errors);
        }
        findings.expect(
                Files.readString(application.log()).contains("disk-full"),
                "the log says disk-full at level ERROR, for the alert");

        Files.delete(ballast);
        long begin = System.nanoTime();
        application.upload("invoices", file);
        findings.expect(
                Allocations.recorded(Allocations.send(allocations.any(), person, token)),
                "with space again the same file was imported and money moves, %.1f s later, nothing was restarted",
                (System.nanoTime() - begin) / 1e9);
        List<String> broken = Invariance.broken(small.superuser(ground.name()));
        findings.expect(
                broken.isEmpty(),
                "everything that must always hold holds on the small disk%s",
                broken.isEmpty() ? "" : ", but " + broken);
    }

    private static long sizeOf(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.map(Path::toFile).mapToLong(File::length).sum() >> 20;
        }
    }

    private static boolean mount(Path disk, long megabytes) throws InterruptedException {
        try {
            return new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", disk.toString())
                            .inheritIO()
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    private static void fill(Path ballast) {
        byte[] block = new byte[8192];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            for (; ; ) {
                out.write(block);
            }
        } catch (IOException full) {
            // That was the purpose.
        }
    }
}

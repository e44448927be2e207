package com.circledesk.platform.startup;

import com.circledesk.shared.StartRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL server of a data directory, found by its {@code postmaster.pid}. After a killed run it is still there
 * and is asked to stop; a process that only happens to have the same number is never touched.
 */
final class LeftOverServer {
    private static final Logger log = LoggerFactory.getLogger(LeftOverServer.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private LeftOverServer() {}

    static void stop(Path cluster) throws IOException {
        Optional<ProcessHandle> server = find(cluster);
        if (server.isEmpty()) {
            return;
        }
        log.info(
                "Stopping the PostgreSQL server (process {}) that an earlier run left behind.",
                server.get().pid());
        server.get().destroy();
        if (!ended(server.get(), PATIENCE)) {
            throw new StartRefusedException(
                    "The PostgreSQL server (process %d) that an earlier run left behind in %s does not stop: stop it by hand."
                            .formatted(server.get().pid(), cluster));
        }
    }

    /** The server at work in this directory, if there is one and it is this directory's. */
    static Optional<ProcessHandle> find(Path cluster) throws IOException {
        Path pidFile = cluster.resolve("postmaster.pid");
        if (!Files.isRegularFile(pidFile)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(pidFile);
        if (lines.size() < 2 || !lines.get(0).strip().matches("\\d{1,18}") || !sameDirectory(lines.get(1), cluster)) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                .filter(ProcessHandle::isAlive)
                .filter(process -> servesDirectory(process, cluster));
    }

    static boolean ended(ProcessHandle process, Duration patience) {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return !process.isAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }

    private static boolean sameDirectory(String named, Path cluster) throws IOException {
        Path directory = Path.of(named.strip());
        return Files.isDirectory(directory) && Files.isSameFile(directory, cluster);
    }

    /** Its program is postgres and, where the system tells the arguments, they name the directory. */
    private static boolean servesDirectory(ProcessHandle process, Path cluster) {
        boolean postgres = process.info()
                .command()
                .map(command -> String.valueOf(Path.of(command).getFileName()))
                .filter(name -> name.equals("postgres") || name.equals("postgres.exe"))
                .isPresent();
        return postgres
                && process.info()
                        .arguments()
                        .map(arguments -> List.of(arguments).contains(cluster.toString()))
                        .orElse(true);
    }
}

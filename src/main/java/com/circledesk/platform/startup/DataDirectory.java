package com.circledesk.platform.startup;

import com.circledesk.shared.StartRefusedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The directory in which everything stays that must survive a restart, held by one running instance at a time. The
 * operating system gives the lock back when the process ends, however it ends.
 */
final class DataDirectory implements AutoCloseable {
    private static final String LOCK = "circledesk.lock";

    private final Path path;
    private final FileChannel lock;

    private DataDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Creates the directory where needed and takes it, or says who has it.
     *
     * @param patience for a predecessor that is just stopping
     */
    static DataDirectory take(Path wanted, Duration patience) {
        try {
            Path path = create(wanted.toAbsolutePath().normalize());
            FileChannel channel =
                    FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!lockedWithin(channel, patience)) {
                channel.close();
                throw new StartRefusedException(
                        "Another CircleDesk%s is using the data directory %s: stop it first, or set"
                                        .formatted(holder(path), path)
                                + " CIRCLEDESK_DATA_DIR to another directory.");
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new DataDirectory(path, channel);
        } catch (IOException e) {
            throw new StartRefusedException(
                    "The data directory %s cannot be used (%s): set CIRCLEDESK_DATA_DIR to a directory that this user may write to."
                            .formatted(wanted.toAbsolutePath().normalize(), reason(e)),
                    e);
        }
    }

    private static Path create(Path wanted) throws IOException {
        if (!Files.isDirectory(wanted)) {
            Files.createDirectories(wanted);
            if (Files.getFileStore(wanted).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(wanted, PosixFilePermissions.fromString("rwx------"));
            }
        }
        return wanted.toRealPath();
    }

    private static boolean lockedWithin(FileChannel channel, Duration patience) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        while (!locked(channel)) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
        return true;
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            @Nullable FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static String holder(Path path) throws IOException {
        String pid = Files.readString(path.resolve(LOCK)).strip();
        return pid.isEmpty() ? "" : " (process " + pid + ")";
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName().replace("Exception", "");
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}

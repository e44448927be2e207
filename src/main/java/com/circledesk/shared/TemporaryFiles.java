package com.circledesk.shared;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files that a piece of work needs on disk for a while. They lie in a directory of this process, {@code circledesk-…}, with
 * a file in it that stays locked while the process lives: the lock goes with the process, however it ends, and then
 * everybody may delete what it left.
 */
public final class TemporaryFiles {
    private static final String PREFIX = "circledesk-";
    private static final String LOCK = "lock";

    /** Held for as long as the process lives. */
    private record Home(Path directory, FileLock lock) {
        static final Home OWN = open();

        private static Home open() {
            try {
                Path directory = Files.createTempDirectory(PREFIX);
                // Locked before it has its name: nobody may take the directory for a dead one.
                Path beginning = directory.resolve("beginning");
                FileLock lock = FileChannel.open(beginning, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)
                        .lock();
                Path named = Files.move(beginning, directory.resolve(LOCK));
                directory.toFile().deleteOnExit();
                named.toFile().deleteOnExit();
                return new Home(directory, lock);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private TemporaryFiles() {}

    public static Path directory() {
        return Home.OWN.directory();
    }

    /** A new, empty file, which whoever asked for it deletes. */
    public static Path create(String what) throws IOException {
        return Files.createTempFile(Files.createDirectories(directory()), what, ".tmp");
    }

    /** @return the directories of dead processes that were deleted */
    public static List<Path> deleteThoseOfDeadProcesses() throws IOException {
        List<Path> deleted = new ArrayList<>();
        Path all = directory().toAbsolutePath().getParent();
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(all, PREFIX + "*")) {
            for (Path each : directories) {
                // Not even looked at: closing any handle of one's own locked file gives the lock up.
                if (!each.equals(directory().toAbsolutePath()) && deleteIfDead(each)) {
                    deleted.add(each);
                }
            }
        }
        return deleted;
    }

    private static boolean deleteIfDead(Path directory) {
        Path lock = directory.resolve(LOCK);
        if (!Files.isWritable(lock)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock held = channel.tryLock()) {
            if (held == null) {
                return false;
            }
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(directory);
            return true;
        } catch (IOException e) {
            // Another instance deletes it at this moment, or it belongs to another user.
            return false;
        }
    }
}

package com.circledesk.imports;

import com.circledesk.imports.files.TableFiles;
import com.circledesk.shared.TemporaryFiles;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A file on its way in: on disk under a name of our own, never in memory.
 *
 * @param lines line ends in it: about the rows of a CSV file
 */
record UploadedFile(Path path, long size, String sha256, long lines) implements Closeable {
    private static final int BUFFER = 1 << 16;

    /** @throws ImportRefusedException as soon as more has come than the kind of file may have */
    static UploadedFile receive(InputStream in, ImportSettings settings) {
        Path path = null;
        try {
            path = TemporaryFiles.create("import");
            return receive(in, path, settings);
        } catch (IOException e) {
            deleteQuietly(path);
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            deleteQuietly(path);
            throw e;
        }
    }

    private static UploadedFile receive(InputStream in, Path path, ImportSettings settings) throws IOException {
        MessageDigest digest = newDigest();
        long size = 0;
        long lines = 0;
        byte[] buffer = new byte[BUFFER];
        try (OutputStream out = Files.newOutputStream(path)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
                digest.update(buffer, 0, read);
                size += read;
                for (int at = 0; at < read; at++) {
                    if (buffer[at] == '\n') {
                        lines++;
                    }
                }
                if (size > settings.csvSizeMax().toBytes()) {
                    throw ImportRefusedException.tooLarge(
                            "a CSV file", settings.csvSizeMax().toMegabytes());
                }
            }
        }
        if (size > settings.xlsxSizeMax().toBytes() && TableFiles.isWorkbook(path)) {
            throw ImportRefusedException.tooLarge(
                    "a workbook", settings.xlsxSizeMax().toMegabytes());
        }
        return new UploadedFile(path, size, HexFormat.of().formatHex(digest.digest()), lines);
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void deleteQuietly(@Nullable Path path) {
        try {
            if (path != null) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        deleteQuietly(path);
    }
}

package com.circledesk.imports.files;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an XLSX file, which is a ZIP archive of XML. Refuses archives made to harm: entries without number, names
 * that leave the folder, names twice, contents that unpack without end. Macros and embedded objects are refused too;
 * links to other workbooks are never followed.
 */
final class Workbook implements Closeable {
    private static final int ENTRIES_MAX = 1_000;
    private static final long RATIO_MAX = 100;
    private static final long RATIO_APPLIES_FROM = 5L * 1024 * 1024;

    private final ZipFile zip;
    private final long packedBytes;
    private final long unpackedBytesMax;
    private long unpackedBytes;

    Workbook(File file, long unpackedBytesMax) {
        this.unpackedBytesMax = unpackedBytesMax;
        this.packedBytes = Math.max(1, file.length());
        this.zip = open(file);
        try {
            inspect();
        } catch (BadFile e) {
            closeQuietly();
            throw e;
        }
    }

    private static ZipFile open(File file) {
        try {
            return new ZipFile(file);
        } catch (ZipException e) {
            throw BadFile.broken(
                    "The file is damaged or was cut off: it starts like a workbook but cannot be unpacked.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void inspect() {
        if (zip.size() > ENTRIES_MAX) {
            throw BadFile.broken(
                    "The workbook has %,d parts; at most %,d are allowed.".formatted(zip.size(), ENTRIES_MAX));
        }
        Set<String> names = new HashSet<>();
        for (ZipEntry entry : Collections.list(zip.entries())) {
            String name = entry.getName();
            String lower = name.toLowerCase(Locale.ROOT);
            if (name.startsWith("/") || name.contains("..") || name.contains("\\") || name.contains(":")) {
                throw BadFile.broken("The workbook has a part whose name leaves its folder.");
            }
            if (!names.add(lower)) {
                throw BadFile.broken("The workbook has a part twice.");
            }
            if (lower.endsWith("vbaproject.bin") || lower.contains("xl/embeddings/")) {
                throw BadFile.broken("The workbook has macros or embedded objects. Save it as a plain .xlsx workbook.");
            }
        }
        if (!names.contains("xl/workbook.xml")) {
            throw BadFile.broken("The file is a ZIP archive but not an XLSX workbook.");
        }
    }

    /** The part's content, counted while it unpacks; null if the workbook has no such part. */
    @Nullable
    InputStream part(String name) {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            return null;
        }
        try {
            return new XmlGuard(zip.getInputStream(entry), this::unpacked);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private void unpacked(int bytes) {
        unpackedBytes += bytes;
        if (unpackedBytes > unpackedBytesMax) {
            throw BadFile.broken("The workbook unpacks to more than %,d MB, which is the limit."
                    .formatted(unpackedBytesMax / (1024 * 1024)));
        }
        if (unpackedBytes > RATIO_APPLIES_FROM && unpackedBytes / packedBytes > RATIO_MAX) {
            throw BadFile.broken("The workbook unpacks to more than %d times its size; that is no sheet of data."
                    .formatted(RATIO_MAX));
        }
    }

    static BadFile broken(Exception cause) {
        BadFile broken = BadFile.broken("The workbook is damaged: a part of it cannot be read.");
        broken.initCause(cause);
        return broken;
    }

    private void closeQuietly() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}

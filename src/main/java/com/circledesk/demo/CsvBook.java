package com.circledesk.demo;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Writes a book as CSV files for {@code imports}, a next file where one would hold more rows than an import takes. */
final class CsvBook implements BookSink, AutoCloseable {
    private static final int ROWS_PER_FILE_MAX = 1_000_000;

    /** The open file of a kind. */
    private static final class Part {
        private CsvWriter writer;
        private int number = 1;
        private long rows;

        Part(CsvWriter writer) {
            this.writer = writer;
        }
    }

    private final Path directory;
    private final Map<BookFile, Part> parts = new EnumMap<>(BookFile.class);
    private final List<Path> written = new ArrayList<>();

    CsvBook(Path directory) {
        this.directory = directory;
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void write(BookFile file, LocalDate recordedOn, String... cells) {
        if (file == BookFile.REVERSALS) {
            throw new IllegalArgumentException("No file imports a reversal.");
        }
        Part part = parts.computeIfAbsent(file, first -> new Part(open(first, 1)));
        if (part.rows == (long) part.number * ROWS_PER_FILE_MAX) {
            close(part.writer);
            part.number++;
            part.writer = open(file, part.number);
        }
        part.writer.writeRecord(cells);
        part.rows++;
    }

    private CsvWriter open(BookFile file, int number) {
        Path path = directory.resolve(file.kind() + (number == 1 ? "" : "-%02d".formatted(number)) + ".csv");
        try {
            CsvWriter writer = CsvWriter.builder().bufferSize(1 << 16).build(path);
            writer.writeRecord(file.columns());
            written.add(path);
            return writer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long rows(BookFile file) {
        Part part = parts.get(file);
        return part == null ? 0 : part.rows;
    }

    /** The files so far, in the order in which they were begun. */
    List<Path> files() {
        return List.copyOf(written);
    }

    @Override
    public void close() {
        parts.values().forEach(part -> close(part.writer));
    }

    private static void close(CsvWriter writer) {
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

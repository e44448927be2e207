package com.circledesk.payments.statements.reading;

import com.circledesk.imports.files.BadFile;
import com.circledesk.imports.files.Limits;
import com.circledesk.imports.files.TableFiles;
import com.circledesk.imports.mappings.ColumnMapping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Tells by its content what a statement file is, whatever its name says, and reads it. */
public final class StatementFiles {
    private static final int HEAD = 8192;

    private StatementFiles() {}

    /** Whether it is a table in our own layout, whose columns are read by their own names. */
    public static boolean isOwnLayout(Path file) {
        String head = head(file).stripLeading().toLowerCase(Locale.ROOT);
        String firstLine = head.split("\\R", 2)[0].replaceAll("[ _\"]", "");
        return firstLine.contains("bankaccount") && firstLine.contains("bookedon");
    }

    /**
     * Reads a file of any format.
     *
     * @param sizeMax a statement is read in memory and may be as large as this
     * @param mappings layouts of tables that are known
     * @param accounts numbers of the bank accounts that are known
     * @throws BadFile if it cannot be read whole, or is not sound in itself; then nothing of it is taken
     */
    public static List<ReadStatement> read(
            Path file, long sizeMax, Limits limits, List<ColumnMapping> mappings, Collection<String> accounts) {
        try {
            if (Files.size(file) == 0) {
                throw new BadFile("empty-file", "The file is empty.");
            }
            if (Files.size(file) > sizeMax) {
                throw BadFile.broken(
                        "The file is larger than %,d MB, more than a statement may be. Fetch it from the bank in parts."
                                .formatted(sizeMax >> 20));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return content(file, limits, mappings, accounts);
    }

    private static List<ReadStatement> content(
            Path file, Limits limits, List<ColumnMapping> mappings, Collection<String> accounts) {
        String head = head(file);
        String text = head.stripLeading();
        if (head.isBlank() && !TableFiles.isWorkbook(file)) {
            throw new BadFile("empty-file", "The file holds nothing but blanks.");
        }
        if (text.startsWith("<")) {
            return Camt.read(StatementText.bytes(file));
        }
        TableFiles.requireKnown(file);
        if (text.startsWith("01,")) {
            return Bai2.read(StatementText.lines(StatementText.bytes(file)));
        }
        if (Mt940.isOne(text)) {
            return Mt940.read(StatementText.lines(StatementText.bytes(file)));
        }
        return List.of(TableStatement.read(file, limits, mappings, accounts));
    }

    private static String head(Path file) {
        try (var in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(HEAD);
            int from = head.length > 2 && (head[0] & 0xFF) == 0xEF && (head[1] & 0xFF) == 0xBB ? 3 : 0;
            return new String(Arrays.copyOfRange(head, from, head.length), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package com.circledesk.imports.files;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells by its first bytes what a file really is, whatever its name says, and opens it. */
public final class TableFiles {
    private static final Map<String, String> OTHER_TYPES = Map.of(
            "4D5A90", "a Windows program",
            "7F454C46", "a Linux program",
            "25504446", "a PDF",
            "89504E47", "a picture",
            "FFD8FF", "a picture",
            "1F8B", "a compressed file",
            "526172211A", "an archive",
            "377ABCAF", "an archive");
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] OLE = HexFormat.of().parseHex("D0CF11E0A1B11AE1");
    private static final byte[] ENCRYPTED = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);
    private static final List<String> TEXT_ENDINGS = List.of("csv", "txt", "tsv");
    private static final int HEAD = 8;

    private TableFiles() {}

    /** Whether the file's content is a workbook's (a ZIP archive), for which other limits hold. */
    public static boolean isWorkbook(Path file) {
        return startsWith(head(file), ZIP);
    }

    /**
     * Opens a table.
     *
     * @param name the name under which the file was sent
     * @param lines line ends that it holds, or null if not counted
     */
    public static TableFile open(Path file, String name, Limits limits, @Nullable Long lines) {
        byte[] head = head(file);
        String ending = ending(name);
        requireKnown(file, head, ending);
        if (startsWith(head, ZIP)) {
            if (TEXT_ENDINGS.contains(ending)) {
                throw BadFile.broken("The file is named ." + ending + " but is a workbook. Name it .xlsx.");
            }
            return XlsxTable.open(file.toFile(), limits);
        }
        if (ending.startsWith("xls")) {
            throw BadFile.broken("The file is named ." + ending
                    + " but is not a workbook. If it is CSV, name it .csv; otherwise save it again.");
        }
        return new CsvTable(input(file.toFile()), limits, lines);
    }

    /** @throws BadFile if it is empty, or of a kind that holds no table, such as a PDF */
    public static void requireKnown(Path file) {
        requireKnown(file, head(file), "");
    }

    /** A table in the layout of a CSV file. */
    public static TableFile ofText(String csv, Limits limits) {
        return new CsvTable(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), limits, null);
    }

    private static void requireKnown(Path file, byte[] head, String ending) {
        if (head.length == 0) {
            throw new BadFile("empty-file", "The file is empty. Its first row must hold the headers.");
        }
        if (!ending.isEmpty() && !TEXT_ENDINGS.contains(ending) && !ending.equals("xlsx")) {
            if (ending.equals("xlsm") || ending.equals("xlsb") || ending.equals("xls")) {
                throw BadFile.broken("Workbooks are read as .xlsx only: save the file as \"Excel workbook (.xlsx)\".");
            }
            throw BadFile.broken("Files named .%s are not read. Send CSV (.csv, .txt, .tsv) or a workbook (.xlsx)."
                    .formatted(ending.length() > 10 ? ending.substring(0, 10) + "…" : ending));
        }
        if (startsWith(head, OLE)) {
            throw BadFile.broken(
                    isEncrypted(file)
                            ? "The workbook is protected by a password. Save it without one."
                            : "The file is an old Excel workbook (.xls). Save it as .xlsx.");
        }
        OTHER_TYPES.forEach((magic, what) -> {
            if (startsWith(head, HexFormat.of().parseHex(magic))) {
                throw BadFile.broken("The file is " + what + ", not a table. Send CSV or XLSX.");
            }
        });
        if (head.length > 1 && (head[0] == -1 && head[1] == -2 || head[0] == -2 && head[1] == -1)) {
            throw BadFile.encoding("The file is UTF-16, not UTF-8. Save it as \"CSV UTF-8\".");
        }
    }

    /** A protected workbook names its encrypted part in the directory of the old container format. */
    private static boolean isEncrypted(Path file) {
        try (InputStream in = input(file.toFile())) {
            int matched = 0;
            for (int b = in.read(); b >= 0; b = in.read()) {
                matched = b == (ENCRYPTED[matched] & 0xFF) ? matched + 1 : b == ENCRYPTED[0] ? 1 : 0;
                if (matched == ENCRYPTED.length) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String ending(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    private static byte[] head(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(HEAD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean startsWith(byte[] head, byte[] magic) {
        return head.length >= magic.length && Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
    }

    private static InputStream input(File file) {
        try {
            return new BufferedInputStream(Files.newInputStream(file.toPath()), 1 << 16);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

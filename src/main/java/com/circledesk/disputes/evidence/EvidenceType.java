package com.circledesk.disputes.evidence;

import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.TemporaryFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * What may be attached, told by what a file holds and never by its name or by what the sender says. Each type is looked at
 * up to its end, so that one that was cut off on its way is noticed while it can still be sent again.
 */
enum EvidenceType {
    PDF("application/pdf", "pdf"),
    PNG("image/png", "png"),
    JPEG("image/jpeg", "jpg"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    CSV("text/csv;charset=UTF-8", "csv"),
    TEXT("text/plain;charset=UTF-8", "txt"),
    MAIL("message/rfc822", "eml");

    private static final byte[] PDF_HEAD = "%PDF-".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PNG_HEAD = HexFormat.of().parseHex("89504E470D0A1A0A");
    private static final byte[] PNG_END = HexFormat.of().parseHex("49454E44AE426082");
    private static final byte[] JPEG_HEAD = HexFormat.of().parseHex("FFD8FF");
    private static final byte[] ZIP_HEAD = {'P', 'K', 3, 4};
    private static final int TAIL = 2048;
    private static final int FIELD_MAX = 80;
    private static final int ZIP_ENTRIES_MAX = 10_000;
    private static final int BUFFER = 1 << 16;

    private final String contentType;
    private final String ending;

    EvidenceType(String contentType, String ending) {
        this.contentType = contentType;
        this.ending = ending;
    }

    String contentType() {
        return contentType;
    }

    String ending() {
        return ending;
    }

    /** @throws BusinessRuleException if it is none of these, or not whole */
    static EvidenceType of(byte[] content, String name, long unpackedMax) {
        if (begins(content, PDF_HEAD)) {
            return whole(PDF, tail(content).contains("%%EOF"));
        }
        if (begins(content, PNG_HEAD)) {
            return whole(PNG, ends(content, PNG_END));
        }
        if (begins(content, JPEG_HEAD)) {
            return whole(JPEG, tail(content).contains("\u00FF\u00D9"));
        }
        if (begins(content, ZIP_HEAD)) {
            requireWorkbook(content, unpackedMax);
            return XLSX;
        }
        return ofText(content, name);
    }

    private static EvidenceType whole(EvidenceType type, boolean ended) {
        if (!ended) {
            throw new BusinessRuleException(
                    "bad-file",
                    "The file is a %s, but its end is missing: it was cut off on its way. Send it again."
                            .formatted(type.ending.toUpperCase(Locale.ROOT)));
        }
        return type;
    }

    private static EvidenceType ofText(byte[] content, String name) {
        int head = headLength(content);
        if (head > 0) {
            return MAIL;
        }
        if (!isText(content)) {
            throw new BusinessRuleException(
                    "bad-file",
                    "This is no PDF, PNG or JPEG picture, XLSX workbook, mail (.eml) or text in UTF-8 (CSV, TXT), whatever its name"
                            + " says.");
        }
        return name.toLowerCase(Locale.ROOT).endsWith(".csv") ? CSV : TEXT;
    }

    private static boolean isText(byte[] content) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            return false;
        }
        return text.chars().noneMatch(EvidenceType::isControl);
    }

    private static boolean isControl(int c) {
        return c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' || c == 0x7F;
    }

    /** Length of the head of a mail: named lines with a sender and a day, up to an empty one; 0 where it is no mail. */
    private static int headLength(byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        if (text.indexOf('\0') >= 0) {
            return 0;
        }
        Set<String> names = new HashSet<>();
        int length = 0;
        for (String line : text.lines().limit(1000).toList()) {
            if (line.isEmpty()) {
                break;
            }
            length += line.length();
            int colon = line.indexOf(':');
            if (colon > 0 && colon <= FIELD_MAX && line.substring(0, colon).matches("[A-Za-z0-9-]+")) {
                names.add(line.substring(0, colon).toLowerCase(Locale.ROOT));
            } else if (!line.startsWith(" ") && !line.startsWith("\t")) {
                return 0;
            }
        }
        return names.contains("from") && (names.contains("date") || names.contains("received")) ? length : 0;
    }

    /** By its list at the end, as programs open it; unpacks it to nowhere, and stops once it is more than a workbook may hold. */
    private static void requireWorkbook(byte[] content, long unpackedMax) {
        Path file = null;
        try {
            file = TemporaryFiles.create("evidence");
            Files.write(file, content);
            try (ZipFile zip = new ZipFile(file.toFile())) {
                if (zip.size() > ZIP_ENTRIES_MAX || isLarger(zip, unpackedMax)) {
                    throw new BusinessRuleException(
                            "too-large",
                            "The workbook holds far more than its size says, and is not opened. Save its sheets as CSV.");
                }
                if (zip.getEntry("xl/workbook.xml") == null) {
                    throw new BusinessRuleException(
                            "bad-file",
                            "This is an archive and no XLSX workbook. Unpack it, and attach what it holds.");
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new BusinessRuleException(
                    "bad-file",
                    "The workbook cannot be unpacked: it is damaged or was cut off on its way. Send it again.");
        } finally {
            delete(file);
        }
    }

    private static boolean isLarger(ZipFile zip, long unpackedMax) throws IOException {
        long unpacked = 0;
        byte[] buffer = new byte[BUFFER];
        for (ZipEntry entry : Collections.list(zip.entries())) {
            try (InputStream in = zip.getInputStream(entry)) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    unpacked += read;
                    if (unpacked > unpackedMax) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static void delete(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean begins(byte[] content, byte[] head) {
        return content.length >= head.length
                && ByteBuffer.wrap(content, 0, head.length).equals(ByteBuffer.wrap(head));
    }

    private static boolean ends(byte[] content, byte[] end) {
        return content.length >= end.length
                && ByteBuffer.wrap(content, content.length - end.length, end.length)
                        .equals(ByteBuffer.wrap(end));
    }

    private static String tail(byte[] content) {
        int from = Math.max(0, content.length - TAIL);
        return new String(content, from, content.length - from, StandardCharsets.ISO_8859_1);
    }
}

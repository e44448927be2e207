package com.circledesk.payments.statements.reading;

import com.circledesk.imports.files.BadFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The text of a statement file: UTF-8 without anything but text in it, or a sentence about where it is not. */
final class StatementText {
    private StatementText() {}

    static List<String> lines(byte[] content) {
        String text = decode(content);
        List<String> lines = List.of(text.split("\r\n|\n|\r", -1));
        for (int at = 0; at < lines.size(); at++) {
            String line = lines.get(at);
            for (int column = 0; column < line.length(); column++) {
                char c = line.charAt(column);
                if (c < ' ' && c != '\t' && c != 1 && c != 3 || c == 0x7F) {
                    throw BadFile.broken(
                            "Line %,d holds a character that is no text (%02X, at its place %,d): the file was damaged on its way. Fetch it from the bank again."
                                    .formatted(at + 1, (int) c, column + 1));
                }
            }
        }
        return lines;
    }

    private static String decode(byte[] content) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw BadFile.encoding(notUtf8(content));
        }
    }

    private static String notUtf8(byte[] content) {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var in = ByteBuffer.wrap(content);
        decoder.decode(in, java.nio.CharBuffer.allocate(content.length + 1), true);
        int line = 1;
        for (int at = 0; at < in.position(); at++) {
            if (content[at] == '\n') {
                line++;
            }
        }
        return "The file is not UTF-8: line %,d, byte %,d of the file is %02X. Save it as UTF-8."
                .formatted(line, in.position() + 1, in.hasRemaining() ? content[in.position()] & 0xFF : 0);
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package com.circledesk.imports.files;

import com.circledesk.imports.cells.Cell;
import com.circledesk.shared.TemporaryFiles;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a workbook that its cells refer to by number. There may be millions of them, so they lie in temporary
 * files that are mapped into memory, not on the heap.
 */
final class SharedTexts implements Closeable {
    private final Path textsFile;
    private final Path startsFile;
    private final ByteBuffer texts;
    private final ByteBuffer starts;
    private final int count;

    SharedTexts(@Nullable InputStream xml) throws IOException {
        textsFile = TemporaryFiles.create("texts");
        startsFile = TemporaryFiles.create("starts");
        try {
            count = xml == null ? 0 : write(xml);
            texts = map(textsFile);
            starts = map(startsFile);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private int write(InputStream in) throws IOException {
        int written = 0;
        int position = 0;
        try (Xml xml = new Xml(in);
                BufferedOutputStream to = new BufferedOutputStream(Files.newOutputStream(textsFile), 1 << 16);
                DataOutputStream startsTo =
                        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(startsFile), 1 << 16))) {
            StringBuilder text = new StringBuilder();
            Xml.Event event;
            while ((event = xml.next()) != null) {
                if (event == Xml.Event.START && xml.name().equals("si")) {
                    text.setLength(0);
                    long length = readItem(xml, text);
                    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
                    startsTo.writeInt(position);
                    startsTo.writeInt((int) Math.min(length, Integer.MAX_VALUE));
                    to.write(bytes);
                    position += bytes.length;
                    written++;
                }
            }
            startsTo.writeInt(position);
            startsTo.writeInt(0);
        }
        return written;
    }

    /** An item is a text or several runs of text; phonetic hints (rPh) are no part of it. */
    static long readItem(Xml xml, StringBuilder text) {
        long length = 0;
        int open = 1;
        while (open > 0) {
            Xml.Event event = xml.next();
            if (event == null) {
                return length;
            }
            if (event == Xml.Event.END) {
                open--;
            } else if (xml.name().equals("t")) {
                length += xml.text(text);
            } else if (xml.name().equals("rPh")) {
                xml.skip();
            } else {
                open++;
            }
        }
        return length;
    }

    private static ByteBuffer map(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
        }
    }

    Cell cell(int number) {
        if (number < 0 || number >= count) {
            throw BadFile.broken("The workbook is damaged: a cell refers to a text that is not there.");
        }
        int start = starts.getInt(number * 8);
        int end = starts.getInt(number * 8 + 8);
        byte[] bytes = new byte[end - start];
        texts.get(start, bytes);
        return Cell.of(new String(bytes, StandardCharsets.UTF_8), Cell.Kind.TEXT, starts.getInt(number * 8 + 4));
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(textsFile);
        Files.deleteIfExists(startsFile);
    }
}

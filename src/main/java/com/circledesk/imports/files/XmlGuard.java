package com.circledesk.imports.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.IntConsumer;

/**
 * Stands before the XML parser, which would keep a tag, comment or entity of any size in memory: refuses document type
 * declarations, comments and character data sections (no spreadsheet program writes them), and markup further apart than
 * any cell may be long.
 */
final class XmlGuard extends FilterInputStream {
    private static final int BETWEEN_TAGS_MAX = 1_000_000;

    private final IntConsumer counter;
    private int sinceTag;
    private boolean tagOpened;

    XmlGuard(InputStream in, IntConsumer counter) {
        super(in);
        this.counter = counter;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        if (read > 0) {
            counter.accept(read);
            inspect(buffer, offset, read);
        }
        return read;
    }

    private void inspect(byte[] buffer, int offset, int length) {
        for (int at = offset; at < offset + length; at++) {
            byte b = buffer[at];
            if (tagOpened && b == '!') {
                throw BadFile.broken(
                        "The workbook holds a document type declaration, comment or character data section; these are not read.");
            }
            tagOpened = b == '<';
            sinceTag = tagOpened ? 0 : sinceTag + 1;
            if (sinceTag > BETWEEN_TAGS_MAX) {
                throw BadFile.broken(
                        "The workbook holds a cell that is far longer than the 10,000 characters allowed.");
            }
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}

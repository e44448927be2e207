package com.circledesk.imports.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Characters of a file that must be UTF-8: anything else is refused with the line and the byte. */
final class Utf8 implements Closeable {
    private static final int SIZE = 64 * 1024;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final InputStream in;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(SIZE).flip();
    private CharBuffer chars = CharBuffer.allocate(SIZE).flip();
    private long bytesBefore;
    private boolean ended;
    private long line = 1;
    private boolean afterReturn;

    Utf8(InputStream in) {
        this.in = in;
        if (peek() == BYTE_ORDER_MARK) {
            chars.get();
        }
    }

    /** The line that is being read, from 1; CR, LF and CR LF each end one. */
    long line() {
        return line;
    }

    /** The next character, or -1 at the end. */
    int read() {
        if (!chars.hasRemaining() && !fill()) {
            return -1;
        }
        char c = chars.get();
        if (c == '\r' || c == '\n' && !afterReturn) {
            line++;
        }
        afterReturn = c == '\r';
        return c;
    }

    int peek() {
        return chars.hasRemaining() || fill() ? chars.get(chars.position()) : -1;
    }

    /** Puts characters back, to be read again before the rest. */
    void unread(CharSequence again) {
        CharBuffer joined = CharBuffer.allocate(again.length() + chars.remaining());
        chars = joined.put(CharBuffer.wrap(again)).put(chars).flip();
        line = 1;
        afterReturn = false;
    }

    private boolean fill() {
        try {
            chars = chars.capacity() == SIZE ? chars.clear() : CharBuffer.allocate(SIZE);
            while (chars.position() == 0) {
                CoderResult result = decoder.decode(bytes, chars, ended);
                if (result.isError() && chars.position() == 0) {
                    throw malformed();
                }
                if (chars.position() > 0 || ended) {
                    break;
                }
                more();
            }
            chars.flip();
            return chars.hasRemaining();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void more() throws IOException {
        bytesBefore += bytes.position();
        bytes.compact();
        int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
        if (read < 0) {
            ended = true;
        } else {
            bytes.position(bytes.position() + read);
        }
        bytes.flip();
    }

    private BadFile malformed() {
        long at = bytesBefore + bytes.position() + 1;
        return BadFile.encoding(
                "The file is not UTF-8: line %,d, byte %,d of the file is %02X. Save it as \"CSV UTF-8\"."
                        .formatted(line, at, bytes.get(bytes.position()) & 0xFF));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

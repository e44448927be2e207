package com.circledesk.exports;

import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Sends files while they are being made. A few at a time: each holds a connection to the database until it is through. */
@Component
public class Exports {
    private final Semaphore places;

    Exports(@Value("${circledesk.exports-at-once:2}") int atOnce) {
        this.places = new Semaphore(atOnce);
    }

    /**
     * Sends a table as a download.
     *
     * @param name of the file, without its ending
     * @throws ResponseStatusException 429 where as many exports as allowed are being sent already
     */
    public void table(HttpServletResponse response, ExportFormat format, String name, Consumer<TableWriter> content) {
        send(response, format.contentType(), name + "." + format.parameter(), out -> {
            switch (format) {
                case CSV -> {
                    CsvTable csv = new CsvTable(out);
                    content.accept(csv);
                    csv.end();
                }
                case XLSX -> {
                    XlsxTable xlsx = new XlsxTable(out, sheetName(name));
                    content.accept(xlsx);
                    xlsx.end();
                }
            }
        });
    }

    /** Writes a workbook of several sheets, wherever it goes. */
    public static void workbook(OutputStream out, String first, Consumer<SheetWriter> content) {
        XlsxTable xlsx = new XlsxTable(out, sheetName(first));
        content.accept(xlsx);
        xlsx.end();
    }

    /** Something that writes a file. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Sends any file as a download, under the same limit. */
    public void send(HttpServletResponse response, String contentType, String fileName, Content content) {
        if (!places.tryAcquire()) {
            throw new ResponseStatusException(
                    HttpStatus.TOO_MANY_REQUESTS, "Others are exporting at the moment. Try again in a minute.");
        }
        try {
            response.setContentType(contentType);
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment()
                            .filename(fileName, StandardCharsets.UTF_8)
                            .build()
                            .toString());
            Late out = new Late(response);
            content.writeTo(out);
            out.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            // What is left of the answer is an error page then, no download.
            response.setHeader(HttpHeaders.CONTENT_DISPOSITION, null);
            throw e;
        } finally {
            places.release();
        }
    }

    /** Opens the answer with its first bytes too many to be held back: what fails before is answered by an error page. */
    private static final class Late extends BufferedOutputStream {
        private static final int HELD_BACK = 32 * 1024;

        Late(HttpServletResponse response) {
            super(
                    new OutputStream() {
                        @Override
                        public void write(int each) throws IOException {
                            response.getOutputStream().write(each);
                        }

                        @Override
                        public void write(byte[] bytes, int from, int length) throws IOException {
                            response.getOutputStream().write(bytes, from, length);
                        }
                    },
                    HELD_BACK);
        }

        /** Writers flush what they have; that is too early. */
        @Override
        public synchronized void flush() {}

        void end() throws IOException {
            super.flush();
        }
    }

    /** At most 31 characters, none of those that a spreadsheet refuses in the name of a sheet. */
    private static String sheetName(String name) {
        String allowed = name.replaceAll("[\\\\/*?:\\[\\]]", "-");
        return allowed.substring(0, Math.min(28, allowed.length()));
    }
}

package com.circledesk.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockHttpServletResponse;

/** An answer is opened as late as possible: once it is, no error page can take its place. */
class LateAnswerTests {
    private final MockHttpServletResponse sent = new MockHttpServletResponse();
    private final Answer answer = new Answer();
    private final Exports exports = new Exports(1);

    private final class Answer extends HttpServletResponseWrapper {
        private boolean opened;

        Answer() {
            super(sent);
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            opened = true;
            return super.getOutputStream();
        }
    }

    @Test
    void whatFailsBeforeItsFirstRowsLeavesRoomForAnErrorPage() {
        assertThatThrownBy(() -> exports.send(answer, "text/csv", "a.csv", out -> {
                    out.write("Open items\nAs of,2026-11-22\n".getBytes(StandardCharsets.UTF_8));
                    out.flush();
                    throw new IllegalStateException("too slow");
                }))
                .hasMessage("too slow");
        assertThat(answer.opened).isFalse();
        assertThat(sent.getHeader(HttpHeaders.CONTENT_DISPOSITION)).isNull();
    }

    @Test
    void whatIsWrittenIsSentToItsLastByte() throws Exception {
        String rows = "row\n".repeat(20_000);
        exports.send(answer, "text/csv", "a.csv", out -> out.write(rows.getBytes(StandardCharsets.UTF_8)));
        exports.send(answer, "text/csv", "a.csv", out -> {
            for (int at = 0; at < 3; at++) {
                out.write('x');
            }
        });
        assertThat(sent.getContentAsString()).isEqualTo(rows + "xxx");
    }
}

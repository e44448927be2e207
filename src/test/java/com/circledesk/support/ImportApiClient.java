package com.circledesk.support;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends files to the API as a member of the cast, and reads the answers. */
@TestComponent
public class ImportApiClient {
    private final MockMvcTester mvc;
    private final Cast cast;
    private final JsonMapper json;

    ImportApiClient(MockMvcTester mvc, Cast cast, JsonMapper json) {
        this.mvc = mvc;
        this.cast = cast;
        this.json = json;
    }

    /** What came back. */
    public record Answer(int status, JsonNode body) {
        public long id() {
            return body.path("id").asLong();
        }

        public String state() {
            return body.path("status").asString();
        }

        /** {@code read/accepted/unchanged/rejected}. */
        public String rows() {
            JsonNode rows = body.path("rows");
            return "%d/%d/%d/%d"
                    .formatted(
                            rows.path("read").asLong(),
                            rows.path("accepted").asLong(),
                            rows.path("unchanged").asLong(),
                            rows.path("rejected").asLong());
        }

        /** Faults as {@code row column code}, for example {@code 2 due_date not-a-date}; a missing column is {@code -}. */
        public java.util.List<String> faults() {
            return body.path("errors")
                    .valueStream()
                    .map(fault -> "%d %s %s"
                            .formatted(
                                    fault.path("row").asLong(),
                                    fault.path("column").isNull()
                                            ? "-"
                                            : fault.path("column").asString(),
                                    fault.path("code").asString()))
                    .toList();
        }

        public java.util.List<String> sentences() {
            return body.path("errors")
                    .valueStream()
                    .map(fault -> fault.path("message").asString())
                    .toList();
        }
    }

    public Answer preview(Cast.Member member, String kind, String csv) {
        return send(member, kind + "?mode=preview", "file.csv", csv.getBytes(StandardCharsets.UTF_8));
    }

    public Answer commit(Cast.Member member, String kind, String csv) {
        return send(member, kind + "?mode=commit", "file.csv", csv.getBytes(StandardCharsets.UTF_8));
    }

    public Answer partial(Cast.Member member, String kind, String csv) {
        return send(member, kind + "?mode=commit&partial=true", "file.csv", csv.getBytes(StandardCharsets.UTF_8));
    }

    /** @param target kind and parameters, as they stand after {@code /api/v1/imports/} */
    public Answer send(Cast.Member member, String target, String fileName, byte[] content) {
        MockHttpServletResponse response = mvc.post()
                .uri("/api/v1/imports/" + target)
                .with(cast.token(member))
                .multipart()
                .file(new MockMultipartFile("file", fileName, "application/octet-stream", content))
                .exchange()
                .getResponse();
        return read(response);
    }

    public Answer get(Cast.Member member, long id) {
        return read(mvc.get()
                .uri("/api/v1/imports/" + id)
                .with(cast.token(member))
                .exchange()
                .getResponse());
    }

    public Answer read(MockHttpServletResponse response) {
        try {
            return new Answer(response.getStatus(), json.readTree(response.getContentAsString(StandardCharsets.UTF_8)));
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}

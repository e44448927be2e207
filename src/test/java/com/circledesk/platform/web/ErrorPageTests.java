package com.circledesk.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@IntegrationTest
class ErrorPageTests {
    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Cast cast;

    @Test
    void aMissingPageIsAPageWithinTheFrame() {
        var answer =
                mvc.get().uri("/no/such/page").with(cast.signedIn(Cast.ALICE)).exchange();

        assertThat(answer).hasStatus(404).hasContentTypeCompatibleWith("text/html");
        assertThat(answer)
                .bodyText()
                .contains("Nothing here")
                .contains("Number to quote")
                .contains("class=\"rail\"");
    }

    @Test
    void aMissingCallIsAProblem() {
        var answer = mvc.get()
                .uri("/api/v1/no/such/call")
                .with(cast.token(Cast.ALICE))
                .exchange();

        assertThat(answer).hasStatus(404).hasContentTypeCompatibleWith("application/problem+json");
        assertThat(answer).bodyJson().extractingPath("$.code").isEqualTo("not-found");
        assertThat(answer).bodyJson().extractingPath("$.status").isEqualTo(404);
        assertThat(answer).bodyJson().extractingPath("$.title").isEqualTo("Not Found");
        assertThat(answer).bodyJson().extractingPath("$.type").isEqualTo("about:blank");
    }

    @Test
    void aWrongMethodSaysWhichAreTaken() {
        var answer = mvc.delete()
                .uri("/api/v1/openapi.json")
                .with(cast.token(Cast.ALICE))
                .exchange();

        assertThat(answer).hasStatus(405).hasHeader("Allow", "GET");
    }

    @Test
    void aParameterUnknownToTheApiIsRefusedByName() {
        var answer = mvc.get()
                .uri("/api/v1/openapi.json?pretty=1")
                .with(cast.token(Cast.ALICE))
                .exchange();

        assertThat(answer).hasStatus(400);
        assertThat(answer).bodyJson().extractingPath("$.code").isEqualTo("unknown-parameter");
        assertThat(answer).bodyJson().extractingPath("$.detail").asString().contains("pretty");
    }
}

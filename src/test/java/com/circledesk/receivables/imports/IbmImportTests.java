package com.circledesk.receivables.imports;

import static com.circledesk.support.Cast.FARAH;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.support.Cast;
import com.circledesk.support.ImportApiClient;
import com.circledesk.support.ImportApiClient.Answer;
import com.circledesk.support.IntegrationTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Real input through the API: 2,466 invoices with their receipts, whose ageing was computed independently. Runs where the
 * files lie beside the project ({@code ../shared/data/ibm-ar}, or where the system property {@code ibm-ar} says).
 */
@IntegrationTest
@EnabledIf("filesArePresent")
class IbmImportTests {
    private static final Path FILES = Path.of(System.getProperty("ibm-ar", "../shared/data/ibm-ar"));
    private static final int INVOICES = 2_466;
    private static final List<String> KINDS = List.of("accounts", "invoices", "receipts", "allocations");

    @Autowired
    private ImportApiClient imports;

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Cast cast;

    @Autowired
    private JsonMapper json;

    static boolean filesArePresent() {
        return Files.isDirectory(FILES);
    }

    @Test
    void ageingOfTheImportedFilesEqualsTheExpectedOneToThePaisa() throws IOException {
        commitAll();
        for (JsonNode expected : json.readTree(Files.readString(FILES.resolve("expected-ageing.json")))) {
            JsonNode ageing = ageing(expected);
            assertThat(texts(ageing.path("totals").path("amounts"))).isEqualTo(texts(expected.path("totals")));
            assertThat(ageing.path("totals").path("total")).isEqualTo(expected.path("total"));
            assertThat(ageing.path("totals").path("unapplied").asString()).isEqualTo("0.00");
            assertThat(ageing.path("tieOut").path("ledgerBalance")).isEqualTo(expected.path("total"));
            assertThat(ageing.path("tieOut").path("difference").asString()).isEqualTo("0.00");
            assertThat(ageing.path("rows").size())
                    .isEqualTo(expected.path("byCircle").size());
            for (JsonNode row : ageing.path("rows")) {
                assertThat(texts(row.path("amounts")))
                        .as(row.path("key").asString())
                        .isEqualTo(texts(
                                expected.path("byCircle").path(row.path("key").asString())));
            }
        }
    }

    @Test
    void aPreviewCountsAndAddsUpWithoutWriting() throws IOException {
        commit("accounts");
        Answer preview = imports.send(FARAH, "invoices?mode=preview", "invoices.csv", bytes("invoices"));
        assertThat(preview.status()).isEqualTo(200);
        assertThat(preview.state()).isEqualTo("PREVIEWED");
        assertThat(preview.rows()).isEqualTo("2466/2466/0/0");
        Answer commit = commit("invoices");
        assertThat(commit.rows()).isEqualTo(preview.rows());
        assertThat(commit.body().path("controlTotals")).isEqualTo(preview.body().path("controlTotals"));
    }

    @Test
    void theSameFileIsRefusedAndTheSameRowsInAnotherAreUnchanged() throws IOException {
        for (String kind : KINDS) {
            Answer first = commit(kind);
            for (String mode : List.of("preview", "commit")) {
                Answer again = imports.send(FARAH, kind + "?mode=" + mode, "again.csv", bytes(kind));
                assertThat(again.status()).as(kind).isEqualTo(409);
                assertThat(again.id()).isEqualTo(first.id());
            }
            String otherFile = new String(bytes(kind), StandardCharsets.UTF_8).replace(',', ';');
            Answer same = imports.commit(FARAH, kind, otherFile);
            assertThat(same.state()).as(kind).isEqualTo("COMMITTED");
            long rows = same.body().path("rows").path("read").asLong();
            assertThat(same.rows()).as(kind).isEqualTo("%d/0/%d/0".formatted(rows, rows));
        }
    }

    @Test
    void theOriginalFileComesInThroughASavedMappingWithItsOwnColumnsAndDates() throws IOException {
        commit("accounts");
        assertThat(imports.send(FARAH, "invoices?mode=preview", "original.csv", bytes("original"))
                        .faults())
                .contains("0 invoice_no missing-column");
        saveMapping();
        Answer answer =
                imports.send(FARAH, "invoices?mode=commit&mapping=IBM original", "original.csv", bytes("original"));
        assertThat(answer.faults()).isEmpty();
        assertThat(answer.state()).isEqualTo("COMMITTED");
        assertThat(answer.rows()).isEqualTo("2466/2466/0/0");
        // The contract's own file says the same.
        assertThat(imports.send(FARAH, "invoices?mode=commit", "invoices.csv", bytes("invoices"))
                        .rows())
                .isEqualTo("2466/0/2466/0");
    }

    private void saveMapping() {
        Map<String, Object> columns = Map.of(
                "invoice_no", Map.of("header", "invoiceNumber"),
                "account_code", Map.of("header", "customerID"),
                "charge_type", Map.of("constant", "RENTAL"),
                "invoice_date", Map.of("header", "InvoiceDate"),
                "due_date", Map.of("header", "DueDate"),
                "taxable_amount", Map.of("header", "InvoiceAmount"),
                "tax_amount", Map.of("constant", "0.00"),
                "total_amount", Map.of("header", "InvoiceAmount"));
        assertThat(mvc.put()
                        .uri("/api/v1/mappings/invoices/IBM original")
                        .with(cast.token(FARAH))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(json.writeValueAsString(
                                Map.of("columns", columns, "ignoreOthers", true, "dateFormat", "M/d/yyyy"))))
                .hasStatusOk();
    }

    private void commitAll() throws IOException {
        for (String kind : KINDS) {
            commit(kind);
        }
    }

    private Answer commit(String kind) throws IOException {
        Answer answer = imports.send(FARAH, kind + "?mode=commit", kind + ".csv", bytes(kind));
        assertThat(answer.faults()).as(kind).isEmpty();
        assertThat(answer.state()).as(kind).isEqualTo("COMMITTED");
        if (!kind.equals("accounts")) {
            assertThat(answer.body().path("rows").path("accepted").asInt())
                    .as(kind)
                    .isEqualTo(INVOICES);
        }
        return answer;
    }

    private static byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(FILES.resolve(name + ".csv"));
    }

    private JsonNode ageing(JsonNode expected) throws IOException {
        String bounds = String.join(",", texts(expected.path("bounds")));
        return json.readTree(mvc.get()
                .uri("/api/v1/ageing")
                .param("asOf", expected.path("asOf").asString())
                .param("basis", expected.path("basis").asString())
                .param("buckets", bounds)
                .param("groupBy", "circle")
                .with(cast.token(FARAH))
                .exchange()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8));
    }

    private static List<String> texts(JsonNode array) {
        Stream<String> texts = array.valueStream().map(JsonNode::asString);
        return texts.toList();
    }
}

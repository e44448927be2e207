package com.circledesk.payments.statements.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.imports.files.Limits;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** CAMT.053 and 054 of versions 02, 03 and 08, compared with what another library read, in the JSON beside each file. */
@EnabledIf("filesAreThere")
class CamtFilesTests {
    private static final Path FILES = Path.of("../shared/data/bank-statements/camt-genkgo");

    static boolean filesAreThere() {
        return Files.isDirectory(FILES);
    }

    static Stream<Path> files() throws IOException {
        return Files.list(FILES)
                .filter(file -> file.toString().endsWith(".xml"))
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("files")
    void givesTheLinesThatAreInTheFile(Path file) throws IOException {
        List<ReadLine> lines =
                StatementFiles.read(file, 20 << 20, new Limits(1_000, 200, 1 << 20), List.of(), List.of()).stream()
                        .flatMap(statement -> statement.lines().stream())
                        .toList();

        JsonNode expected = new JsonMapper()
                .readTree(Files.readString(Path.of(file.toString().replace(".xml", ".json"))));
        List<String> theirs = new ArrayList<>();
        expected.path("getEntries")
                .forEach(entry -> theirs.add(
                        new BigDecimal(entry.path("getAmount").path("getAmount").asString())
                                .movePointLeft(2)
                                .toPlainString()));
        List<String> days = new ArrayList<>();
        expected.path("getEntries")
                .forEach(entry -> days.add(
                        entry.path("getBookingDate").path("0").asString("").split("T")[0]));
        days.removeIf(String::isEmpty);
        assertThat(lines.stream().map(line -> line.signed().toPlainString()).toList())
                .hasSize(Files.readString(file).split("<Ntry>").length - 1)
                .containsAll(theirs);
        assertThat(lines.stream().map(line -> line.bookedOn().toString()).toList())
                .containsAll(days);
    }
}

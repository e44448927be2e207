package com.circledesk.imports.oddfiles;

import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.support.ImportApiClient;
import com.circledesk.support.ImportApiClient.Answer;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Invariance;
import com.circledesk.support.OddFile;
import com.circledesk.support.OddFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * The corpus, damaged at random in ways that are the same every time: whatever comes out is recorded as a whole, row by
 * row, or refused in words; never an error of ours, never a half.
 */
@IntegrationTest
class MutatedFilesTests {
    private static final int MUTATIONS = 50;
    private static final int SIZE_MAX = 20_000;
    private static final List<byte[]> MORSELS = Stream.of(
                    "\"",
                    ",",
                    ";",
                    "\t",
                    "\r",
                    "\n",
                    "\0",
                    "=",
                    "-",
                    "\u20b9",
                    "\u202E",
                    "\uD83D\uDE00",
                    "'",
                    "\\",
                    "\\N",
                    "\\.\n",
                    "1e999",
                    "-1",
                    "99999999999999",
                    "2026-02-30",
                    "KA-JIO",
                    "R-1",
                    "<",
                    ">",
                    "&lt;",
                    "&#0;",
                    "]]>",
                    "<c>",
                    "</row>",
                    "<!DOCTYPE x>",
                    "\uFEFF",
                    "%s%n",
                    "${7*7}")
            .map(OddFile::utf8)
            .toList();

    @Autowired
    private ImportApiClient api;

    @Autowired
    private OddFiles files;

    @Autowired
    private Invariance invariance;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void isRecordedAsAWholeOrRefusedInWords(long seed) throws IOException {
        Random random = new Random(seed);
        files.world("invoices");
        List<OddFile> corpus = corpus();
        for (int n = 0; n < MUTATIONS; n++) {
            OddFile file = corpus.get(random.nextInt(corpus.size()));
            byte[] damaged = damage(file.content().get(), random);
            boolean partial = random.nextBoolean();
            String target =
                    file.target() + (file.target().contains("?") ? "&" : "?") + "mode=commit&partial=" + partial;
            long before = files.recorded();

            Answer answer = api.send(file.member(), target, file.fileName(), damaged);

            String which = "seed %d, mutation %d of %s: %s".formatted(seed, n, file, answer.body());
            assertThat(answer.status()).as(which).isIn(200, 409, 422);
            OddFiles.assertWellFormed(answer);
            boolean committed = answer.state().equals("COMMITTED")
                    && answer.body().path("rows").path("accepted").asLong() > 0;
            long more = files.recorded() - before;
            // An account that is known already is changed, not added.
            assertThat(committed ? more > 0 || file.target().startsWith("accounts") : more == 0)
                    .as("%s, %d more", which, more)
                    .isTrue();
        }
        invariance.check();
    }

    /** Files large by design are not the ones whose bytes matter. */
    private static List<OddFile> corpus() {
        return Stream.of(
                        CsvFilesTests.cases(),
                        TextsTests.cases(),
                        AmountsAndDatesTests.cases(),
                        ReferencesTests.cases(),
                        WorkbooksTests.cases())
                .flatMap(cases -> cases)
                .filter(file -> !file.name().matches(".*(MB|1,000,000|100,000).*"))
                .filter(file -> file.content().get().length < SIZE_MAX)
                .toList();
    }

    /** In a workbook the parts are damaged, and seldom the archive: a wrong checksum is refused before it is read. */
    private static byte[] damage(byte[] content, Random random) throws IOException {
        boolean archive = content.length > 2 && content[0] == 'P' && content[1] == 'K';
        if (!archive || random.nextInt(5) == 0) {
            return mutated(content, random);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipInputStream from = new ZipInputStream(new ByteArrayInputStream(content));
                ZipOutputStream to = new ZipOutputStream(out)) {
            for (ZipEntry part = from.getNextEntry(); part != null; part = from.getNextEntry()) {
                byte[] xml = from.readAllBytes();
                to.putNextEntry(new ZipEntry(part.getName()));
                to.write(random.nextInt(3) == 0 ? mutated(xml, random) : xml);
                to.closeEntry();
            }
        }
        return out.toByteArray();
    }

    private static byte[] mutated(byte[] content, Random random) {
        byte[] bytes = content;
        for (int times = 1 + random.nextInt(3); times > 0 && bytes.length > 0; times--) {
            int at = random.nextInt(bytes.length);
            int length = Math.min(1 + random.nextInt(12), bytes.length - at);
            bytes = switch (random.nextInt(6)) {
                case 0 -> with(bytes, at, length, new byte[] {(byte) random.nextInt(256)});
                case 1 -> with(bytes, at, length, new byte[0]);
                case 2 -> with(bytes, at, 0, Arrays.copyOfRange(bytes, at, at + length));
                case 3 -> Arrays.copyOf(bytes, at);
                case 4 -> with(bytes, at, 0, "x".repeat(random.nextInt(2_000)).getBytes(StandardCharsets.US_ASCII));
                default -> with(bytes, at, random.nextInt(2), MORSELS.get(random.nextInt(MORSELS.size())));
            };
        }
        return bytes;
    }

    private static byte[] with(byte[] bytes, int at, int length, byte[] instead) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, at);
        out.writeBytes(instead);
        out.write(bytes, at + length, bytes.length - at - length);
        return out.toByteArray();
    }
}

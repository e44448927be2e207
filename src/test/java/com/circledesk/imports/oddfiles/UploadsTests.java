package com.circledesk.imports.oddfiles;

import static com.circledesk.support.Cast.FARAH;
import static com.circledesk.support.OddFile.RECEIPTS;
import static com.circledesk.support.OddFile.ROW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.circledesk.shared.TemporaryFiles;
import com.circledesk.support.Accounts;
import com.circledesk.support.Budget;
import com.circledesk.support.Cast;
import com.circledesk.support.ImportApiClient;
import com.circledesk.support.OddFile;
import com.circledesk.support.OddFiles;
import com.circledesk.support.PageClient;
import com.circledesk.support.ServerTest;
import com.circledesk.support.SystemWork;
import com.sun.management.UnixOperatingSystemMXBean;
import jakarta.servlet.http.Cookie;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How a file arrives: cut off, in many requests at once, under names that are none. */
@ServerTest
class UploadsTests {
    @Autowired
    private ImportApiClient api;

    @Autowired
    private OddFiles files;

    @Autowired
    private Cast cast;

    @Autowired
    private Accounts accounts;

    @Autowired
    private SystemWork work;

    @Autowired
    private JdbcClient jdbc;

    @LocalServerPort
    private int port;

    /** More times than there are places for imports: what breaks off gives its place back. */
    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/imports/receipts?mode=commit", "/imports"})
    void oneThatIsCutOffLeavesNothing(String target) throws IOException {
        accounts.create("KA-JIO", "Jio", "KA");
        Cookie session = cast.sessionCookie(FARAH);
        String formToken = new PageClient(port).with(session).get("/account").formToken();
        String head =
                """
                POST %s HTTP/1.1
                Host: localhost:%d
                Authorization: Bearer %s
                Cookie: %s=%s
                X-CSRF-TOKEN: %s
                Content-Type: multipart/form-data; boundary=x
                Content-Length: 1000000

                --x
                Content-Disposition: form-data; name="kind"

                receipts
                --x
                Content-Disposition: form-data; name="file"; filename="f.csv"

                """.formatted(target, port, cast.newToken(FARAH), session.getName(), session.getValue(), formToken);
        for (int i = 0; i < 12; i++) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                OutputStream out = socket.getOutputStream();
                out.write(head.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
                out.write((RECEIPTS + ROW.repeat(5_000)).getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        }

        assertThat(api.commit(FARAH, "receipts", RECEIPTS + ROW).rows()).isEqualTo("1/1/0/0");
        Awaitility.await()
                .atMost(Budget.of(Duration.ofSeconds(5)))
                .untilAsserted(() -> assertThat(TemporaryFiles.directory()).isDirectoryNotContaining("glob:**.tmp"));
        assertThat(work.call(() -> jdbc.sql("select count(*) from import_batch")
                        .query(Long.class)
                        .single()))
                .isEqualTo(1);
    }

    static Stream<Arguments> names() {
        return Stream.of(
                Arguments.of("../../etc/passwd.csv", "passwd.csv"),
                Arguments.of("C:\\fakepath\\May.csv", "May.csv"),
                Arguments.of("a\r\nSet-Cookie: x=1.csv", "aSet-Cookie: x=1.csv"),
                Arguments.of("invoice\u202Efdp.csv", "invoicefdp.csv"),
                Arguments.of("\u001b[31mred.csv", "[31mred.csv"),
                Arguments.of("<img src=x onerror=alert(1)>.csv", "img src=x onerror=alert(1).csv"),
                Arguments.of("\"; filename=\"x.csv", "; filename=x.csv"),
                Arguments.of("\u0930\u0938\u0940\u0926.csv", "\u0930\u0938\u0940\u0926.csv"),
                Arguments.of("\uD83D\uDE00".repeat(150) + "x.csv", "\uD83D\uDE00".repeat(97) + "x.csv"),
                Arguments.of("", "file"),
                Arguments.of("/", "file"),
                Arguments.of("n".repeat(300) + ".csv", "n".repeat(196) + ".csv"));
    }

    @ParameterizedTest
    @MethodSource
    void names(String sent, String kept) {
        accounts.create("KA-JIO", "Jio", "KA");

        var answer = api.send(FARAH, "receipts", sent, OddFile.utf8(RECEIPTS + ROW));

        assertThat(answer.rows()).isEqualTo("1/1/0/0");
        assertThat(work.call(() -> jdbc.sql("select file_name from import_batch")
                        .query(String.class)
                        .single()))
                .isEqualTo(kept);
    }

    /** ASVS 1.4.3: a process that takes files for a year must not run out of handles. */
    @Test
    void handlesAreClosedWhateverBecomesOfTheFile() {
        files.world("receipts");
        takeInEveryWay();
        long before = openHandles();

        IntStream.range(0, 5).forEach(i -> takeInEveryWay());

        // Connections to the database may come and go meanwhile.
        assertThat(openHandles()).isLessThan(before + 20);
    }

    /** Some thirty files of all kinds; large ones add time only. */
    private void takeInEveryWay() {
        Stream.of(CsvFilesTests.cases(), WorkbooksTests.cases(), ArchivesTests.cases())
                .flatMap(cases -> cases)
                .filter(file -> !file.name().matches(".*(MB|000|bomb).*"))
                .filter(file -> Math.floorMod(file.name().hashCode(), 3) == 0)
                .forEach(file -> api.send(
                        file.member(),
                        file.target(),
                        file.fileName(),
                        file.content().get()));
    }

    private static long openHandles() {
        assumeThat(ManagementFactory.getOperatingSystemMXBean()).isInstanceOf(UnixOperatingSystemMXBean.class);
        return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getOpenFileDescriptorCount();
    }
}

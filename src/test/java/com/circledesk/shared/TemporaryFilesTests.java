package com.circledesk.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With processes of flesh and blood: what one leaves when it is killed is deleted by another, and nothing else is. */
class TemporaryFilesTests {
    @TempDir
    private Path place;

    /** Another process: clears up after dead ones, makes a file, says where, and waits to be killed. */
    static final class Neighbour {
        private Neighbour() {}

        public static void main(String[] arguments) throws IOException, InterruptedException {
            TemporaryFiles.deleteThoseOfDeadProcesses();
            System.out.println(TemporaryFiles.create("work"));
            Thread.sleep(60_000);
        }
    }

    @Test
    void theKilledLeaveNothingAndTheLivingAreLeftAlone() throws IOException, InterruptedException {
        Process first = start();
        Path ofFirst = fileOf(first);
        Process second = start();
        Path ofSecond = fileOf(second);
        assertThat(ofFirst).exists();

        first.destroyForcibly().waitFor();
        assertThat(ofFirst).exists();
        Process third = start();
        Path ofThird = fileOf(third);

        assertThat(ofFirst.getParent()).doesNotExist();
        assertThat(ofSecond).exists();
        assertThat(ofThird).exists();
        second.destroyForcibly().waitFor();
        third.destroyForcibly().waitFor();
    }

    private Process start() throws IOException {
        String classes = String.join(
                File.pathSeparator,
                Path.of("target/classes").toAbsolutePath().toString(),
                Path.of("target/test-classes").toAbsolutePath().toString());
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + Files.createDirectories(place),
                        "-cp",
                        classes,
                        Neighbour.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static Path fileOf(Process process) throws IOException {
        return Path.of(
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine());
    }
}

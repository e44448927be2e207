package com.circledesk.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code docs/asvs.md} names as proof exists. */
class AsvsPageTests {
    private static final Pattern TEST = Pattern.compile("`(\\w+Tests)`");

    @Test
    void everyTestItNamesExists() throws IOException {
        Set<String> named = TEST.matcher(Files.readString(Path.of("docs/asvs.md")))
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toSet());
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            Set<String> present = files.map(
                            file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
            assertThat(named).isNotEmpty();
            assertThat(present).containsAll(named);
        }
    }
}

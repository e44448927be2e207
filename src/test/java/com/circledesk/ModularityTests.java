package com.circledesk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** Modules use only what their package-info allows, in one direction, and nothing that another keeps to itself. */
class ModularityTests {
    private static final Path MAIN = Path.of("src/main/java");
    private static final Path TESTS = Path.of("src/test/java");

    @Test
    void modulesKeepToWhatTheyAreAllowed() {
        ApplicationModules.of(CircleDeskApplication.class).verify();
    }

    /** The tests' package-info would be found instead of the module's own, and with it no rule at all. */
    @Test
    void noPackageOfTheTestsHidesAModulesDeclaration() throws IOException {
        try (Stream<Path> files = Files.walk(TESTS)) {
            assertThat(files.filter(file -> file.endsWith("package-info.java"))
                            .map(TESTS::relativize)
                            .filter(file -> Files.exists(MAIN.resolve(file))))
                    .isEmpty();
        }
    }
}

package com.circledesk.receivables.control;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** All invariants, in the order of their names: one file each below {@code invariants}. */
@Component
public class Invariants {
    private final List<Invariant> all;

    Invariants() throws IOException {
        all = Arrays.stream(new PathMatchingResourcePatternResolver().getResources("classpath:invariants/*.sql"))
                .map(Invariants::read)
                .sorted(Comparator.comparing(Invariant::name))
                .toList();
    }

    public List<Invariant> all() {
        return all;
    }

    private static Invariant read(Resource file) {
        try {
            String name = Objects.requireNonNull(file.getFilename());
            return new Invariant(
                    name.substring(0, name.length() - ".sql".length()),
                    file.getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

package com.circledesk.payments.posting;

import com.circledesk.forms.Submission;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a settlement did.
 *
 * @param disputes references of the disputes it raised for what was paid short
 * @param requests what is above the caps and waits for another person
 */
public record Settled(List<Long> allocations, List<String> disputes, List<Long> requests) {
    public Settled {
        allocations = List.copyOf(allocations);
        disputes = List.copyOf(disputes);
        requests = List.copyOf(requests);
    }

    public static Settled of(Submission sent) {
        String[] parts = sent.outcome().split("\\|", -1);
        return new Settled(
                values(parts[0]).stream().map(Long::valueOf).toList(),
                values(parts[1]),
                values(parts[2]).stream().map(Long::valueOf).toList());
    }

    private static List<String> values(String text) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split(","));
    }

    String outcome() {
        return text(allocations) + "|" + text(disputes) + "|" + text(requests);
    }

    private static String text(List<?> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}

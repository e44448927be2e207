package com.circledesk.benchmark.matching;

import com.circledesk.benchmark.matching.OpenBook.Billing;
import com.circledesk.payments.matching.Matcher;
import com.circledesk.payments.matching.Proposal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import org.springframework.core.env.SimpleCommandLinePropertySource;

/**
 * Measures how often matching is right, and how fast, on credits of which the truth is known, and writes
 * {@code target/matching/report.md}. No database, no application.
 *
 * <pre>
 * ./mvnw -Pmatching [-Dsizes=50,200,1000] [-Dcredits=2000] [-Dseeds=…,…,…]
 * </pre>
 */
public final class MatchingBenchmark {
    private static final int CREDITS_OF_A_BOOK = 100;
    private static final int WARM_UP = 400;

    private MatchingBenchmark() {}

    public static void main(String[] args) throws IOException {
        SimpleCommandLinePropertySource given = new SimpleCommandLinePropertySource(args);
        int credits = Math.toIntExact(numbers(given, "credits").get(0));
        List<Integer> sizes =
                numbers(given, "sizes").stream().map(Long::intValue).toList();
        List<Long> seeds = numbers(given, "seeds");
        measure(sizes.get(sizes.size() - 1), Billing.APART, WARM_UP, 0);
        StringBuilder report = new StringBuilder();
        report.append(
                "| open | billed | seed | proposed | certain: precision / recall | by value | all: precision / recall "
                        + "| by value | equals taken for each other | twins | recall without twins | median | p99 |\n|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n");
        StringBuilder kinds = new StringBuilder();
        for (int each : sizes) {
            for (Billing billing : Billing.values()) {
                int size = each;
                Score together = new Score();
                for (long seed : seeds) {
                    Score score = measure(size, billing, credits, seed);
                    report.append("| %,d | %s | %d | %s | %s | %s | %s | %s | %s | %.2f ms | %.2f ms |%n"
                            .formatted(
                                    size,
                                    billing.name().toLowerCase(Locale.ROOT),
                                    seed,
                                    Score.percent(score.shareProposed()),
                                    score.certain(),
                                    score.all(),
                                    score.allButForEquals().byCount(),
                                    Score.percent(score.untellable()),
                                    Score.percent(score.recallOfTellable()),
                                    score.micros(50) / 1000.0,
                                    score.micros(99) / 1000.0));
                    together.addAll(score);
                }
                kinds.append(
                                "%n%,d open, billed %s, all seeds%n%n| told | pays | credits | proposed | right | certain and wrong |%n"
                                        .formatted(size, billing.name().toLowerCase(Locale.ROOT)))
                        .append("|---|---|---:|---:|---:|---:|\n")
                        .append(together.kinds());
                Files.write(directory().resolve("wrong-" + size + "-" + billing + ".txt"), together.wrong());
                Files.write(directory().resolve("missed-" + size + "-" + billing + ".txt"), together.missed());
            }
        }
        Files.writeString(directory().resolve("report.md"), report + kinds.toString());
        System.out.println(report + kinds.toString());
    }

    private static Path directory() throws IOException {
        return Files.createDirectories(Path.of("target", "matching").toAbsolutePath());
    }

    private static List<Long> numbers(SimpleCommandLinePropertySource given, String name) {
        String text = Objects.requireNonNull(given.getProperty(name), name);
        return Arrays.stream(text.split(",")).map(Long::valueOf).toList();
    }

    /** Each hundred credits have an account of their own. */
    static Score measure(int size, Billing billing, int credits, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Score score = new Score();
        for (int book = 0; book * CREDITS_OF_A_BOOK < credits; book++) {
            OpenBook open = new OpenBook("ACC-" + book, size, billing, random.split());
            Generator generator = new Generator(open, random.split());
            Matcher matcher = new Matcher(open.book());
            for (int i = 0; i < CREDITS_OF_A_BOOK; i++) {
                Paid paid = generator.next();
                long start = System.nanoTime();
                List<Proposal> proposals = matcher.propose(paid.credit());
                score.add(paid, open, proposals, System.nanoTime() - start);
            }
        }
        return score;
    }
}

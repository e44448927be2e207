package com.circledesk.demo;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.SimpleCommandLinePropertySource;

/**
 * Writes a book as files for the import and does nothing else: no web server, no database.
 *
 * <pre>
 * --circledesk.generate=national|demonstration  --out=directory
 *     [--invoices=1000000] [--lines=10000000] [--until=2026-11-21]
 * </pre>
 */
public final class GenerateCommand {
    private static final Logger log = LoggerFactory.getLogger(GenerateCommand.class);
    private static final String GENERATE = "circledesk.generate";
    private static final ZoneId BUSINESS_ZONE = ZoneId.of("Asia/Kolkata");
    private static final int INVOICES_MAX = 10_000_000;
    private static final long LINES_MAX = 100_000_000;

    private final SimpleCommandLinePropertySource arguments;

    private GenerateCommand(String... arguments) {
        this.arguments = new SimpleCommandLinePropertySource(arguments);
    }

    /** The command, if the arguments of the program ask for it. */
    public static Optional<GenerateCommand> in(String... arguments) {
        GenerateCommand command = new GenerateCommand(arguments);
        return command.arguments.containsProperty(GENERATE) ? Optional.of(command) : Optional.empty();
    }

    public void run() {
        BookPlan plan = plan();
        try (CsvBook book = new CsvBook(Path.of(text("out", "book")))) {
            log.info(
                    "Writing {} invoices of {} circles until {}.",
                    plan.invoices(),
                    plan.circles().size(),
                    plan.until());
            new BookGenerator(plan, book).generate(circle -> "");
            log.info(
                    "Rows: {}.",
                    Stream.of(BookFile.values())
                            .filter(file -> book.rows(file) > 0)
                            .map(file -> file.kind() + " " + book.rows(file))
                            .collect(Collectors.joining(", ")));
            log.info("Import them in this order: {}", files(book));
        }
    }

    private BookPlan plan() {
        String size = text(GENERATE, "");
        LocalDate until =
                arguments.containsProperty("until") ? LocalDate.parse(text("until", "")) : LocalDate.now(BUSINESS_ZONE);
        return switch (size) {
            case "demonstration" -> BookPlan.demonstration(until).withoutStory();
            case "national" ->
                BookPlan.national(
                        until, (int) number("invoices", 1_000_000, INVOICES_MAX), number("lines", 0, LINES_MAX));
            default ->
                throw new IllegalArgumentException(
                        "--" + GENERATE + " is 'national' or 'demonstration', not '" + size + "'.");
        };
    }

    private String text(String name, String otherwise) {
        String value = arguments.getProperty(name);
        return value == null ? otherwise : value;
    }

    private long number(String name, long otherwise, long max) {
        String text = text(name, Long.toString(otherwise));
        if (!text.matches("\\d{1,9}") || Long.parseLong(text) > max) {
            throw new IllegalArgumentException("--%s is a number up to %d, not '%s'.".formatted(name, max, text));
        }
        return Long.parseLong(text);
    }

    private static String files(CsvBook book) {
        return Stream.of(BookFile.values())
                .flatMap(file -> book.files().stream()
                        .filter(path -> path.getFileName().toString().matches(file.kind() + "(-\\d+)?\\.csv")))
                .map(Path::toString)
                .collect(Collectors.joining(" "));
    }
}

package com.circledesk;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The day begins in India, and tests tell the time: every "now" and "today" comes from the injected clock. */
class ClockUsageTests {
    private static final ArchRule ONLY_THE_INJECTED_CLOCK = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("com.circledesk.platform.ClockConfig")
            .and()
            // Runs on the command line, before there is a clock to inject.
            .doNotHaveFullyQualifiedName("com.circledesk.demo.GenerateCommand")
            .should()
            .callCodeUnitWhere(tellsTheTimeByItself());

    private static final Pattern OWN_TIME = Pattern.compile(
            "(?<![.\\w])(now\\(\\)|current_date|current_time\\w*|localtime\\w*|(clock|statement|transaction)_timestamp|timeofday)");

    private static final Pattern OWN_DAY =
            Pattern.compile("\\w_at::date|cast\\(\\w*_at as date|date_trunc\\('\\w+', \\w*_?at\\)|to_char\\(\\w*_?at,");

    /** The function that tells the business time, and the beats by which processes know that others live. */
    private static final List<String> ALLOWED =
            List.of("current_setting('app.now', true)", "heartbeat_at", "Instant now()");

    private static DescribedPredicate<JavaCall<?>> tellsTheTimeByItself() {
        return DescribedPredicate.describe("the time without the injected clock", call -> {
            String owner = call.getTargetOwner().getName();
            String name = call.getTarget().getName();
            boolean withClock =
                    call.getTarget().getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Clock.class));
            return (owner.startsWith("java.time.") && name.equals("now") && !withClock)
                    || (owner.equals(Clock.class.getName()) && (name.startsWith("system") || name.startsWith("tick")))
                    || (owner.equals(System.class.getName()) && name.equals("currentTimeMillis"))
                    || (owner.equals(Calendar.class.getName()) && name.equals("getInstance"))
                    || (owner.equals(Date.class.getName())
                            && name.equals("<init>")
                            && call.getTarget().getRawParameterTypes().isEmpty());
        });
    }

    @Test
    void onlyTheInjectedClockTellsTheTime() {
        ONLY_THE_INJECTED_CLOCK.check(House.MAIN);
    }

    @Test
    void aClassThatAsksTheSystemIsFound() {
        assertThat(ONLY_THE_INJECTED_CLOCK
                        .evaluate(new ClassFileImporter().importClasses(Impatient.class))
                        .getFailureReport()
                        .getDetails())
                .hasSize(3);
    }

    /** SQL asks {@code app_now()} and {@code app_today()}; a moment becomes a day in India alone. */
    @Test
    void noSqlTellsTheTimeByItself() throws IOException {
        List<String> found = new ArrayList<>();
        for (String root : List.of("src/main/resources", "src/main/java")) {
            try (Stream<Path> files = Files.walk(Path.of(root))) {
                for (Path file : files.filter(each -> each.toString().matches(".*\\.(sql|java)"))
                        .toList()) {
                    found.addAll(ownTime(Files.readString(file)));
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "where due_date < current_date",
                "select now()::date",
                "default now()",
                "recorded_at::date",
                "cast(recorded_at as date)",
                "date_trunc('month', locked_at)",
                "to_char(at, 'DD Mon')"
            })
    void sqlThatAsksTheServerIsFound(String sql) {
        assertThat(ownTime(sql)).hasSize(1);
        assertThat(ownTime("(recorded_at at time zone 'Asia/Kolkata')::date")).isEmpty();
    }

    private static List<String> ownTime(String text) {
        return text.lines()
                .map(line -> line.replaceAll("\\s*--.*", ""))
                .filter(line ->
                        OWN_TIME.matcher(line).find() || OWN_DAY.matcher(line).find())
                .filter(line -> ALLOWED.stream().noneMatch(line::contains))
                .map(String::strip)
                .toList();
    }

    @SuppressWarnings({"unused", "JavaTimeDefaultTimeZone"})
    private static final class Impatient {
        LocalDate inUtc() {
            return LocalDate.now(ZoneOffset.UTC);
        }

        long millis() {
            return System.currentTimeMillis();
        }

        Date date() {
            return new Date();
        }

        LocalDate byTheClock(Clock clock) {
            return LocalDate.now(clock);
        }
    }
}

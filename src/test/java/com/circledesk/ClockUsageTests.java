package com.circledesk;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.Date;
import org.junit.jupiter.api.Test;

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

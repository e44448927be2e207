package com.circledesk.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.shared.FinancialYear;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.SystemWork;
import com.circledesk.support.TestClock;
import com.circledesk.users.ActorContext;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** The day, the month and the financial year end at midnight in India, wherever the servers believe to be. */
@IntegrationTest
class BusinessDayTests {
    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private SystemWork work;

    @Autowired
    private TestClock clock;

    @Autowired
    private Cast cast;

    @Autowired
    private Accounts accounts;

    private final TimeZone ours = TimeZone.getDefault();

    @BeforeEach
    void theServerIsElsewhere() {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    }

    @AfterEach
    void goHome() {
        TimeZone.setDefault(ours);
    }

    /** 01:30 on 1 April in India is still 31 March in Greenwich: who asked there would be a financial year behind. */
    @ParameterizedTest
    @CsvSource({
        "2027-03-31T18:29:50Z, 2027-03-31, FY2026-27, 2026-04-01",
        "2027-03-31T18:30:00Z, 2027-04-01, FY2027-28, 2027-04-01",
        "2027-03-31T20:00:00Z, 2027-04-01, FY2027-28, 2027-04-01",
        "2028-02-28T18:30:00Z, 2028-02-29, FY2027-28, 2027-04-01"
    })
    void theDayAndTheYearAreIndias(Instant moment, LocalDate today, String year, LocalDate yearBegan) {
        Clock business = new ClockConfig().clock();
        ActorContext.callAs(work.actor(), moment, () -> {
            assertThat(LocalDate.now(business)).isEqualTo(today);
            assertThat(FinancialYear.of(LocalDate.now(business))).hasToString(year);
            return true;
        });

        clock.moveTo(moment);
        for (String zone : List.of("UTC", "Asia/Kolkata", "America/Los_Angeles", "Pacific/Kiritimati")) {
            work.run(() -> {
                jdbc.sql("set local time zone '" + zone + "'").update();
                assertThat(jdbc.sql("select app_today()").query(LocalDate.class).single())
                        .as(zone)
                        .isEqualTo(today);
            });
        }

        accounts.create("KA-AIR", "Airtel", "KA");
        assertThat(mvc.get().uri("/api/v1/accounts/KA-AIR/statement").with(cast.token(Cast.FARAH)))
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"from": "%s", "to": "%s"}""".formatted(yearBegan, today));
    }
}

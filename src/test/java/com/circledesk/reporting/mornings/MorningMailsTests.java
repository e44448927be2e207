package com.circledesk.reporting.mornings;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.BOB;
import static com.circledesk.support.Cast.FARAH;
import static com.circledesk.support.Cast.HARISH;
import static com.circledesk.support.TestClock.TODAY;
import static com.circledesk.support.TestClock.ZONE;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.circles.HolidayCalendar;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Race;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import com.circledesk.support.TestClock;
import com.circledesk.work.About;
import com.circledesk.work.MailWish;
import com.circledesk.work.MailWishes;
import com.circledesk.work.NewTask;
import com.circledesk.work.Tasks;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Morning mails: once a day for each person, of the person's own circles, on working days that are not quiet. */
@IntegrationTest
class MorningMailsTests {
    @Autowired
    private MorningMails mornings;

    @Autowired
    private MailWishes wishes;

    @Autowired
    private HolidayCalendar calendar;

    @Autowired
    private Tasks tasks;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @Autowired
    private Cast cast;

    @Autowired
    private SystemWork work;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void someHappened() {
        List.of(ALICE, BOB, HARISH, FARAH).forEach(cast::id);
        clock.moveTo(TODAY.minusDays(1).atTime(18, 0).atZone(ZONE).toInstant());
        long airtel = accounts.create("KA-AIRTEL", "Airtel", "KA");
        long secret = accounts.create("MH-ZZ-SECRET-B", "ZZ-SECRET-B", "MH");
        receivables.receipt(airtel, "RC-1", "2026-11-20", "1180.00");
        receivables.receipt(secret, "ZZ-SECRET-B-RC", "2026-11-20", "2360.00");
        give(ALICE, "KA", "Call Airtel");
        give(BOB, "MH", "ZZ-SECRET-B waits");
    }

    @Test
    void eachHasTheOwnCirclesOnceEvenFromTwoInstances() {
        clock.moveTo(TODAY.atTime(6, 59).atZone(ZONE).toInstant());
        assertThat(mornings.compose()).as("before the hour").isZero();

        clock.moveTo(TODAY.atTime(7, 0).atZone(ZONE).toInstant());
        List<Race.Finish<Integer>> rounds = Race.of(2, work.actor(), runner -> mornings.compose());
        assertThat(rounds.stream().mapToInt(Race.Finish::result).sum()).isEqualTo(4);
        assertThat(mornings.compose()).isZero();

        assertThat(mailOf(ALICE))
                .contains("Call Airtel", "KA-AIRTEL", "₹1,180.00")
                .doesNotContain("ZZ-SECRET-B", "2,360");
        assertThat(mailOf(HARISH)).contains("₹1,180.00").doesNotContain("ZZ-SECRET-B", "2,360", "Call Airtel");
        assertThat(mailOf(BOB)).contains("ZZ-SECRET-B waits").doesNotContain("AIRTEL", "1,180");
        assertThat(mailOf(FARAH)).contains("2 receipts: ₹3,540.00");
        assertThat(work.call(() -> jdbc.sql("select subject from mail where user_id = :id")
                        .param("id", cast.id(ALICE))
                        .query(String.class)
                        .single()))
                .isEqualTo("21 Nov 2026: 1 task due");

        clock.moveTo(TODAY.plusDays(2).atTime(7, 30).atZone(ZONE).toInstant());
        assertThat(mornings.compose())
                .as("nothing new for the head and finance")
                .isEqualTo(2);
        assertThat(work.call(() -> jdbc.sql("select count(*) from digest where mail_key is null")
                        .query(Integer.class)
                        .single()))
                .isEqualTo(2);
    }

    @Test
    void noneOnQuietDaysOnHolidaysOrWhereItIsNotWanted() {
        cast.as(ALICE, () -> keep(new MailWish(true, 7, List.of(), List.of(6), null)));
        cast.as(HARISH, () -> keep(new MailWish(false, 7, List.of(), List.of(), null)));
        work.run(() -> calendar.add(List.of("MH"), TODAY, "Jayanti"));
        clock.moveTo(TODAY.atTime(8, 0).atZone(ZONE).toInstant());
        assertThat(mornings.compose())
                .as("only finance, for whom some circle works")
                .isEqualTo(1);
        assertThat(mailOf(FARAH)).contains("2 receipts");

        clock.moveTo(TODAY.plusDays(1).atTime(8, 0).atZone(ZONE).toInstant());
        assertThat(mornings.compose()).as("Sunday").isZero();
        clock.moveTo(TODAY.plusDays(2).atTime(14, 0).atZone(ZONE).toInstant());
        assertThat(mornings.compose()).as("no morning any more").isZero();
        clock.moveTo(TODAY.plusDays(2).atTime(13, 59).atZone(ZONE).toInstant());
        assertThat(mornings.compose()).as("Monday: Alice and Bob").isEqualTo(2);
        assertThat(mailOf(BOB)).contains("ZZ-SECRET-B waits");
    }

    private boolean keep(MailWish wish) {
        wishes.keep(wish);
        return true;
    }

    private void give(Cast.Member member, String circle, String title) {
        long owner = cast.id(member);
        work.run(() -> tasks.create(new NewTask(
                title,
                owner,
                circle,
                null,
                new About("DISPUTE", title, "/disputes"),
                title,
                LocalDate.of(2026, 11, 21))));
    }

    private String mailOf(Cast.Member member) {
        return work.call(() -> jdbc.sql("select subject || ' ' || body from mail where user_id = :id")
                .param("id", cast.id(member))
                .query(String.class)
                .single());
    }
}

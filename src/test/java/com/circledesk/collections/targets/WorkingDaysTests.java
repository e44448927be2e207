package com.circledesk.collections.targets;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.ANITA;
import static com.circledesk.support.Cast.ARUN;
import static com.circledesk.support.Cast.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.circledesk.circles.WorkingDays;
import com.circledesk.support.Cast;
import com.circledesk.support.Cast.Member;
import com.circledesk.support.IntegrationTest;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** On which days a circle works, and the administrator's calendar of them. */
@IntegrationTest
class WorkingDaysTests {
    private static final LocalDate FIRST = LocalDate.of(2026, 11, 1);
    private static final LocalDate LAST = LocalDate.of(2026, 11, 30);

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Cast cast;

    @Autowired
    private WorkingDays days;

    @Test
    void sundaysAndSecondAndFourthSaturdaysAreOffUnlessTheCircleSaysOtherwise() {
        // November 2026 begins on a Sunday: five Sundays, Saturdays on 7, 14, 21 and 28.
        assertThat(between(ALICE, "KA", FIRST, LAST)).isEqualTo(30 - 5 - 2);
        assertThat(List.of(7, 14, 21, 28).stream()
                        .filter(day -> cast.as(ALICE, () -> days.isWorkingDay("KA", FIRST.withDayOfMonth(day)))))
                .containsExactly(7, 21);
        assertThat(between(ALICE, "KA", LAST, FIRST)).isZero();
        assertThat(between(ALICE, "KA", LAST, LAST)).isEqualTo(1);

        assertThat(post(ARUN, "/admin/holidays/week", "circle=KA&sundays=true")).hasStatus(302);
        assertThat(between(ALICE, "KA", FIRST, LAST)).isEqualTo(30 - 5);
        assertThat(between(BOB, "MH", FIRST, LAST)).isEqualTo(30 - 5 - 2);
    }

    @Test
    void holidaysComeAsLinesForOneCircleOrAllAndGoAgain() {
        assertThat(post(ARUN, "/admin/holidays", "circle=&lines=2026-11-09 Diwali\n2026-11-24 Guru Nanak Jayanti"))
                .hasStatus(302);
        assertThat(post(ARUN, "/admin/holidays", "circle=KA&lines=2026-11-02 Kannada Rajyotsava"))
                .hasStatus(302);
        assertThat(between(ALICE, "KA", FIRST, LAST)).isEqualTo(23 - 3);
        assertThat(between(BOB, "MH", FIRST, LAST)).isEqualTo(23 - 2);
        // From Saturday 7 (worked) over Sunday and Diwali to Tuesday.
        assertThat(cast.as(ALICE, () -> days.after("KA", LocalDate.of(2026, 11, 7), 1)))
                .isEqualTo("2026-11-10");

        assertThat(mvc.get().uri("/admin/holidays?circle=KA").with(cast.signedIn(ARUN)))
                .bodyText()
                .contains("Kannada Rajyotsava", "Diwali");
        assertThat(post(ARUN, "/admin/holidays/removal", "circle=KA&day=2026-11-02"))
                .hasStatus(302);
        assertThat(between(ALICE, "KA", FIRST, LAST)).isEqualTo(23 - 2);

        assertThat(post(ARUN, "/admin/holidays", "circle=KA&lines=2026-11-31 Nothing"))
                .hasStatus(422);
        assertThat(post(ANITA, "/admin/holidays", "circle=MH&lines=2026-11-30 Theirs"))
                .hasStatus(404);
    }

    private int between(Member asking, String circle, LocalDate from, LocalDate to) {
        return cast.as(asking, () -> days.between(circle, from, to));
    }

    private MvcTestResult post(Member who, String path, String form) {
        var request = mvc.post().uri(path).with(cast.signedIn(who)).with(csrf());
        for (String field : form.split("&")) {
            request = request.param(field.substring(0, field.indexOf('=')), field.substring(field.indexOf('=') + 1));
        }
        return request.exchange();
    }
}

package com.circledesk.users;

import static com.circledesk.support.Cast.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.TestClock;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;

@IntegrationTest
class SignInThrottleTests {
    private static final String HOME = "203.0.113.7";
    private static final String ELSEWHERE = "198.51.100.9";

    @Autowired
    private SignIn signIn;

    @Autowired
    private SignInThrottle throttle;

    @Autowired
    @Qualifier("forgetOldSignInAttempts")
    private RecurringTask<Void> forgetting;

    @Autowired
    private TestClock clock;

    @Autowired
    private Cast cast;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void theFifthFailureOpensAWaitThatGrows() {
        cast.id(ALICE);
        fail(5, HOME);
        assertThat(attempt(Cast.PASSWORD, HOME).retryAfter()).isEqualTo(Duration.ofSeconds(30));

        clock.moveTo(clock.instant().plusSeconds(30));
        assertThat(attempt("wrong", HOME)).isEqualTo(SignInOutcome.REFUSED);
        assertThat(attempt("wrong", HOME).retryAfter()).isEqualTo(Duration.ofMinutes(1));

        clock.moveTo(clock.instant().plusSeconds(60));
        assertThat(attempt(Cast.PASSWORD, HOME).user()).isNotNull();
        fail(4, HOME);
        assertThat(attempt(Cast.PASSWORD, HOME).user()).isNotNull();
    }

    @Test
    void theRightPasswordFromElsewhereStillWorks() {
        cast.id(ALICE);
        for (int i = 0; i < 20; i++) {
            attempt("wrong", HOME);
        }
        assertThat(attempt(Cast.PASSWORD, HOME).retryAfter()).isNotNull();
        assertThat(attempt(Cast.PASSWORD, ELSEWHERE).user()).isNotNull();
    }

    @Test
    void anUnknownAccountIsThrottledAlike() {
        for (int i = 0; i < 5; i++) {
            assertThat(signIn.attempt("nobody@example.test", "wrong", HOME)).isEqualTo(SignInOutcome.REFUSED);
        }
        assertThat(signIn.attempt("nobody@example.test", "wrong", HOME).retryAfter())
                .isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void oneAddressMayNotTryAccountAfterAccountButThoseAtHomeThereStillGetIn() {
        cast.id(ALICE);
        assertThat(attempt(Cast.PASSWORD, HOME).user()).isNotNull();
        for (int i = 0; i < 100; i++) {
            throttle.record("someone " + i, HOME, false);
        }
        assertThat(signIn.attempt("other@example.test", "wrong", HOME).retryAfter())
                .isEqualTo(Duration.ofHours(1));
        assertThat(attempt(Cast.PASSWORD, HOME).user()).isNotNull();
        clock.moveTo(clock.instant().plus(Duration.ofHours(1)));
        assertThat(signIn.attempt("other@example.test", "wrong", HOME)).isEqualTo(SignInOutcome.REFUSED);
    }

    @Test
    void manyAddressesAgainstOneAccountAreSlowedButTheOwnerIsNotLockedOut() {
        cast.id(ALICE);
        assertThat(attempt(Cast.PASSWORD, HOME).user()).isNotNull();
        for (int i = 0; i < 30; i++) {
            throttle.record(Secrets.hash(ALICE.email()), "192.0.2." + i, false);
        }
        assertThat(attempt("wrong", ELSEWHERE).retryAfter()).isEqualTo(Duration.ofSeconds(10));
        assertThat(attempt(Cast.PASSWORD, HOME).user()).isNotNull();
        clock.moveTo(clock.instant().plusSeconds(10));
        assertThat(attempt(Cast.PASSWORD, ELSEWHERE).user()).isNotNull();
    }

    @Test
    void attemptsAreForgottenEveryNightWhenTheyAreADayOld() {
        throttle.record("a", HOME, false);
        clock.moveTo(clock.instant().plus(Duration.ofHours(25)));
        throttle.record("b", HOME, false);
        forgetting.execute(new TaskInstance<>(forgetting.getName(), "a night"), null);
        assertThat(jdbc.sql("select account_hash from login_attempt")
                        .query(String.class)
                        .list())
                .containsExactly("b");
    }

    @Test
    void everyOutcomeLeavesALineInTheTrailWithoutTheAddressThatWasTyped() {
        cast.id(ALICE);
        fail(5, HOME);
        attempt("wrong", HOME);
        attempt(Cast.PASSWORD, ELSEWHERE);
        signIn.attempt("a password typed as a name", "wrong", ELSEWHERE);
        assertThat(jdbc.sql("select subject || coalesce(' ' || subject_id, '') from audit_log where action = 'EVENT'")
                        .query(String.class)
                        .list())
                .containsOnly(
                        "sign-in-failed " + cast.id(ALICE),
                        "sign-in-throttled " + cast.id(ALICE),
                        "sign-in " + cast.id(ALICE),
                        "sign-in-failed");
        assertThat(jdbc.sql("select count(*) from audit_log where to_jsonb(audit_log)::text like '%typed as a name%'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private void fail(int times, String address) {
        for (int i = 0; i < times; i++) {
            assertThat(attempt("wrong", address)).isEqualTo(SignInOutcome.REFUSED);
        }
    }

    private SignInOutcome attempt(String password, String address) {
        return signIn.attempt(ALICE.email(), password, address);
    }
}

package com.circledesk.users;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.NotFoundException;
import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.TestClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@IntegrationTest
class ApiTokenTests {
    @Autowired
    private ApiTokens tokens;

    @Autowired
    private Cast cast;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void actsAsItsUserUntilItExpires() {
        String token = issue(30);
        assertThat(tokens.userOf(token)).contains(cast.user(ALICE));
        clock.moveTo(clock.instant().plus(Duration.ofDays(30)));
        assertThat(tokens.userOf(token)).isEmpty();
        assertThat(tokens.of(cast.id(ALICE)))
                .singleElement()
                .satisfies(row -> assertThat(row.live()).isFalse());
    }

    @Test
    void isRevokedOnceAndForAllByItsOwnerOnly() {
        String token = issue(30);
        long id = tokens.of(cast.id(ALICE)).get(0).id();
        ActorContext.runAs(
                cast.actor(BOB),
                () -> assertThatThrownBy(() -> tokens.revoke(cast.id(BOB), id)).isInstanceOf(NotFoundException.class));
        assertThat(tokens.userOf(token)).isPresent();
        ActorContext.runAs(cast.actor(ALICE), () -> {
            tokens.revoke(cast.id(ALICE), id);
            tokens.revoke(cast.id(ALICE), id);
        });
        assertThat(tokens.userOf(token)).isEmpty();
        assertThat(audited("UPDATE")).isEqualTo(1);
    }

    @Test
    void loosesItsRightsWithItsUser() {
        String token = issue(30);
        cast.change("update app_user set role = 'FINANCE' where id = " + cast.id(ALICE));
        assertThat(tokens.userOf(token).orElseThrow().may(Permission.IMPORT)).isTrue();
        cast.change("delete from user_circle where user_id = " + cast.id(ALICE));
        assertThat(tokens.userOf(token).orElseThrow().scope()).isEqualTo(Scope.NONE);
        cast.change("update app_user set disabled_at = app_now() where id = " + cast.id(ALICE));
        assertThat(tokens.userOf(token)).isEmpty();
    }

    @Test
    void itsLastUseIsNotedAtMostOnceAMinuteAndWithoutALineInTheTrail() {
        String token = issue(30);
        tokens.userOf(token);
        Instant first = lastUse();
        clock.moveTo(clock.instant().plusSeconds(59));
        tokens.userOf(token);
        assertThat(lastUse()).isEqualTo(first);
        clock.moveTo(clock.instant().plusSeconds(2));
        tokens.userOf(token);
        assertThat(lastUse()).isEqualTo(clock.instant());
        assertThat(audited("UPDATE")).isZero();
    }

    @Test
    void onlyItsHashIsStored() {
        String token = issue(30);
        assertThat(token).matches("cd_[A-Za-z0-9_-]{43}");
        assertThat(jdbc.sql("select to_jsonb(t)::text from api_token t")
                        .query(String.class)
                        .single())
                .doesNotContain(token);
    }

    @Test
    void needsANameAndAnEnd() {
        assertThatThrownBy(() -> tokens.issue(1, "  ", 30)).isInstanceOf(BusinessRuleException.class);
        assertThatThrownBy(() -> tokens.issue(1, "x".repeat(81), 30)).isInstanceOf(BusinessRuleException.class);
        assertThatThrownBy(() -> tokens.issue(1, "nightly", 0)).isInstanceOf(BusinessRuleException.class);
        assertThatThrownBy(() -> tokens.issue(1, "nightly", 367)).isInstanceOf(BusinessRuleException.class);
    }

    private String issue(int days) {
        return ActorContext.callAs(cast.actor(ALICE), null, () -> tokens.issue(cast.id(ALICE), "nightly", days));
    }

    private Instant lastUse() {
        return jdbc.sql("select last_used_at from api_token")
                .query((row, number) -> row.getObject("last_used_at", java.time.OffsetDateTime.class)
                        .toInstant())
                .single();
    }

    private int audited(String action) {
        return jdbc.sql("select count(*) from audit_log where subject = 'api_token' and action = :action")
                .param("action", action)
                .query(Integer.class)
                .single();
    }
}

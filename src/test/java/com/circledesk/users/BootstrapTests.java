package com.circledesk.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.circledesk.shared.StartRefusedException;
import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.jdbc.core.simple.JdbcClient;

@IntegrationTest
class BootstrapTests {
    private static final String EMAIL = "first@example.test";
    private static final String TOKEN = "a-token_of-32-or-more-characters-0123456789";

    @Autowired
    private FirstUser firstUser;

    @Autowired
    private Passwords passwords;

    @Autowired
    private SignIn signIn;

    @Autowired
    private ApiTokens tokens;

    @Autowired
    private UserQueries users;

    @Autowired
    private SetUpLink setUpLink;

    @Autowired
    private Cast cast;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void createsAnAdministratorOfAllCirclesWhoMustChangeThePassword() {
        start(EMAIL, "lent password", TOKEN);

        SignInOutcome.SignedInUser signedIn = Objects.requireNonNull(
                signIn.attempt(EMAIL, "lent password", "203.0.113.7").user());
        CurrentUser user =
                users.ofSession(signedIn.id(), signedIn.sessionEpoch()).orElseThrow();
        assertThat(user.role()).isEqualTo(Role.ADMINISTRATOR);
        assertThat(user.mustChangePassword()).isTrue();
        assertThat(user.scope().circles()).hasSize(22);
        assertThat(tokens.userOf(TOKEN)).contains(user);
    }

    @Test
    void isReadOnlyWhileThereAreNoUsers() {
        start(EMAIL, "lent password", null);
        start("second@example.test", "lent password", TOKEN);
        start("not even read", null, "nonsense");
        assertThat(tokens.userOf(TOKEN)).isEmpty();
        assertThat(jdbc.sql("select email from app_user").query(String.class).list())
                .containsExactly(EMAIL);
    }

    @Test
    void refusesToStartWithHalfOfIt() {
        assertThatThrownBy(() -> start(EMAIL, null, null))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("CIRCLEDESK_BOOTSTRAP_ADMIN_PASSWORD");
        assertThatThrownBy(() -> start(null, "lent password", null)).isInstanceOf(StartRefusedException.class);
        assertThatThrownBy(() -> start(EMAIL, "lent password", "too short"))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("CIRCLEDESK_BOOTSTRAP_ADMIN_TOKEN")
                .message()
                .doesNotContain("too short");
        assertThat(firstUser.exists()).isFalse();
    }

    @Test
    void withoutAnyOfItALinkIsMadeOnlyWhileThereAreNoUsers() {
        start(null, null, null);
        setUpLink.run(new DefaultApplicationArguments());
        assertThat(links()).isEqualTo(1);
        cast.id(Cast.ARUN);
        setUpLink.run(new DefaultApplicationArguments());
        assertThat(links()).isEqualTo(1);
    }

    private int links() {
        return jdbc.sql("select count(*) from one_time_link where purpose = 'SET_UP'")
                .query(Integer.class)
                .single();
    }

    private void start(@Nullable String email, @Nullable String password, @Nullable String token) {
        new BootstrapAdministrator(new BootstrapProperties(email, password, token), firstUser, passwords)
                .run(new DefaultApplicationArguments());
    }
}

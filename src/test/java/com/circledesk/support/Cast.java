package com.circledesk.support;

import com.circledesk.users.Actor;
import com.circledesk.users.ActorContext;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Role;
import com.circledesk.users.Scope;
import com.circledesk.users.SignInOutcome;
import com.circledesk.users.UserQueries;
import com.circledesk.users.UserSessions;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The people of the tests. Each is created when first asked for within a test, with {@link #PASSWORD}, and can be acted
 * as: {@code mvc.get().uri("/").with(cast.signedIn(ALICE))}, {@code .with(cast.token(FARAH))}, {@code cast.actor(HARISH)}.
 */
@TestComponent
public class Cast {
    /** Good enough for the policy, and the same for all. */
    public static final String PASSWORD = "seven quiet monsoon evenings";

    /** Account manager of Karnataka. */
    public static final Member ALICE = new Member("alice@example.test", "Alice Rao", Role.ACCOUNT_MANAGER, "KA");
    /** Account manager of Maharashtra: a stranger to all of Karnataka. */
    public static final Member BOB = new Member("bob@example.test", "Bob Patil", Role.ACCOUNT_MANAGER, "MH");
    /** Sales head of Karnataka. */
    public static final Member HARISH = new Member("harish@example.test", "Harish Gowda", Role.SALES_HEAD, "KA");
    /** Finance, all circles. */
    public static final Member FARAH = new Member("farah@example.test", "Farah Khan", Role.FINANCE);
    /** Finance, Karnataka only. */
    public static final Member FELIX = new Member("felix@example.test", "Felix Dsouza", Role.FINANCE, "KA");
    /** Administrator, all circles. */
    public static final Member ARUN = new Member("arun@example.test", "Arun Iyer", Role.ADMINISTRATOR);
    /** Administrator who sees Karnataka only. */
    public static final Member ANITA = new Member("anita@example.test", "Anita Shetty", Role.ADMINISTRATOR, "KA");
    /** Someone to be administered; not in {@link #ALL}. */
    public static final Member SPARE = new Member("spare@example.test", "Sita Pare", Role.ACCOUNT_MANAGER, "KA");

    public static final List<Member> ALL = List.of(ALICE, BOB, HARISH, FARAH, FELIX, ARUN, ANITA);

    private static final String HASH =
            "{argon2@CircleDesk}" + new Argon2PasswordEncoder(16, 32, 1, 19456, 2).encode(PASSWORD);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final UserQueries users;
    private final SessionRepositoryFilter<?> sessionFilter;
    private final UserSessions userSessions;

    Cast(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            UserQueries users,
            SessionRepositoryFilter<?> sessionFilter,
            UserSessions userSessions) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.users = users;
        this.sessionFilter = sessionFilter;
        this.userSessions = userSessions;
    }

    /** @param circles none = all of them, also later ones */
    public record Member(String email, String fullName, Role role, Set<String> circles) {
        public Member(String email, String fullName, Role role, String... circles) {
            this(email, fullName, role, new TreeSet<>(Set.of(circles)));
        }
    }

    /** Of everybody there is. */
    public List<String> logins() {
        return jdbc.sql("select email from app_user").query(String.class).list();
    }

    /** The user's id; the user is created first if need be. */
    public long id(Member member) {
        return jdbc.sql("select id from app_user where email = :email")
                .param("email", member.email())
                .query(Long.class)
                .optional()
                .orElseGet(() -> create(member));
    }

    public CurrentUser user(Member member) {
        return users.ofSession(id(member), epoch(member)).orElseThrow();
    }

    /** For {@code ActorContext.runAs}. */
    public Actor actor(Member member) {
        return user(member).actor();
    }

    /** Does something in a transaction of the member's own. */
    public <T> T as(Member member, Supplier<T> work) {
        return ActorContext.callAs(
                actor(member), null, () -> Objects.requireNonNull(transaction.execute(status -> work.get())));
    }

    /** Acts as the member in a browser, with a real session. Forms need {@code csrf()} besides. */
    public RequestPostProcessor signedIn(Member member) {
        Cookie cookie = sessionCookie(member);
        return request -> {
            request.setCookies(cookie);
            return request;
        };
    }

    /** The cookie of a new session of the member. */
    public Cookie sessionCookie(Member member) {
        SignInOutcome.SignedInUser user = new SignInOutcome.SignedInUser(id(member), epoch(member));
        MockHttpServletResponse response = new MockHttpServletResponse();
        try {
            sessionFilter.doFilter(
                    new MockHttpServletRequest(),
                    response,
                    (request, answer) -> userSessions.begin((HttpServletRequest) request, user));
        } catch (IOException | ServletException e) {
            throw new IllegalStateException(e);
        }
        return response.getCookies()[0];
    }

    /** Acts as the member through the API. */
    public RequestPostProcessor token(Member member) {
        String token = newToken(member);
        return request -> {
            request.addHeader("Authorization", "Bearer " + token);
            return request;
        };
    }

    /** A fresh API token of the member. */
    public String newToken(Member member) {
        long id = id(member);
        String token = UUID.randomUUID() + "-" + UUID.randomUUID();
        asSystem(() -> jdbc.sql("""
                        insert into api_token (user_id, name, token_hash)
                        values (:user, 'test', encode(sha256(convert_to(:token, 'UTF8')), 'hex'))
                        """).param("user", id).param("token", token).update());
        return token;
    }

    /** Changes a person or a token in the database, behind the application's back. */
    public void change(String sql) {
        asSystem(() -> jdbc.sql(sql).update());
    }

    private long create(Member member) {
        return asSystem(() -> {
            long id = jdbc.sql("""
                            insert into app_user (email, full_name, role, all_circles, password_hash)
                            values (:email, :name, :role, :all, :hash) returning id
                            """)
                    .param("email", member.email())
                    .param("name", member.fullName())
                    .param("role", member.role().name())
                    .param("all", member.circles().isEmpty())
                    .param("hash", HASH)
                    .query(Long.class)
                    .single();
            member.circles()
                    .forEach(circle -> jdbc.sql("insert into user_circle values (:id, :circle)")
                            .param("id", id)
                            .param("circle", circle)
                            .update());
            return id;
        });
    }

    private int epoch(Member member) {
        return jdbc.sql("select session_epoch from app_user where email = :email")
                .param("email", member.email())
                .query(Integer.class)
                .single();
    }

    private <T> T asSystem(Supplier<T> work) {
        return ActorContext.callAs(
                Actor.system("cast", Scope.NONE),
                null,
                () -> Objects.requireNonNull(transaction.execute(status -> work.get())));
    }
}

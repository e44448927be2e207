package com.circledesk.users;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Service;

/**
 * Sessions of people in a browser, kept in the database. A session knows little: the user's id, the epoch it began in and
 * two moments; everything else is read afresh for each request. It ends after 30 minutes without a request and 8 hours
 * after the sign-in, whatever happens; a fourth session of the same person ends the oldest.
 */
@Service
public class UserSessions {
    public static final Duration IDLE_MAX = Duration.ofMinutes(30);
    static final Duration LIFE_MAX = Duration.ofHours(8);
    static final Duration CONFIRMATION_MAX = Duration.ofMinutes(5);
    static final int SESSIONS_MAX = 3;
    private static final Duration SEEN_PRECISION = Duration.ofMinutes(1);

    private static final String USER_ID = "userId";
    private static final String EPOCH = "epoch";
    private static final String SIGNED_IN_AT = "signedInAt";
    private static final String SEEN_AT = "seenAt";
    private static final String CONFIRMED_AT = "confirmedAt";
    private static final String DEVICE = "device";
    private static final String WANTED = "wanted";

    private final FindByIndexNameSessionRepository<? extends Session> sessions;
    private final UserQueries users;
    private final Clock clock;

    UserSessions(FindByIndexNameSessionRepository<? extends Session> sessions, UserQueries users, Clock clock) {
        this.sessions = sessions;
        this.users = users;
        this.clock = clock;
    }

    /**
     * @param device what its browser says of itself, shortened
     * @param current whether it is the one that asks
     */
    public record SessionRow(Instant signedInAt, Instant seenAt, String device, boolean current) {}

    /** A new session with a new id for someone who has just signed in; what the old one held is gone. */
    public void begin(HttpServletRequest request, SignInOutcome.SignedInUser user) {
        HttpSession before = request.getSession(false);
        if (before != null) {
            before.invalidate();
        }
        endOldest(user);
        HttpSession session = request.getSession(true);
        session.setAttribute(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, String.valueOf(user.id()));
        session.setAttribute(USER_ID, user.id());
        session.setAttribute(EPOCH, user.sessionEpoch());
        session.setAttribute(SIGNED_IN_AT, clock.millis());
        session.setAttribute(SEEN_AT, clock.millis());
        session.setAttribute(CONFIRMED_AT, clock.millis());
        session.setAttribute(DEVICE, Device.of(request.getHeader("User-Agent")));
    }

    /** Whose session the request comes with; a session that is over is ended here. */
    public Optional<CurrentUser> userOf(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null || !(session.getAttribute(USER_ID) instanceof Long id)) {
            return Optional.empty();
        }
        Optional<CurrentUser> user =
                isOver(session) ? Optional.empty() : users.ofSession(id, (Integer) session.getAttribute(EPOCH));
        if (user.isEmpty()) {
            session.invalidate();
        } else if (since(session, SEEN_AT).compareTo(SEEN_PRECISION) >= 0) {
            session.setAttribute(SEEN_AT, clock.millis());
        }
        return user;
    }

    public void end(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    /** Carries the session that asks over into the epoch that ended all others of its user. */
    public void stay(HttpServletRequest request, int epoch) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            request.changeSessionId();
            session.setAttribute(EPOCH, epoch);
        }
    }

    /** Whether the password was given within the last five minutes: asked before a grave step. */
    public boolean isConfirmed(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && since(session, CONFIRMED_AT).compareTo(CONFIRMATION_MAX) <= 0;
    }

    /** The password was given again. */
    public void confirm(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            request.changeSessionId();
            session.setAttribute(CONFIRMED_AT, clock.millis());
        }
    }

    /** Those that stand, newest first. */
    public List<SessionRow> of(long userId, HttpServletRequest asking) {
        HttpSession own = asking.getSession(false);
        return standing(userId, users.sessionEpoch(userId)).stream()
                .map(session -> new SessionRow(
                        moment(session, SIGNED_IN_AT),
                        moment(session, SEEN_AT),
                        session.getAttributeOrDefault(DEVICE, Device.UNKNOWN),
                        own != null && own.getId().equals(session.getId())))
                .toList();
    }

    /** Where the person wanted to go before having to sign in: a path of ours, with its query. */
    public void rememberWanted(HttpServletRequest request, String path) {
        request.getSession(true).setAttribute(WANTED, path);
    }

    public Optional<String> wanted(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return Optional.ofNullable(session == null ? null : (String) session.getAttribute(WANTED));
    }

    private void endOldest(SignInOutcome.SignedInUser user) {
        standing(user.id(), user.sessionEpoch()).stream()
                .skip(SESSIONS_MAX - 1)
                .forEach(session -> sessions.deleteById(session.getId()));
    }

    /** Newest first. Rows of earlier epochs are dead; they go when their time is over. */
    private List<? extends Session> standing(long userId, int epoch) {
        Instant idleSince = clock.instant().minus(IDLE_MAX);
        return sessions.findByPrincipalName(String.valueOf(userId)).values().stream()
                .filter(session -> session.getAttributeOrDefault(EPOCH, -1) == epoch)
                .filter(session -> !moment(session, SEEN_AT).isBefore(idleSince))
                .sorted(Comparator.comparing((Session session) -> moment(session, SIGNED_IN_AT))
                        .reversed())
                .toList();
    }

    private boolean isOver(HttpSession session) {
        return since(session, SEEN_AT).compareTo(IDLE_MAX) > 0
                || since(session, SIGNED_IN_AT).compareTo(LIFE_MAX) > 0;
    }

    private Duration since(HttpSession session, String attribute) {
        return session.getAttribute(attribute) instanceof Long millis
                ? Duration.between(Instant.ofEpochMilli(millis), clock.instant())
                : LIFE_MAX;
    }

    private static Instant moment(Session session, String attribute) {
        return Instant.ofEpochMilli(session.getAttributeOrDefault(attribute, 0L));
    }
}

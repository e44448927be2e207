package com.circledesk.users;

import com.circledesk.circles.CircleQueries;
import com.circledesk.shared.NotFoundException;
import java.time.Clock;
import java.util.Objects;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The administration of users. Nobody can take rights from oneself, and changes go one after the other, so that an
 * administrator always remains.
 */
@Service
@Transactional
public class UserService {
    private final UserRepository users;
    private final CircleQueries circles;
    private final Passwords passwords;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    UserService(
            UserRepository users,
            CircleQueries circles,
            Passwords passwords,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.users = users;
        this.circles = circles;
        this.passwords = passwords;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    public long create(CreateUser command) {
        return saved(newUser(command)).id();
    }

    /** A user with a known password, for the demonstration circle. */
    public long createWithPassword(CreateUser command, String password) {
        User user = newUser(command);
        user.choosePassword(passwords.inTurn(() -> passwords.hash(password)), clock.instant());
        return saved(user).id();
    }

    /** @throws UserChangedException if somebody else was quicker */
    public void edit(EditUser command) {
        oneAfterTheOther();
        User user = find(command.id());
        if (user.version() != command.version()) {
            throw new UserChangedException();
        }
        user.describe(new EmailAddress(command.email()), new PersonName(command.fullName()));
        if (user.grant(command.role(), checked(command.reach()))) {
            refuseOwn(user);
        }
        saved(user);
    }

    /** Ends the sessions and makes the tokens useless, until the user is enabled again. */
    public void disable(long id) {
        oneAfterTheOther();
        User user = find(id);
        refuseOwn(user);
        user.disable(clock.instant());
        saved(user);
    }

    public void enable(long id) {
        User user = find(id);
        user.enable();
        saved(user);
    }

    public void endSessions(long id) {
        User user = find(id);
        user.endSessions();
        saved(user);
        events.publishEvent(new SecurityEvent("sessions-ended", id, "by an administrator"));
    }

    /** @return the epoch in which the session that asked may stay */
    public int endOtherSessions(long id) {
        User user = find(id);
        user.endSessions();
        events.publishEvent(new SecurityEvent("sessions-ended", id, "all but the own"));
        return saved(user).sessionEpoch();
    }

    private User newUser(CreateUser command) {
        return new User(
                new EmailAddress(command.email()),
                new PersonName(command.fullName()),
                command.role(),
                checked(command.reach()));
    }

    private Reach checked(Reach reach) {
        if (!reach.allCircles() && reach.circles().isEmpty()) {
            throw UserRefusedException.noCircle();
        }
        if (circles.of(reach.circles()).size() < reach.circles().size()) {
            throw UserRefusedException.unknownCircle();
        }
        return reach;
    }

    private static void refuseOwn(User user) {
        if (Objects.equals(ActorContext.required().userId(), user.id())) {
            throw UserRefusedException.ownRights();
        }
    }

    private User find(long id) {
        return users.findById(id).orElseThrow(() -> new NotFoundException("User", id));
    }

    private User saved(User user) {
        try {
            return users.saveAndFlush(user);
        } catch (OptimisticLockingFailureException e) {
            throw new UserChangedException();
        } catch (DataIntegrityViolationException e) {
            if (String.valueOf(e.getMessage()).contains("app_user_email_is_unique")) {
                throw UserRefusedException.emailTaken();
            }
            throw e;
        }
    }

    /** Two administrators who disable each other at the same moment: the second finds that he may not any more. */
    private void oneAfterTheOther() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('circledesk administration'))")
                .query((row, number) -> number)
                .list();
        Long actor = ActorContext.required().userId();
        if (actor != null && !find(actor).isActiveAdministrator()) {
            throw UserRefusedException.ownRights();
        }
    }
}

package com.circledesk.users;

import com.circledesk.shared.NotFoundException;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Links that let a person set a password without having one: 256 random bits, of which only the hash is stored, good once
 * and for a short time. Looking at a link does not use it up: mail scanners look at every link.
 */
@Service
public class OneTimeLinks {
    private static final String PATH = "/link/";

    private final OneTimeLinkRecords records;
    private final UserRepository users;
    private final PasswordService passwords;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final String baseUrl;

    OneTimeLinks(
            OneTimeLinkRecords records,
            UserRepository users,
            PasswordService passwords,
            TransactionTemplate transaction,
            Clock clock,
            @Value("${circledesk.base-url}") String baseUrl) {
        this.records = records;
        this.users = users;
        this.passwords = passwords;
        this.transaction = transaction;
        this.clock = clock;
        this.baseUrl = baseUrl.replaceAll("/+$", "");
    }

    /** A path of the application for the log and the audit trail: who reads it there must not come in by it. */
    public static String withoutToken(String path) {
        return path.startsWith(PATH) ? PATH + "*" : path;
    }

    /** @return the link, to be handed out; nobody can see it a second time */
    public String invite(long userId) {
        return make(LinkPurpose.INVITE, userId);
    }

    /** @return the link, to be handed out; nobody can see it a second time */
    public String reset(long userId) {
        return make(LinkPurpose.RESET, userId);
    }

    String setUp() {
        return make(LinkPurpose.SET_UP, null);
    }

    /** @throws NotFoundException alike for a wrong, an expired and a used link */
    public OpenLink open(String token) {
        OpenLink link = records.open(Secrets.hash(token));
        if (link == null) {
            throw notFound();
        }
        return link;
    }

    /**
     * Sets the password of the person the link was made for, once.
     *
     * @throws PasswordRefusedException if the policy objects; the link stays good
     */
    public void setPassword(String token, String password) {
        OpenLink link = open(token);
        Long userId = link.userId();
        String email = link.email();
        if (userId == null || email == null) {
            throw notFound();
        }
        String hash = passwords.hashOf(password, email);
        ActorContext.runAs(
                new Actor(userId, email, Scope.NONE, Set.of()),
                () -> transaction.executeWithoutResult(s -> {
                    use(token);
                    User user = users.findById(userId).orElseThrow(OneTimeLinks::notFound);
                    user.choosePassword(hash, clock.instant());
                }));
    }

    /** Creates the first administrator from the link that the log showed. */
    public void setUp(String token, String email, String fullName, String password) {
        if (open(token).purpose() != LinkPurpose.SET_UP) {
            throw notFound();
        }
        EmailAddress address = new EmailAddress(email);
        PersonName name = new PersonName(fullName);
        String hash = passwords.hashOf(password, address.value());
        ActorContext.runAs(
                Actor.system("set-up", Scope.NONE),
                () -> transaction.executeWithoutResult(s -> {
                    use(token);
                    User user = new User(address, name, Role.ADMINISTRATOR, Reach.ALL);
                    user.choosePassword(hash, clock.instant());
                    users.save(user);
                }));
    }

    private String make(LinkPurpose purpose, @Nullable Long userId) {
        String token = Secrets.newToken();
        records.add(purpose, userId, Secrets.hash(token));
        return baseUrl + PATH + token;
    }

    private void use(String token) {
        if (!records.use(Secrets.hash(token))) {
            throw notFound();
        }
    }

    private static NotFoundException notFound() {
        return new NotFoundException("Link", "given");
    }
}

package com.circledesk.collections.flags;

import com.circledesk.forms.FormKey;
import com.circledesk.forms.FormSubmissions;
import com.circledesk.forms.Submission;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Formats;
import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.Texts;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Colleague;
import com.circledesk.users.Scope;
import com.circledesk.users.UserQueries;
import com.circledesk.work.About;
import com.circledesk.work.NewNotification;
import com.circledesk.work.Notifications;
import com.circledesk.work.Tasks;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Raises flags by hand, reviews them, logs the head's decision and what became of them. Each step is kept. */
@Service
@Transactional
public class RedFlags {
    private static final String KIND = "RED_FLAG";
    private static final int REMARK_MAX = 500;

    private final JdbcClient jdbc;
    private final FormSubmissions submissions;
    private final UserQueries users;
    private final Notifications notifications;
    private final Tasks tasks;
    private final Texts texts;
    private final Formats formats;
    private final Clock clock;

    RedFlags(
            JdbcClient jdbc,
            FormSubmissions submissions,
            UserQueries users,
            Notifications notifications,
            Tasks tasks,
            Texts texts,
            Formats formats,
            Clock clock) {
        this.jdbc = jdbc;
        this.submissions = submissions;
        this.users = users;
        this.notifications = notifications;
        this.tasks = tasks;
        this.texts = texts;
        this.formats = formats;
        this.clock = clock;
    }

    private record Account(long id, String circle) {}

    private record Standing(
            String circle, @Nullable Long ownerId, @Nullable String outcome, int version) {}

    /** @return its outcome: the id of the flag */
    public Submission raise(FormKey key, RaiseFlag raised) {
        return submissions.once(key, "red-flag", raised, () -> {
            requireComing(raised.prediction());
            Account account = jdbc.sql("""
                            select id, circle from account where lower(code) = lower(:code) and circle = any (:circles)
                            """)
                    .param("code", raised.account())
                    .param("circles", ActorContext.required().scope().toArray())
                    .query(Account.class)
                    .optional()
                    .orElseThrow(() -> new NotFoundException("Account", raised.account()));
            Prediction said = raised.prediction();
            long owner = owner(said.owner(), account.circle());
            long id = jdbc.sql("""
                            insert into red_flag (account_id, circle, what, at_risk, likely_on, probability, mitigation, owner_id, review_on)
                            values (:account, :circle, :what, :risk, :likely, :probability, :mitigation, :owner, :review) returning id
                            """)
                    .param("account", account.id())
                    .param("circle", account.circle())
                    .param("what", said.what())
                    .param("risk", said.atRisk().amount())
                    .param("likely", said.likelyOn())
                    .param("probability", said.probability())
                    .param("mitigation", said.mitigation())
                    .param("owner", owner)
                    .param("review", said.reviewOn())
                    .query(Long.class)
                    .single();
            log(id, "RAISED", null, null);
            tell(id, account.circle(), owner, "raised", "");
            return String.valueOf(id);
        });
    }

    /** A rule raised it: its first step, and its owner is told. */
    void begin(long id, String circle, @Nullable Long owner) {
        log(id, "RAISED", null, null);
        if (owner != null) {
            tell(id, circle, owner, "raised", "");
        }
    }

    public Submission review(FormKey key, ReviewFlag review) {
        return submissions.once(key, "red-flag-review", review, () -> {
            requireComing(review.prediction());
            Standing flag = standing(review.id());
            requireOpen(flag);
            if (flag.version() != review.version()) {
                throw new BusinessRuleException("conflict", texts.get("flags.changed"));
            }
            Prediction said = review.prediction();
            long owner = owner(said.owner(), flag.circle());
            jdbc.sql("""
                            update red_flag set what = :what, at_risk = :risk, likely_on = :likely, probability = :probability,
                                   mitigation = :mitigation, owner_id = :owner, review_on = :review, version = version + 1
                            where id = :id
                            """)
                    .param("what", said.what())
                    .param("risk", said.atRisk().amount())
                    .param("likely", said.likelyOn())
                    .param("probability", said.probability())
                    .param("mitigation", said.mitigation())
                    .param("owner", owner)
                    .param("review", said.reviewOn())
                    .param("id", review.id())
                    .update();
            long event = log(review.id(), "REVIEWED", null, review.words());
            if (!Objects.equals(flag.ownerId(), owner)) {
                tell(review.id(), flag.circle(), owner, "given", ":" + event);
            }
            return String.valueOf(review.id());
        });
    }

    /** What the head decides, in words; the flag stays as it was predicted. */
    public record Decide(long id, FlagDecision decision, String words) {}

    public Submission decide(FormKey key, Decide decided) {
        return submissions.once(key, "red-flag-decision", decided, () -> {
            Standing flag = standing(decided.id());
            requireOpen(flag);
            long event = log(decided.id(), "DECIDED", decided.decision(), decided.words());
            if (flag.ownerId() != null) {
                tell(decided.id(), flag.circle(), flag.ownerId(), "decided", ":" + event);
            }
            return String.valueOf(decided.id());
        });
    }

    public record Close(long id, FlagOutcome outcome, String words) {}

    public Submission close(FormKey key, Close closed) {
        return submissions.once(key, "red-flag-outcome", closed, () -> {
            requireOpen(standing(closed.id()));
            end(closed.id(), closed.outcome(), closed.words());
            return String.valueOf(closed.id());
        });
    }

    /** What a rule found is gone: the flag ends, unless a person ended it meanwhile, and its owner is told. */
    void end(long id, String circle, @Nullable Long owner, FlagOutcome outcome, String words) {
        if (standing(id).outcome() == null) {
            long event = end(id, outcome, words);
            if (owner != null) {
                tell(id, circle, owner, "ended", ":" + event);
            }
        }
    }

    private long end(long id, FlagOutcome outcome, String words) {
        jdbc.sql("""
                        update red_flag set outcome = :outcome, closed_at = app_now(), closed_by = app_actor(), version = version + 1
                        where id = :id
                        """).param("outcome", outcome.name()).param("id", id).update();
        tasks.settle(KIND, ref(id), words.substring(0, Math.min(REMARK_MAX, words.length())));
        return log(id, "CLOSED", null, words);
    }

    /** It was closed by mistake, or too early. */
    public record Reopen(long id, String words) {}

    public Submission reopen(FormKey key, Reopen reopened) {
        return submissions.once(key, "red-flag-reopening", reopened, () -> {
            if (standing(reopened.id()).outcome() == null) {
                throw new BusinessRuleException("wrong-state", texts.get("flags.isOpen"));
            }
            jdbc.sql("""
                            update red_flag set outcome = null, closed_at = null, closed_by = null, version = version + 1 where id = :id
                            """).param("id", reopened.id()).update();
            log(reopened.id(), "REOPENED", null, reopened.words());
            return String.valueOf(reopened.id());
        });
    }

    private Standing standing(long id) {
        return jdbc.sql("""
                        select circle, owner_id, outcome, version from red_flag where id = :id and circle = any (:circles) for update
                        """)
                .param("id", id)
                .param("circles", ActorContext.required().scope().toArray())
                .query(Standing.class)
                .optional()
                .orElseThrow(() -> new NotFoundException("Red flag", id));
    }

    private void requireOpen(Standing flag) {
        if (flag.outcome() != null) {
            throw new BusinessRuleException("wrong-state", texts.get("flags.isClosed"));
        }
    }

    private void requireComing(Prediction said) {
        if (said.reviewOn().isBefore(LocalDate.now(clock))) {
            throw new BusinessRuleException("out-of-range", texts.get("flags.reviewPast"));
        }
    }

    private long owner(String email, String circle) {
        return users.colleagues(Scope.of(circle)).stream()
                .filter(person -> person.email().equalsIgnoreCase(email))
                .map(Colleague::id)
                .findFirst()
                .orElseThrow(() -> new BusinessRuleException("unknown-user", texts.get("flags.unknownOwner", circle)));
    }

    private long log(long id, String kind, @Nullable FlagDecision decision, @Nullable String words) {
        return jdbc.sql("""
                        insert into red_flag_event (flag_id, circle, kind, decision, words, at_risk, likely_on, probability, review_on)
                        select id, circle, :kind, :decision, :words, at_risk, likely_on, probability, review_on from red_flag where id = :id
                        returning id
                        """)
                .param("id", id)
                .param("kind", kind)
                .param("decision", decision == null ? null : decision.name())
                .param("words", words)
                .query(Long.class)
                .single();
    }

    static About about(long id) {
        return new About(KIND, ref(id), "/receivables/red-flags/" + id);
    }

    private static String ref(long id) {
        return "RF-" + id;
    }

    /** Whoever does it knows it. */
    private void tell(long id, String circle, long person, String occasion, String which) {
        if (Objects.equals(ActorContext.required().userId(), person)) {
            return;
        }
        record Told(String account, com.circledesk.shared.Money atRisk, String what) {}
        Told flag = jdbc.sql("""
                        select a.code as account, f.at_risk, rtrim(left(f.what, 150), '.') as what
                        from red_flag f join account a on a.id = f.account_id where f.id = :id
                        """).param("id", id).query(Told.class).single();
        notifications.tell(new NewNotification(
                "red-flag:%d:%s%s".formatted(id, occasion, which),
                person,
                circle,
                about(id),
                texts.get("flags.told." + occasion, flag.account(), formats.rupees(flag.atRisk()), flag.what())));
    }
}

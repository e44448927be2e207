package com.circledesk.collections.worklist;

import com.circledesk.accounts.AccountFacts;
import com.circledesk.accounts.AccountQueries;
import com.circledesk.collections.settings.CollectionSetting;
import com.circledesk.collections.settings.CollectionSettings;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.FormSubmissions;
import com.circledesk.forms.Submission;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Texts;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import com.circledesk.users.UserQueries;
import com.circledesk.work.About;
import com.circledesk.work.NewNotification;
import com.circledesk.work.NewTask;
import com.circledesk.work.Notifications;
import com.circledesk.work.Tasks;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes accounts off the worklist for a while: done, snoozed or given to a colleague; and brings them back. */
@Service
@Transactional
public class WorklistSteps {
    private static final int REASON_MAX = 300;
    private static final String KIND = "WORKLIST";

    private final JdbcClient jdbc;
    private final AccountQueries accounts;
    private final UserQueries users;
    private final CollectionSettings settings;
    private final Tasks tasks;
    private final Notifications notifications;
    private final FormSubmissions submissions;
    private final Texts texts;
    private final Clock clock;

    WorklistSteps(
            JdbcClient jdbc,
            AccountQueries accounts,
            UserQueries users,
            CollectionSettings settings,
            Tasks tasks,
            Notifications notifications,
            FormSubmissions submissions,
            Texts texts,
            Clock clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.users = users;
        this.settings = settings;
        this.tasks = tasks;
        this.notifications = notifications;
        this.submissions = submissions;
        this.texts = texts;
        this.clock = clock;
    }

    /** @return its outcome: the day on which the account comes back, or nothing */
    public Submission step(FormKey key, StepAway asked) {
        return submissions.once(key, "worklist-step", asked, () -> {
            Scope scope = ActorContext.required().scope();
            AccountFacts account = accounts.get(asked.account(), scope);
            LocalDate today = LocalDate.now(clock);
            String reason = reason(asked);
            LocalDate until = until(asked, today);
            if (asked.kind() == StepKind.DELEGATED) {
                requireColleague(asked.delegate(), account.circle());
            }
            long id = insert(account, asked, until, reason);
            if (asked.kind() == StepKind.DELEGATED && until != null) {
                give(id, account, Objects.requireNonNull(asked.delegate()), until, reason);
            }
            return until == null ? "" : until.toString();
        });
    }

    private static @Nullable String reason(StepAway asked) {
        String said = asked.reason() == null || asked.reason().isBlank()
                ? null
                : asked.reason().strip();
        if (said == null && asked.kind() == StepKind.SNOOZED) {
            throw new BusinessRuleException("missing", "Say why it can wait.");
        }
        if (said != null && said.length() > REASON_MAX) {
            throw new BusinessRuleException("too-long", "A reason has at most 300 characters.");
        }
        return said;
    }

    private @Nullable LocalDate until(StepAway asked, LocalDate today) {
        CollectionSetting setting = settings.on(today);
        LocalDate until = asked.untilOn();
        return switch (asked.kind()) {
            case BROUGHT_BACK -> null;
            case DONE -> today.plusDays(setting.doneDays());
            case SNOOZED, DELEGATED -> {
                if (until == null || !until.isAfter(today) || until.isAfter(today.plusDays(setting.snoozeDays()))) {
                    throw new BusinessRuleException(
                            "out-of-range",
                            "Choose a day after today and within %d days.".formatted(setting.snoozeDays()));
                }
                yield until;
            }
        };
    }

    private long insert(AccountFacts account, StepAway asked, @Nullable LocalDate until, @Nullable String reason) {
        return jdbc.sql("""
                        insert into worklist_step (account_id, circle, kind, until_on, reason, delegate_id)
                        values (:account, :circle, :kind, :until, :reason, :delegate) returning id
                        """)
                .param("account", account.id())
                .param("circle", account.circle())
                .param("kind", asked.kind().name())
                .param("until", until, Types.DATE)
                .param("reason", reason, Types.VARCHAR)
                .param("delegate", asked.kind() == StepKind.DELEGATED ? asked.delegate() : null, Types.BIGINT)
                .query(Long.class)
                .single();
    }

    private void give(long step, AccountFacts account, long delegate, LocalDate until, @Nullable String reason) {
        About about = new About(KIND, account.code(), "/my-work/worklist");
        String sentence = texts.get(
                "worklist.task", account.code(), account.customerName(), Objects.requireNonNullElse(reason, ""));
        String key = "worklist:" + step;
        tasks.create(new NewTask(key, delegate, account.circle(), account.id(), about, sentence.strip(), until));
        notifications.tell(new NewNotification(key, delegate, account.circle(), about, sentence.strip()));
    }

    private void requireColleague(@Nullable Long person, String circle) {
        if (person == null
                || users.colleagues(new Scope(Set.of(circle))).stream().noneMatch(each -> each.id() == person)) {
            throw new BusinessRuleException("bad-choice", "Choose somebody who sees the circle " + circle + ".");
        }
    }
}

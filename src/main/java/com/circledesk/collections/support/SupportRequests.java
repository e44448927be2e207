package com.circledesk.collections.support;

import com.circledesk.accounts.AccountFacts;
import com.circledesk.accounts.AccountQueries;
import com.circledesk.collections.settings.CollectionSettings;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.FormSubmissions;
import com.circledesk.forms.Submission;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Formats;
import com.circledesk.shared.NotFoundException;
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
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Asks colleagues for support, and moves what was asked: each move tells the other side. */
@Service
@Transactional
public class SupportRequests {
    static final String KIND = "SUPPORT_REQUEST";

    private record Found(
            long id,
            String ref,
            String account,
            String circle,
            String subject,
            long askedBy,
            long owner,
            SupportStatus status,
            boolean rated) {
        About about() {
            return new About(KIND, ref, "/support-requests/" + ref);
        }
    }

    private final JdbcClient jdbc;
    private final AccountQueries accounts;
    private final UserQueries users;
    private final CollectionSettings settings;
    private final Tasks tasks;
    private final Notifications notifications;
    private final FormSubmissions submissions;
    private final Texts texts;
    private final Formats formats;
    private final Clock clock;

    SupportRequests(
            JdbcClient jdbc,
            AccountQueries accounts,
            UserQueries users,
            CollectionSettings settings,
            Tasks tasks,
            Notifications notifications,
            FormSubmissions submissions,
            Texts texts,
            Formats formats,
            Clock clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.users = users;
        this.settings = settings;
        this.tasks = tasks;
        this.notifications = notifications;
        this.submissions = submissions;
        this.texts = texts;
        this.formats = formats;
        this.clock = clock;
    }

    /** @return its outcome: the request's reference */
    public Submission ask(FormKey key, AskForSupport asked) {
        return submissions.once(key, "support-request", asked, () -> {
            AccountFacts account = accounts.get(asked.account(), scope());
            LocalDate today = LocalDate.now(clock);
            if (asked.dueOn().isBefore(today)) {
                throw new BusinessRuleException("out-of-range", "It is needed today or later.");
            }
            colleague(asked.owner(), account.circle());
            Found made = insert(account, asked, today);
            note(made, "ASKED", asked.details());
            String sentence = texts.get(
                    "support.task",
                    texts.get("support.desk." + asked.desk()),
                    asked.subject(),
                    account.code(),
                    formats.compact(asked.unblocks()));
            tasks.create(new NewTask(
                    taskKey(made.ref()),
                    asked.owner(),
                    account.circle(),
                    account.id(),
                    made.about(),
                    sentence,
                    asked.dueOn()));
            notifications.tell(
                    new NewNotification(taskKey(made.ref()), asked.owner(), account.circle(), made.about(), sentence));
            return made.ref();
        });
    }

    private String colleague(long person, String circle) {
        return users.colleagues(Scope.of(circle)).stream()
                .filter(each -> each.id() == person)
                .findFirst()
                .orElseThrow(() ->
                        new BusinessRuleException("bad-choice", "Choose somebody who sees the circle " + circle + "."))
                .fullName();
    }

    /** Whoever is asked gives it to somebody else, with its task; the days in which it is due go on. */
    public Submission handOver(FormKey key, HandOver asked) {
        return submissions.once(key, "support-hand-over", asked, () -> {
            Found request = locked(asked.ref());
            if (me() != request.owner()) {
                throw new BusinessRuleException("wrong-person", texts.get("support.onlyOwner"));
            }
            if (!request.status().isOpen()) {
                throw new BusinessRuleException("wrong-state", texts.get("support.movedOn"));
            }
            if (asked.owner() == request.owner()) {
                throw new BusinessRuleException("bad-choice", "Choose somebody else.");
            }
            String name = colleague(asked.owner(), request.circle());
            jdbc.sql("update support_request set desk = :desk, owner_id = :owner where id = :id")
                    .param("desk", asked.desk().name())
                    .param("owner", asked.owner())
                    .param("id", request.id())
                    .update();
            jdbc.sql("update task set owner_id = :owner where key = :key and circle = :circle and done_at is null")
                    .param("owner", asked.owner())
                    .param("key", taskKey(request.ref()))
                    .param("circle", request.circle())
                    .update();
            note(
                    request,
                    "HANDED_OVER",
                    texts.get("support.handOver.to", name, texts.get("support.desk." + asked.desk()), asked.why()));
            String once = ":%d:%d".formatted(clock.millis(), asked.owner());
            tell(request, asked.owner(), "HANDED_OVER" + once);
            tell(request, request.askedBy(), "HANDED_ON" + once);
            return request.ref();
        });
    }

    private static String taskKey(String ref) {
        return "support:" + ref;
    }

    private Found insert(AccountFacts account, AskForSupport asked, LocalDate today) {
        LocalDate answerBy = today.plusDays(settings.on(today).supportAnswerDays());
        return jdbc.sql("""
                        insert into support_request (support_ref, account_id, circle, desk, subject, details, unblocks, asked_by_id, owner_id,
                                                     answer_by, due_on)
                        values ('SUP-' || :circle || '-' || lpad(nextval('support_request_ref_seq')::text, 6, '0'), :account, :circle, :desk,
                                :subject, :details, :unblocks, :me, :owner, :answerBy, :due)
                        returning id, support_ref as ref, :code as account, circle, subject, asked_by_id as asked_by, owner_id as owner, status,
                                  false as rated
                        """)
                .param("circle", account.circle())
                .param("code", account.code())
                .param("account", account.id())
                .param("desk", asked.desk().name())
                .param("subject", asked.subject())
                .param("details", asked.details(), Types.VARCHAR)
                .param("unblocks", asked.unblocks().amount())
                .param("me", me())
                .param("owner", asked.owner())
                .param("answerBy", answerBy)
                .param("due", asked.dueOn())
                .query(Found.class)
                .single();
    }

    /**
     * Does something to a request.
     *
     * @param remark at most 500 characters; needed where it is declined
     * @param rating from 1 to 5 where it is rated
     * @return its outcome: the request's reference
     */
    public Submission act(FormKey key, String ref, SupportAct act, @Nullable String remark, @Nullable Integer rating) {
        record Asked(
                String ref,
                SupportAct act,
                @Nullable String remark,
                @Nullable Integer rating) {}
        return submissions.once(key, "support-act", new Asked(ref, act, remark, rating), () -> {
            Found request = locked(ref);
            if (me() != (act.isByOwner() ? request.owner() : request.askedBy())) {
                throw new BusinessRuleException(
                        "wrong-person", texts.get(act.isByOwner() ? "support.onlyOwner" : "support.onlyAsker"));
            }
            if (!act.fits(request.status(), request.rated())) {
                throw new BusinessRuleException("wrong-state", texts.get("support.movedOn"));
            }
            if (act == SupportAct.DECLINE && remark == null) {
                throw new BusinessRuleException("missing", "Say why it is declined.");
            }
            switch (act) {
                case ACCEPT -> move(request, SupportStatus.ACCEPTED, remark);
                case DECLINE -> move(request, SupportStatus.DECLINED, remark);
                case FINISH -> move(request, SupportStatus.DONE, remark);
                case WITHDRAW -> move(request, SupportStatus.WITHDRAWN, remark);
                case REMIND -> remind(request, remark);
                case RATE -> rate(request, rating, remark);
            }
            return request.ref();
        });
    }

    private void move(Found request, SupportStatus to, @Nullable String remark) {
        jdbc.sql("""
                        update support_request
                        set status = :to, answered_at = case when :to = 'WITHDRAWN' then answered_at else coalesce(answered_at, app_now()) end,
                            ended_at = case when :over then app_now() end
                        where id = :id
                        """)
                .param("to", to.name())
                .param("over", !to.isOpen())
                .param("id", request.id())
                .update();
        note(request, to.name(), remark);
        if (!to.isOpen()) {
            jdbc.sql("""
                            update task set done_at = app_now(), done_by = app_actor(), remark = coalesce(cast(:remark as text), remark)
                            where key = :key and circle = :circle and done_at is null
                            """)
                    .param("remark", remark, Types.VARCHAR)
                    .param("key", taskKey(request.ref()))
                    .param("circle", request.circle())
                    .update();
        }
        tell(request, to == SupportStatus.WITHDRAWN ? request.owner() : request.askedBy(), to.name());
    }

    private void remind(Found request, @Nullable String remark) {
        String today = LocalDate.now(clock).toString();
        boolean told = tell(request, request.owner(), "REMINDED:" + today);
        if (!told) {
            throw new BusinessRuleException("duplicate", "A reminder of today has gone out already.");
        }
        note(request, "REMINDED", remark);
    }

    private void rate(Found request, @Nullable Integer rating, @Nullable String remark) {
        if (rating == null || rating < 1 || rating > 5) {
            throw new BusinessRuleException("bad-choice", "A rating is from 1 to 5.");
        }
        jdbc.sql("update support_request set rating = :rating where id = :id")
                .param("rating", rating)
                .param("id", request.id())
                .update();
        note(request, "RATED", remark);
    }

    private boolean tell(Found request, long person, String what) {
        String kind = what.split(":", 2)[0];
        return notifications.tell(new NewNotification(
                "%s:%s".formatted(taskKey(request.ref()), what),
                person,
                request.circle(),
                request.about(),
                texts.get("support.told." + kind, request.ref(), request.account(), request.subject())));
    }

    private void note(Found request, String kind, @Nullable String remark) {
        jdbc.sql(
                        "insert into support_event (request_id, circle, kind, remark) values (:request, :circle, :kind, :remark)")
                .param("request", request.id())
                .param("circle", request.circle())
                .param("kind", kind)
                .param(
                        "remark",
                        remark == null ? null : remark.substring(0, Math.min(500, remark.length())),
                        Types.VARCHAR)
                .update();
    }

    /**
     * Reminds of what is late, once for each span of the days in which an answer is due: whoever is asked, by a notification.
     *
     * @return how many reminders went out
     */
    public int remindOfLate() {
        LocalDate today = LocalDate.now(clock);
        int span = settings.on(today).supportAnswerDays();
        record Late(Found request, long spans) {}
        return Math.toIntExact(jdbc
                .sql("""
                        select s.id, s.support_ref as ref, a.code as account, s.circle, s.subject, s.asked_by_id as asked_by, s.owner_id as owner,
                               s.status, false as rated,
                               (:today - case s.status when 'ASKED' then s.answer_by else s.due_on end - 1) / :span as spans
                        from support_request s join account a on a.id = s.account_id
                        where s.ended_at is null and s.circle = any (:circles)
                          and case s.status when 'ASKED' then s.answer_by else s.due_on end < :today
                        order by s.id
                        """)
                .param("today", today)
                .param("span", span)
                .param("circles", scope().toArray())
                .query((row, number) -> new Late(
                        new Found(
                                row.getLong("id"),
                                row.getString("ref"),
                                row.getString("account"),
                                row.getString("circle"),
                                row.getString("subject"),
                                row.getLong("asked_by"),
                                row.getLong("owner"),
                                SupportStatus.valueOf(row.getString("status")),
                                false),
                        row.getLong("spans")))
                .list()
                .stream()
                .filter(late -> tell(
                        late.request(),
                        late.request().owner(),
                        "LATE:%s:%d".formatted(late.request().status(), late.spans())))
                .peek(late -> note(late.request(), "REMINDED", null))
                .count());
    }

    private Found locked(String ref) {
        return jdbc.sql("""
                        select s.id, s.support_ref as ref, a.code as account, s.circle, s.subject, s.asked_by_id as asked_by,
                               s.owner_id as owner, s.status, s.rating is not null as rated
                        from support_request s join account a on a.id = s.account_id
                        where s.support_ref = upper(:ref) and s.circle = any (:circles) for update of s
                        """)
                .param("ref", ref)
                .param("circles", scope().toArray())
                .query(Found.class)
                .optional()
                .orElseThrow(() -> new NotFoundException("Request for support", ref));
    }

    private static long me() {
        return Objects.requireNonNull(ActorContext.required().userId(), "A system asks for nothing");
    }

    private static Scope scope() {
        return ActorContext.required().scope();
    }
}

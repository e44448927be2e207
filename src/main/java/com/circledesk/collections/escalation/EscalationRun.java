package com.circledesk.collections.escalation;

import com.circledesk.circles.Circle;
import com.circledesk.circles.CircleQueries;
import com.circledesk.shared.Formats;
import com.circledesk.shared.Texts;
import com.circledesk.users.Actor;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import com.circledesk.work.About;
import com.circledesk.work.NewNotification;
import com.circledesk.work.NewTask;
import com.circledesk.work.Notifications;
import com.circledesk.work.Tasks;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The matrix in force at work, a circle in a transaction: ends cases that meet no row any more, raises the highest row that an
 * account meets, and the next level where nobody acknowledged in time. A case and a level are raised once, for ever, which the
 * database keeps, whatever runs at the same time or dies half-way.
 */
@Service
public class EscalationRun {
    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");
    private static final int TITLE_MAX = 300;

    private static final String TO_RAISE = """
            select w.account_id, a.code as account, w.circle, w.case_id, w.rule_id, w.level, w.amount, w.days_overdue, w.dispute_days,
                   w.broken_promises, w.silent_days, w.met_on, r.customer_level, r.action,
                   escalation_person(w.account_id, w.circle, r.our_role) as person,
                   working_hours_after(w.circle, app_now(), r.acknowledge_hours, m.work_from, m.work_to) as acknowledge_by
            from %s(:matrix, array[:circle]) w
            join account a on a.id = w.account_id join escalation_rule r on r.id = w.rule_id join escalation_matrix m on m.id = r.matrix_id
            order by w.account_id
            """;

    private final JdbcClient jdbc;
    private final CircleQueries circles;
    private final Tasks tasks;
    private final Notifications notifications;
    private final Texts texts;
    private final Formats formats;
    private final TransactionTemplate transaction;

    EscalationRun(
            JdbcClient jdbc,
            CircleQueries circles,
            Tasks tasks,
            Notifications notifications,
            Texts texts,
            Formats formats,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.circles = circles;
        this.tasks = tasks;
        this.notifications = notifications;
        this.texts = texts;
        this.formats = formats;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** @return how many levels were raised */
    public int run() {
        List<String> codes = circles.all().stream().map(Circle::code).toList();
        Scope everywhere = new Scope(codes.stream().collect(Collectors.toSet()));
        return ActorContext.callAs(Actor.system("escalation", everywhere), ActorContext.now(), () -> {
            int raised = 0;
            for (String circle : codes) {
                Integer here = transaction.execute(status -> run(circle));
                raised += here == null ? 0 : here;
            }
            return raised;
        });
    }

    private int run(String circle) {
        Optional<Long> matrix = jdbc.sql("select escalation_matrix_in_force(app_today())")
                .query((row, n) -> Optional.ofNullable(row.getObject(1, Long.class)))
                .single();
        if (matrix.isEmpty()) {
            return 0;
        }
        endWhatIsOver(matrix.get(), circle, null);
        return raise(matrix.get(), circle, "escalation_to_raise", "TRIGGER")
                + raise(matrix.get(), circle, "escalation_lapsed", "NOT_ACKNOWLEDGED");
    }

    /** Of the circle, or of one account. @return how many cases ended */
    int endWhatIsOver(long matrix, String circle, @Nullable Long account) {
        return jdbc.sql("""
                        update escalation_case c
                        set outcome = case when exists (select from undisputed_overdue(array[:circle], array[c.account_id]) u where u.amount > 0)
                                           then 'CEASED' else 'PAID' end,
                            closed_at = app_now(), closed_by = app_actor()
                        where c.closed_at is null and c.circle = :circle and (cast(:account as bigint) is null or c.account_id = :account)
                          and c.account_id not in (
                              select d.account_id
                              from escalation_due(:matrix, array[:circle], case when cast(:account as bigint) is not null then array[cast(:account as bigint)] end) d)
                        """)
                .param("matrix", matrix)
                .param("circle", circle)
                .param("account", account)
                .update();
    }

    private int raise(long matrix, String circle, String question, String because) {
        int raised = 0;
        for (ToRaise each : jdbc.sql(TO_RAISE.formatted(question))
                .param("matrix", matrix)
                .param("circle", circle)
                .query(ToRaise.class)
                .list()) {
            raised += raise(each, because) ? 1 : 0;
        }
        return raised;
    }

    private boolean raise(ToRaise found, String because) {
        Long open = found.caseId();
        long caseId = open == null ? openCase(found) : open;
        Optional<Long> id = jdbc.sql("""
                        insert into escalation (case_id, account_id, circle, level, rule_id, because, owner_id, amount, days_overdue, dispute_days,
                                                broken_promises, silent_days, met_on, acknowledge_by)
                        values (:case, :account, :circle, :level, :rule, :because, :owner, :amount, :overdue, :dispute, :broken, :silent, :met,
                                :by)
                        on conflict (case_id, level) do nothing returning id
                        """)
                .param("case", caseId)
                .param("account", found.accountId())
                .param("circle", found.circle())
                .param("level", found.level())
                .param("rule", found.ruleId())
                .param("because", because)
                .param("owner", found.person())
                .param("amount", found.amount().amount())
                .param("overdue", found.daysOverdue())
                .param("dispute", found.disputeDays())
                .param("broken", found.brokenPromises())
                .param("silent", found.silentDays())
                .param("met", found.metOn())
                .param("by", OffsetDateTime.ofInstant(found.acknowledgeBy(), ZoneOffset.UTC))
                .query(Long.class)
                .optional();
        Long person = found.person();
        if (id.isPresent() && person != null) {
            tell(id.get(), caseId, person, found);
        }
        return id.isPresent();
    }

    /** Two at the same time open one: the second waits for the first and finds it. */
    private long openCase(ToRaise found) {
        return jdbc.sql("""
                        insert into escalation_case (account_id, circle) values (:account, :circle)
                        on conflict (account_id) where closed_at is null do nothing returning id
                        """)
                .param("account", found.accountId())
                .param("circle", found.circle())
                .query(Long.class)
                .optional()
                .orElseGet(() -> jdbc.sql(
                                "select id from escalation_case where account_id = :account and closed_at is null")
                        .param("account", found.accountId())
                        .query(Long.class)
                        .single());
    }

    private void tell(long id, long caseId, long person, ToRaise found) {
        String key = "escalation:" + id;
        About about = new About("ESCALATION", "ESC-" + caseId, "/receivables/escalations/" + caseId);
        String sentence = texts.get(
                "escalation.told",
                found.level(),
                found.account(),
                formats.rupees(found.amount()),
                texts.get("escalation.customer." + found.customerLevel()),
                found.action(),
                formats.time(found.acknowledgeBy()));
        String title = sentence.length() <= TITLE_MAX ? sentence : sentence.substring(0, TITLE_MAX - 1) + "…";
        LocalDate due =
                Objects.requireNonNull(found.acknowledgeBy()).atZone(INDIA).toLocalDate();
        tasks.create(new NewTask(key, person, found.circle(), found.accountId(), about, title, due));
        notifications.tell(new NewNotification(key, person, found.circle(), about, title));
    }
}

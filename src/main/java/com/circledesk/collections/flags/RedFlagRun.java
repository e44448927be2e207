package com.circledesk.collections.flags;

import com.circledesk.circles.Circle;
import com.circledesk.circles.CircleQueries;
import com.circledesk.shared.Formats;
import com.circledesk.shared.Money;
import com.circledesk.shared.Texts;
import com.circledesk.users.Actor;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import com.circledesk.work.NewTask;
import com.circledesk.work.Tasks;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Raises flags by rule, a circle in a transaction: once for each thing that a rule found, whatever runs at the same time. Ends them
 * where what it found is gone before the likely day; whose likely day passed is asked how it ended.
 */
@Service
public class RedFlagRun {
    private final JdbcClient jdbc;
    private final CircleQueries circles;
    private final RedFlags flags;
    private final Tasks tasks;
    private final Texts texts;
    private final Formats formats;
    private final Clock clock;
    private final TransactionTemplate transaction;

    RedFlagRun(
            JdbcClient jdbc,
            CircleQueries circles,
            RedFlags flags,
            Tasks tasks,
            Texts texts,
            Formats formats,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.circles = circles;
        this.flags = flags;
        this.tasks = tasks;
        this.texts = texts;
        this.formats = formats;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    private record Found(
            FlagRule rule,
            long accountId,
            String circle,
            String subject,
            Money atRisk,
            int number,
            @Nullable String named,
            int threshold,
            int days,
            int probability,
            LocalDate likelyOn,
            LocalDate reviewOn,
            @Nullable Long owner) {}

    private record Gone(
            long flagId,
            FlagRule rule,
            String circle,
            @Nullable Long ownerId,
            int threshold,
            boolean doneAgainst) {}

    private record Passed(
            long id, long owner, String circle, long accountId, String account, Money atRisk, LocalDate likelyOn) {}

    /** @return how many flags were raised */
    public int run() {
        List<String> codes = circles.all().stream().map(Circle::code).toList();
        Scope everywhere = new Scope(codes.stream().collect(Collectors.toSet()));
        return ActorContext.callAs(Actor.system("red-flags", everywhere), ActorContext.now(), () -> {
            int raised = 0;
            for (String circle : codes) {
                Integer here = transaction.execute(status -> run(circle));
                raised += here == null ? 0 : here;
            }
            return raised;
        });
    }

    private int run(String circle) {
        jdbc.sql("select * from red_flags_gone(array[:circle])")
                .param("circle", circle)
                .query(Gone.class)
                .list()
                .forEach(gone -> flags.end(
                        gone.flagId(),
                        gone.circle(),
                        gone.ownerId(),
                        gone.doneAgainst() ? FlagOutcome.AVERTED : FlagOutcome.FALSE_ALARM,
                        texts.get("flags.gone." + gone.rule(), gone.threshold())));
        ask(circle);
        int raised = 0;
        for (Found found :
                jdbc.sql("""
                        select f.*, escalation_person(f.account_id, f.circle, 'ACCOUNT_MANAGER') as owner
                        from red_flags_found(array[:circle]) f order by f.account_id, f.rule
                        """).param("circle", circle).query(Found.class).list()) {
            raised += raise(found) ? 1 : 0;
        }
        return raised;
    }

    /** What did not happen ends by itself; what may have happened would else be missing in the hit rate. */
    private void ask(String circle) {
        jdbc.sql("""
                        select f.id, f.owner_id as owner, f.circle, f.account_id, a.code as account, f.at_risk, f.likely_on
                        from red_flag f join account a on a.id = f.account_id join app_user u on u.id = f.owner_id and u.disabled_at is null
                        where f.circle = :circle and f.outcome is null and f.likely_on < app_today() order by f.id
                        """)
                .param("circle", circle)
                .query(Passed.class)
                .list()
                .forEach(passed -> tasks.create(new NewTask(
                        "red-flag-passed:%d:%s".formatted(passed.id(), passed.likelyOn()),
                        passed.owner(),
                        passed.circle(),
                        passed.accountId(),
                        RedFlags.about(passed.id()),
                        texts.get(
                                "flags.passed.task",
                                passed.account(),
                                formats.rupees(passed.atRisk()),
                                formats.date(passed.likelyOn())),
                        LocalDate.now(clock))));
    }

    private boolean raise(Found found) {
        Optional<Long> id = jdbc.sql("""
                        insert into red_flag (account_id, circle, rule, subject, what, at_risk, likely_on, probability, owner_id, review_on)
                        values (:account, :circle, :rule, :subject, :what, :risk, :likely, :probability, :owner, :review)
                        on conflict (account_id, rule, subject) where rule is not null do nothing returning id
                        """)
                .param("account", found.accountId())
                .param("circle", found.circle())
                .param("rule", found.rule().name())
                .param("subject", found.subject())
                .param("what", sentence(found))
                .param("risk", found.atRisk().amount())
                .param("likely", found.likelyOn())
                .param("probability", found.probability())
                .param("owner", found.owner())
                .param("review", found.reviewOn())
                .query(Long.class)
                .optional();
        id.ifPresent(raised -> flags.begin(raised, found.circle(), found.owner()));
        return id.isPresent();
    }

    private String sentence(Found found) {
        String key = "flags.found." + found.rule();
        return switch (found.rule()) {
            case BROKEN_PROMISES -> texts.get(key, found.number(), found.days());
            case PAID_UNDER ->
                texts.get(
                        key,
                        found.number(),
                        formats.month(YearMonth.from(LocalDate.parse(String.valueOf(found.named())))),
                        found.threshold());
            case OLD_DISPUTE -> texts.get(key, found.number(), found.threshold(), String.valueOf(found.named()));
            case NOT_ACCOUNTED -> texts.get(key, found.number(), found.threshold());
        };
    }
}

package com.circledesk.collections.flags;

import com.circledesk.circles.Circle;
import com.circledesk.circles.CircleQueries;
import com.circledesk.shared.Formats;
import com.circledesk.shared.Money;
import com.circledesk.shared.Texts;
import com.circledesk.users.Actor;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
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

/** Raises flags by rule, a circle in a transaction: once for each thing that a rule found, whatever runs at the same time. */
@Service
public class RedFlagRun {
    private final JdbcClient jdbc;
    private final CircleQueries circles;
    private final RedFlags flags;
    private final Texts texts;
    private final Formats formats;
    private final TransactionTemplate transaction;

    RedFlagRun(
            JdbcClient jdbc,
            CircleQueries circles,
            RedFlags flags,
            Texts texts,
            Formats formats,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.circles = circles;
        this.flags = flags;
        this.texts = texts;
        this.formats = formats;
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

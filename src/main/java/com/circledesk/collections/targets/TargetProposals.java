package com.circledesk.collections.targets;

import com.circledesk.circles.Circle;
import com.circledesk.circles.CircleQueries;
import com.circledesk.shared.Texts;
import com.circledesk.users.Actor;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Proposes the month's target of every account that owes something, from its open invoices as the month began; once each. */
@Service
public class TargetProposals {
    private final JdbcClient jdbc;
    private final CircleQueries circles;
    private final TransactionTemplate transaction;
    private final Texts texts;
    private final Clock clock;

    TargetProposals(
            JdbcClient jdbc, CircleQueries circles, PlatformTransactionManager manager, Texts texts, Clock clock) {
        this.jdbc = jdbc;
        this.circles = circles;
        this.transaction = new TransactionTemplate(manager);
        this.texts = texts;
        this.clock = clock;
    }

    /** For the month that it is, each circle in a transaction of its own. @return how many targets were proposed */
    public int propose() {
        Scope everywhere = new Scope(circles.all().stream().map(Circle::code).collect(Collectors.toSet()));
        return ActorContext.callAs(Actor.system("targets", everywhere), ActorContext.now(), () -> {
            YearMonth month = YearMonth.from(LocalDate.now(clock));
            int proposed = 0;
            for (String circle : everywhere.toArray()) {
                proposed += Objects.requireNonNull(transaction.execute(status -> propose(circle, month)));
            }
            return proposed;
        });
    }

    private int propose(String circle, YearMonth month) {
        // An account that has one, by whomever, is left alone; two that do this at once wait for each other.
        jdbc.sql("select pg_advisory_xact_lock(7205211, hashtext(:circle))")
                .param("circle", circle)
                .query(rows -> {});
        Long[] without = jdbc.sql("""
                        select a.id from account a
                        where a.circle = :circle and a.active
                          and not exists (select from collection_target t where t.account_id = a.id and t.month = :month)
                        """)
                .param("circle", circle)
                .param("month", month.atDay(1))
                .query(Long.class)
                .list()
                .toArray(Long[]::new);
        if (without.length == 0) {
            return 0;
        }
        return jdbc.sql("""
                        with basis as materialized (
                            select b.account_id, b.circle, b.part, count(*) as invoices, sum(b.open_amount) as open, sum(b.disputed) as disputed,
                                   sum(b.tax) as tax, sum(b.net) as net
                            from target_basis(:month, array[:circle], :accounts) b group by b.account_id, b.circle, b.part
                        ), target as (
                            insert into collection_target (account_id, circle, month)
                            select distinct account_id, circle, :month from basis returning id, account_id, circle
                        ), kept as (
                            insert into collection_target_basis
                                (target_id, account_id, circle, part, invoices, open_amount, disputed, tax, net)
                            select t.id, b.account_id, b.circle, b.part, b.invoices, b.open, b.disputed, b.tax, b.net
                            from basis b join target t on t.account_id = b.account_id
                        )
                        insert into collection_target_version
                            (target_id, account_id, circle, version, current_amount, arrears_amount, source, reason)
                        select t.id, t.account_id, t.circle, 1, coalesce(sum(b.net) filter (where b.part = 'CURRENT'), 0),
                               coalesce(sum(b.net) filter (where b.part = 'ARREARS'), 0), 'PROPOSED', :reason
                        from target t join basis b on b.account_id = t.account_id group by t.id, t.account_id, t.circle
                        """)
                .param("circle", circle)
                .param("month", month.atDay(1))
                .param("accounts", without)
                .param("reason", texts.get("targets.proposed.reason"))
                .update();
    }
}

package com.circledesk.payments.rupees;

import com.circledesk.circles.Circle;
import com.circledesk.circles.CircleQueries;
import com.circledesk.users.Actor;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Works out where every rupee was at the ends of the last months, and again where something was recorded since that tells otherwise. */
@Service
public class RupeeMonths {
    /** Of the last months those that were never worked out, or before something that takes effect by their end was recorded. */
    private static final String STALE = """
            select m.day
            from unnest(cast(:months as date[])) m (day)
            left join lateral (select min(r.computed_at) as at from rupee_month r where r.month_end = m.day) c on true
            where c.at is null and exists (select from account_month a where a.month <= m.day)
               or exists (select from ledger_entry e where e.recorded_at >= c.at and e.effective_on <= m.day)
               or exists (select from dispute_event v where v.recorded_at >= c.at and v.effective_on <= m.day)
               or exists (select from dispute_line l where l.recorded_at >= c.at and l.raised_on <= m.day)
               or exists (select from customer_invoice_state s where s.recorded_at >= c.at and s.on_day <= m.day)
               or promises_changed_since(c.at, m.day)
            order by m.day
            """;

    private final JdbcClient jdbc;
    private final CircleQueries circles;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RupeeMonths(JdbcClient jdbc, CircleQueries circles, PlatformTransactionManager manager, Clock clock) {
        this.jdbc = jdbc;
        this.circles = circles;
        this.transaction = new TransactionTemplate(manager);
        this.clock = clock;
    }

    /** Each month in a transaction of its own. @return how many months were worked out */
    public int workOut() {
        Scope everywhere = new Scope(circles.all().stream().map(Circle::code).collect(Collectors.toSet()));
        return ActorContext.callAs(Actor.system("every-rupee", everywhere), null, () -> {
            List<LocalDate> stale = stale();
            stale.forEach(day -> transaction.executeWithoutResult(status -> workOut(day, everywhere)));
            return stale.size();
        });
    }

    private List<LocalDate> stale() {
        return Objects.requireNonNull(transaction.execute(status -> jdbc.sql(STALE)
                .param(
                        "months",
                        RupeeQueries.monthEndsBefore(LocalDate.now(clock)).stream()
                                .map(LocalDate::toString)
                                .toArray(String[]::new))
                .query(LocalDate.class)
                .list()));
    }

    private void workOut(LocalDate day, Scope everywhere) {
        jdbc.sql("select pg_advisory_xact_lock(7205191)").query(rows -> {});
        jdbc.sql("delete from rupee_month where month_end = :day")
                .param("day", day)
                .update();
        jdbc.sql("""
                        insert into rupee_month (month_end, account_id, circle, part, amount)
                        select :day, r.account_id, r.circle, r.part, r.amount from every_rupee(:day, :circles) r
                        """).param("day", day).param("circles", everywhere.toArray()).update();
    }
}

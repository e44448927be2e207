package com.circledesk.payments.matching;

import com.circledesk.shared.NotFoundException;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How customers pay, learned from what people confirmed: each rule is listed, and off when somebody says so. */
@Service
@Transactional
public class Habits {
    /** A rule counts once it was seen this often, and more than twice as often as anything else. */
    private static final String COUNTS = "h.off_at is null and h.seen >= 3 and h.seen > 2 * h.otherwise";

    private static final String TAX_RATE = "TAX_RATE";

    /** @param rate at which the customer deducts, against what is expected; or null */
    record Learned(Set<Habit> kinds, @Nullable TaxRate rate) {}

    private final JdbcClient jdbc;

    Habits(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All rules of these circles, those that count first. */
    @Transactional(readOnly = true)
    public List<HabitRow> list(Scope scope) {
        return jdbc.sql("""
                        select h.id, a.code as account, a.customer_name, h.kind, h.rate_percent, h.rate_on_gross, h.seen,
                               h.otherwise, h.learned_at, h.off_at, h.off_by, %s as counts
                        from payment_habit h join account a on a.id = h.account_id
                        where h.circle = any (:circles)
                        order by counts desc, a.code, h.kind, h.rate_percent
                        """.formatted(COUNTS))
                .param("circles", scope.toArray())
                .query(HabitRow.class)
                .list();
    }

    public void switchOff(long id, Scope scope) {
        turn(id, scope, "off_at = app_now(), off_by = app_actor()");
    }

    public void switchOn(long id, Scope scope) {
        turn(id, scope, "off_at = null, off_by = null");
    }

    private void turn(long id, Scope scope, String how) {
        int changed = jdbc.sql("update payment_habit set " + how + " where id = :id and circle = any (:circles)")
                .param("id", id)
                .param("circles", scope.toArray())
                .update();
        if (changed == 0) {
            throw new NotFoundException("Habit", id);
        }
        jdbc.sql("delete from matched_account where account_id = (select account_id from payment_habit where id = :id)")
                .param("id", id)
                .update();
    }

    Learned of(long accountId, Scope scope) {
        EnumSet<Habit> kinds = EnumSet.noneOf(Habit.class);
        TreeSet<TaxRate> rates = new TreeSet<>();
        jdbc.sql("select h.kind, h.rate_percent, h.rate_on_gross from payment_habit h where h.account_id = :account"
                        + " and h.circle = any (:circles) and " + COUNTS)
                .param("account", accountId)
                .param("circles", scope.toArray())
                .query(row -> {
                    if (TAX_RATE.equals(row.getString("kind"))) {
                        rates.add(new TaxRate(row.getBigDecimal("rate_percent"), row.getBoolean("rate_on_gross")));
                    } else {
                        kinds.add(Habit.valueOf(row.getString("kind")));
                    }
                });
        return new Learned(kinds, rates.size() == 1 ? rates.first() : null);
    }

    /** Somebody confirmed a proposal: what it shows of the customer's way counts for it, every other known way against. */
    public void learn(long accountId, Set<Evidence> evidence, int invoices, @Nullable TaxRate rate) {
        TreeSet<String> kinds = new TreeSet<>();
        if (evidence.contains(Evidence.OLDEST_RUN)) {
            kinds.add(Habit.OLDEST_FIRST.name());
        }
        if (evidence.contains(Evidence.WHOLE_PERIOD)) {
            kinds.add(Habit.WHOLE_PERIODS.name());
        }
        if (invoices == 1) {
            kinds.add(Habit.SINGLE_INVOICES.name());
        }
        boolean otherRate =
                rate != null && (evidence.contains(Evidence.OTHER_RATE) || evidence.contains(Evidence.TAX_ON_GROSS));
        if (otherRate) {
            kinds.add(TAX_RATE);
        }
        kinds.forEach(kind -> add(accountId, kind, TAX_RATE.equals(kind) ? rate : null));
        jdbc.sql("""
                        update payment_habit set otherwise = otherwise + 1
                        where account_id = :account and circle = any (:circles)
                          and not (kind = any (:kinds)
                                   and (kind <> 'TAX_RATE' or (rate_percent = :percent and rate_on_gross = :onGross)))
                        """)
                .param("account", accountId)
                .param("circles", ActorContext.required().scope().toArray())
                .param("kinds", kinds.toArray(String[]::new))
                .param("percent", rate == null ? BigDecimal.ZERO : rate.percent())
                .param("onGross", rate != null && rate.onGross())
                .update();
    }

    private void add(long accountId, String kind, @Nullable TaxRate rate) {
        jdbc.sql("""
                        insert into payment_habit as h (account_id, circle, kind, rate_percent, rate_on_gross, seen)
                        select id, circle, :kind, cast(:percent as numeric), cast(:onGross as boolean), 1
                        from account where id = :account
                        on conflict (account_id, kind, coalesce(rate_percent, -1), coalesce(rate_on_gross, false))
                        do update set seen = h.seen + 1
                        """)
                .param("account", accountId)
                .param("kind", kind)
                .param("percent", rate == null ? null : rate.percent())
                .param("onGross", rate == null ? null : rate.onGross())
                .update();
    }
}

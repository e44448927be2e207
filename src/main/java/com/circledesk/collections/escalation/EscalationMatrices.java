package com.circledesk.collections.escalation;

import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.Texts;
import com.circledesk.users.Scope;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Versions of the matrix: drafted row by row, simulated on today's book, activated for a day, ended. */
@Service
@Transactional
public class EscalationMatrices {
    private static final Map<String, String> CODES = Map.of(
            "escalation_rule_of_a_draft", "wrong-state",
            "escalation_matrix_only_ends", "wrong-state",
            "escalation_matrix_has_its_levels", "missing-level",
            "escalation_matrix_has_rows", "missing");

    private static final String MATRIX = """
            select m.id, m.name, m.work_from, m.work_to, m.promise_days, m.valid_from,
                   least(m.valid_to, (select min(n.valid_from) - 1 from escalation_matrix n where n.valid_from > m.valid_from)) as last_day,
                   m.activated_at, m.activated_by, m.recorded_at, m.recorded_by,
                   (select count(*) from escalation_rule r where r.matrix_id = m.id) as rows, m.version
            from escalation_matrix m
            """;

    private static final String ROW = """
            select id, level, only_circle as circle, tier, over_days, min_amount, dispute_days, broken_promises, silent_days, our_role,
                   customer_level, action, acknowledge_hours, next_level, version
            from escalation_rule
            """;

    private final JdbcClient jdbc;
    private final Texts texts;
    private final Clock clock;

    EscalationMatrices(JdbcClient jdbc, Texts texts, Clock clock) {
        this.jdbc = jdbc;
        this.texts = texts;
        this.clock = clock;
    }

    /** Drafts first, then the latest. */
    @Transactional(readOnly = true)
    public List<Matrix> all() {
        return jdbc.sql(MATRIX + "order by m.valid_from desc nulls first, m.id desc limit 200")
                .query(Matrix.class)
                .list();
    }

    @Transactional(readOnly = true)
    public Matrix get(long id) {
        return jdbc.sql(MATRIX + "where m.id = :id")
                .param("id", id)
                .query(Matrix.class)
                .optional()
                .orElseThrow(() -> new NotFoundException("Escalation matrix", id));
    }

    @Transactional(readOnly = true)
    public Optional<Matrix> inForce() {
        return jdbc.sql(MATRIX + "where m.id = escalation_matrix_in_force(app_today())")
                .query(Matrix.class)
                .optional();
    }

    /** By level, the widest first. */
    @Transactional(readOnly = true)
    public List<MatrixRow> rows(long matrixId) {
        return jdbc.sql(ROW + "where matrix_id = :matrix order by level, only_circle nulls first, tier nulls first, id")
                .param("matrix", matrixId)
                .query(MatrixRow.class)
                .list();
    }

    @Transactional(readOnly = true)
    public MatrixRow row(long matrixId, long id) {
        return jdbc.sql(ROW + "where matrix_id = :matrix and id = :id")
                .param("matrix", matrixId)
                .param("id", id)
                .query(MatrixRow.class)
                .optional()
                .orElseThrow(() -> new NotFoundException("Row of the matrix", id));
    }

    /** A new draft. @param copyOf a version whose hours and rows it begins with, or null; @return its id */
    public long draft(String name, @Nullable Long copyOf) {
        Matrix from = copyOf == null ? null : get(copyOf);
        long id = jdbc.sql("""
                        insert into escalation_matrix (name, work_from, work_to, promise_days)
                        select :name, coalesce(m.work_from, '09:30'), coalesce(m.work_to, '18:30'), coalesce(m.promise_days, 90)
                        from (select 1) x left join escalation_matrix m on m.id = :from returning id
                        """)
                .param("name", name)
                .param("from", from == null ? null : from.id(), Types.BIGINT)
                .query(Long.class)
                .single();
        jdbc.sql("""
                        insert into escalation_rule (matrix_id, level, only_circle, tier, over_days, min_amount, dispute_days, broken_promises,
                                                     silent_days, our_role, customer_level, action, acknowledge_hours, next_level)
                        select :id, level, only_circle, tier, over_days, min_amount, dispute_days, broken_promises, silent_days, our_role,
                               customer_level, action, acknowledge_hours, next_level
                        from escalation_rule where matrix_id = :from order by id
                        """)
                .param("id", id)
                .param("from", from == null ? null : from.id(), Types.BIGINT)
                .update();
        return id;
    }

    /** @param version of the draft that was seen */
    public record Terms(long id, int version, String name, LocalTime workFrom, LocalTime workTo, int promiseDays) {}

    public void change(Terms terms) {
        if (!terms.workFrom().isBefore(terms.workTo())) {
            throw new BusinessRuleException("out-of-range", texts.get("matrix.hoursOrder"));
        }
        get(terms.id());
        requireOne(refused(() -> jdbc.sql("""
                                update escalation_matrix set name = :name, work_from = :from, work_to = :to, promise_days = :days,
                                       version = version + 1
                                where id = :id and version = :version
                                """)
                .param("name", terms.name())
                .param("from", terms.workFrom())
                .param("to", terms.workTo())
                .param("days", terms.promiseDays())
                .param("id", terms.id())
                .param("version", terms.version())
                .update()));
    }

    public void save(long matrixId, SaveRow row) {
        get(matrixId);
        String sql = row.id() == null ? """
                  insert into escalation_rule (matrix_id, level, only_circle, tier, over_days, min_amount, dispute_days, broken_promises,
                                               silent_days, our_role, customer_level, action, acknowledge_hours, next_level)
                  values (:matrix, :level, :circle, :tier, :over, :amount, :dispute, :broken, :silent, :role, :customer, :action, :hours, :next)
                  """ : """
                  update escalation_rule set level = :level, only_circle = :circle, tier = :tier, over_days = :over, min_amount = :amount,
                         dispute_days = :dispute, broken_promises = :broken, silent_days = :silent, our_role = :role,
                         customer_level = :customer, action = :action, acknowledge_hours = :hours, next_level = :next, version = version + 1
                  where matrix_id = :matrix and id = :id and version = :version
                  """;
        Trigger trigger = row.trigger();
        requireOne(refused(() -> jdbc.sql(sql)
                .param("matrix", matrixId)
                .param("id", row.id(), Types.BIGINT)
                .param("version", row.version())
                .param("level", row.level())
                .param("circle", row.circle())
                .param("tier", row.tier())
                .param("over", trigger.overDays(), Types.INTEGER)
                .param(
                        "amount",
                        trigger.amount() == null ? null : trigger.amount().amount(),
                        Types.NUMERIC)
                .param("dispute", trigger.disputeDays(), Types.INTEGER)
                .param("broken", trigger.brokenPromises(), Types.INTEGER)
                .param("silent", trigger.silentDays(), Types.INTEGER)
                .param("role", row.ourRole().name())
                .param("customer", row.customerLevel().name())
                .param("action", row.action())
                .param("hours", row.acknowledgeHours())
                .param("next", row.nextLevel(), Types.INTEGER)
                .update()));
    }

    public void remove(long matrixId, long rowId) {
        refused(() -> jdbc.sql("delete from escalation_rule where matrix_id = :matrix and id = :id")
                .param("matrix", matrixId)
                .param("id", rowId)
                .update());
    }

    /** From that day on it is the matrix, until it ends or the next one begins. @param lastDay or null */
    public void activate(long id, int version, LocalDate from, @Nullable LocalDate lastDay) {
        requireNotPast(from);
        if (lastDay != null && lastDay.isBefore(from)) {
            throw new BusinessRuleException("out-of-range", texts.get("matrix.endsEarly"));
        }
        if (!get(id).isDraft()) {
            throw new BusinessRuleException("wrong-state", texts.get("matrix.isActive"));
        }
        try {
            requireOne(refused(() -> jdbc.sql("""
                                    update escalation_matrix set valid_from = :from, valid_to = :to, activated_at = app_now(),
                                           activated_by = app_actor(), version = version + 1
                                    where id = :id and version = :version
                                    """)
                    .param("from", from)
                    .param("to", lastDay)
                    .param("id", id)
                    .param("version", version)
                    .update()));
        } catch (DuplicateKeyException e) {
            throw new BusinessRuleException("conflict", texts.get("matrix.sameDay"));
        }
    }

    /** It is in force up to this day, or up to the day before another one begins. */
    public void end(long id, LocalDate lastDay) {
        Matrix matrix = get(id);
        LocalDate from = matrix.validFrom();
        requireNotPast(lastDay);
        if (from == null || lastDay.isBefore(from)) {
            throw new BusinessRuleException("out-of-range", texts.get("matrix.endsEarly"));
        }
        jdbc.sql("update escalation_matrix set valid_to = :to, version = version + 1 where id = :id")
                .param("to", lastDay)
                .param("id", id)
                .update();
    }

    /** What it would raise if it began now: the same question that the running job asks. */
    @Transactional(readOnly = true)
    public Simulation simulate(long matrixId, Scope scope) {
        List<SimulatedRow> told = jdbc.sql("""
                        select a.code as account, a.customer_name, w.circle, w.level, r.our_role, u.full_name as person, r.customer_level,
                               r.action, w.amount, w.days_overdue, w.dispute_days, w.broken_promises, w.silent_days
                        from escalation_to_raise(:matrix, :circles) w
                        join account a on a.id = w.account_id join escalation_rule r on r.id = w.rule_id
                        left join app_user u on u.id = escalation_person(w.account_id, w.circle, r.our_role)
                        order by w.level desc, w.amount desc, a.code
                        """)
                .param("matrix", matrixId)
                .param("circles", scope.toArray())
                .query(SimulatedRow.class)
                .list();
        record Others(long standing, long quiet, long ending) {}
        Others others = jdbc.sql("""
                        with due as materialized (select * from escalation_due(:matrix, :circles))
                        select count(*) filter (where exists (
                                   select from escalation_case c join escalation e on e.case_id = c.id and e.level >= d.level
                                   where c.account_id = d.account_id and c.closed_at is null)) as standing,
                               count(*) filter (where exists (
                                   select from escalation_case q where q.account_id = d.account_id and q.quiet_until >= app_today())) as quiet,
                               (select count(*) from escalation_case c
                                where c.closed_at is null and c.circle = any (:circles)
                                  and c.account_id not in (select x.account_id from due x)) as ending
                        from due d
                        """)
                .param("matrix", matrixId)
                .param("circles", scope.toArray())
                .query(Others.class)
                .single();
        return new Simulation(told, others.standing(), others.quiet(), others.ending());
    }

    /** An operator and its tier. */
    public record Tier(long operatorId, String operator, String tier) {}

    @Transactional(readOnly = true)
    public List<Tier> tiers(Scope scope) {
        return jdbc.sql("""
                        select o.id as operator_id, o.name as operator, coalesce(t.tier, 'B') as tier
                        from operator o left join customer_tier t on t.operator_id = o.id
                        where exists (select from account a where a.operator_id = o.id and a.circle = any (:circles)) order by lower(o.name)
                        """).param("circles", scope.toArray()).query(Tier.class).list();
    }

    public void tier(long operatorId, String tier) {
        jdbc.sql("""
                        insert into customer_tier (operator_id, tier) select id, :tier from operator where id = :operator
                        on conflict (operator_id) do update
                        set tier = excluded.tier, recorded_at = app_now(), recorded_by = app_actor() where customer_tier.tier <> excluded.tier
                        """).param("operator", operatorId).param("tier", tier).update();
    }

    private void requireNotPast(LocalDate day) {
        if (day.isBefore(LocalDate.now(clock))) {
            throw new BusinessRuleException("out-of-range", texts.get("matrix.past"));
        }
    }

    private void requireOne(int changed) {
        if (changed == 0) {
            throw new BusinessRuleException("conflict", texts.get("matrix.changed"));
        }
    }

    private static int refused(Supplier<Integer> write) {
        return EscalationRefusals.translate(CODES, write);
    }
}

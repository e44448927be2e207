package com.circledesk.disputes;

import com.circledesk.receivables.NoteClock;
import com.circledesk.receivables.NoteClocks;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Choice;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the administrator sets about notes: the days of the clock, who approves, and who stands in for whom. */
@Service
@Transactional
public class NoteSettings {
    private final JdbcClient jdbc;
    private final NoteClocks clocks;
    private final Clock clock;

    NoteSettings(JdbcClient jdbc, NoteClocks clocks, Clock clock) {
        this.jdbc = jdbc;
        this.clocks = clocks;
        this.clock = clock;
    }

    /** @param aboveAmount for requests of more than this */
    public record Step(LocalDate fromOn, int step, String role, com.circledesk.shared.Money aboveAmount) {}

    public record Delegation(
            long id,
            String absent,
            String delegate,
            LocalDate fromOn,
            LocalDate toOn,
            String why,
            @Nullable Instant endedAt,
            String recordedBy) {
        public boolean isOpenOn(LocalDate day) {
            return endedAt == null && !day.isAfter(toOn);
        }
    }

    @Transactional(readOnly = true)
    public List<Step> chain() {
        return jdbc.sql("select from_on, step, role, above_amount from note_approval_step order by from_on desc, step")
                .query(Step.class)
                .list();
    }

    @Transactional(readOnly = true)
    public List<Delegation> delegations() {
        return jdbc.sql("""
                        select d.id, f.full_name as absent, t.full_name as delegate, d.from_on, d.to_on, d.why, d.ended_at, d.recorded_by
                        from approval_delegation d join app_user f on f.id = d.from_user join app_user t on t.id = d.to_user
                        order by d.to_on desc, d.id desc limit 200
                        """).query(Delegation.class).list();
    }

    /** Who may approve notes at all, by mail address. */
    @Transactional(readOnly = true)
    public List<Choice> approvers() {
        return jdbc.sql("""
                        select email as value, full_name || case role when 'FINANCE' then ', finance' else ', sales head' end as label
                        from app_user
                        where disabled_at is null and role in ('FINANCE', 'SALES_HEAD') order by lower(full_name), email
                        """).query(Choice.class).list();
    }

    /** Another clock, for invoices and notes from a later day on. */
    public void begin(NoteClock next) {
        requireLater(next.fromOn());
        try {
            clocks.begin(next);
        } catch (DataIntegrityViolationException e) {
            throw new BusinessRuleException(
                    "out-of-range",
                    "Each stage comes at or after the one before it, all within the window of at most 1,000 days, and so do the warnings; one"
                            + " setting begins on a day.");
        }
    }

    /** Another chain, for requests from a later day on. @param steps at least one, the first for every amount */
    public void begin(List<Step> steps) {
        requireLater(steps.get(0).fromOn());
        try {
            for (Step step : steps) {
                jdbc.sql(
                                "insert into note_approval_step (from_on, step, role, above_amount) values (:from, :step, :role, :above)")
                        .param("from", step.fromOn())
                        .param("step", step.step())
                        .param("role", step.role())
                        .param("above", step.aboveAmount().amount())
                        .update();
            }
        } catch (DataIntegrityViolationException e) {
            throw new BusinessRuleException("conflict", "Another chain begins on this day already.");
        }
    }

    private void requireLater(LocalDate fromOn) {
        if (!fromOn.isAfter(LocalDate.now(clock))) {
            throw new BusinessRuleException(
                    "out-of-range", "A setting begins tomorrow or later: what is in force stays for what was before.");
        }
    }

    /** @param absent mail address of who is on leave, {@code delegate} of who approves in that person's place */
    public void delegate(String absent, String delegate, LocalDate fromOn, LocalDate toOn, String why) {
        if (absent.equalsIgnoreCase(delegate)) {
            throw new BusinessRuleException("bad-choice", "Nobody stands in for the same person.");
        }
        if (toOn.isBefore(fromOn) || toOn.isBefore(LocalDate.now(clock))) {
            throw new BusinessRuleException("out-of-range", "It ends on or after its first day, and not in the past.");
        }
        int made = jdbc.sql("""
                        insert into approval_delegation (from_user, to_user, from_on, to_on, why)
                        select f.id, t.id, :fromOn, :toOn, :why from app_user f cross join app_user t
                        where f.email = lower(:absent) and t.email = lower(:delegate)
                          and f.role in ('FINANCE', 'SALES_HEAD') and t.role in ('FINANCE', 'SALES_HEAD')
                          and f.disabled_at is null and t.disabled_at is null
                        """)
                .param("fromOn", fromOn)
                .param("toOn", toOn)
                .param("why", why)
                .param("absent", absent)
                .param("delegate", delegate)
                .update();
        if (made == 0) {
            throw new BusinessRuleException("unknown-user", "Both have to be people of finance or sales heads.");
        }
    }

    /** @return whether it was still open */
    public boolean end(long delegationId) {
        return jdbc.sql("update approval_delegation set ended_at = app_now() where id = :id and ended_at is null")
                        .param("id", delegationId)
                        .update()
                == 1;
    }
}

package com.circledesk.receivables.periods;

import com.circledesk.receivables.Words;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.users.ActorContext;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Locks months, so that nothing is effective in them any more, and opens them again: each by another person. */
@Service
@Transactional
public class PeriodLockService {
    private static final String LOCK_TIMEOUT = "55P03";

    private final JdbcClient jdbc;
    private final Clock clock;

    PeriodLockService(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Waits for postings under way, so that none of them still lands in the month. */
    public void lock(YearMonth month) {
        if (!month.isBefore(YearMonth.now(clock))) {
            throw new BusinessRuleException("month-not-over", "A month is locked when it is over.");
        }
        waitForPostings();
        try {
            jdbc.sql("insert into period_lock (month) values (:month)")
                    .param("month", month.atDay(1))
                    .update();
        } catch (DuplicateKeyException e) {
            throw new BusinessRuleException("already-locked", Words.month(month.atDay(1)) + " is locked already.");
        }
    }

    /** Postings hold this lock in common until they end ({@code ledger_entry_posted}). */
    private void waitForPostings() {
        jdbc.sql("set local lock_timeout = '4s'").update();
        try {
            jdbc.sql("select pg_advisory_xact_lock(7205001)")
                    .query((row, n) -> n)
                    .single();
        } catch (DataAccessException e) {
            if (!(e.getMostSpecificCause() instanceof SQLException cause)
                    || !LOCK_TIMEOUT.equals(cause.getSQLState())) {
                throw e;
            }
            throw new BusinessRuleException(
                    "posting-under-way", "An import or another posting is under way. Try again in a moment.");
        }
    }

    /** @param reason why it is opened again, for the trail */
    public void unlock(YearMonth month, String reason) {
        LocalDate day = month.atDay(1);
        if (reason.isBlank()) {
            throw new BusinessRuleException("missing", "Say why the month is opened again.");
        }
        Optional<String> lockedBy = jdbc.sql(
                        "select locked_by from period_lock where month = :month and unlocked_at is null for update")
                .param("month", day)
                .query(String.class)
                .optional();
        if (lockedBy.isEmpty()) {
            throw new BusinessRuleException("not-locked", Words.month(day) + " is not locked.");
        }
        if (lockedBy.get().equals(ActorContext.required().name())) {
            throw new BusinessRuleException(
                    "another-person", "You locked this month yourself: another person has to open it again.");
        }
        jdbc.sql("""
                        update period_lock set unlocked_by = app_actor(), unlocked_at = app_now(), unlock_reason = :reason
                        where month = :month and unlocked_at is null
                        """).param("reason", reason.trim()).param("month", day).update();
    }
}

package com.circledesk.receivables.periods;

import com.circledesk.receivables.Words;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.FinancialYear;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Which months are locked. They are the company's, not a circle's. */
@Service
@Transactional(readOnly = true)
public class PeriodLocks {
    private final JdbcClient jdbc;

    PeriodLocks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The day itself, or the first day of the next month that is not locked. */
    public LocalDate firstOpenDay(LocalDate wanted) {
        return jdbc.sql("select first_open_day(:day)")
                .param("day", wanted)
                .query(LocalDate.class)
                .single();
    }

    /** Why nothing can be effective on the day, or empty if something can. */
    public Optional<String> lockedSentence(LocalDate day) {
        LocalDate open = firstOpenDay(day);
        return open.equals(day)
                ? Optional.empty()
                : Optional.of("%s is locked. The first open day is %s.".formatted(Words.month(day), Words.day(open)));
    }

    public void requireOpen(LocalDate day) {
        lockedSentence(day).ifPresent(sentence -> {
            throw new BusinessRuleException("period-locked", sentence);
        });
    }

    /** Every lock of a financial year's months, the newest first. */
    public List<LockHistoryRow> history(FinancialYear year) {
        return jdbc.sql("""
                        select month, locked_by, locked_at, unlocked_by, unlocked_at, unlock_reason
                        from period_lock where month between :first and :last
                        order by greatest(locked_at, unlocked_at) desc, id desc
                        """)
                .param("first", year.firstDay())
                .param("last", year.lastDay())
                .query(LockHistoryRow.class)
                .list();
    }
}

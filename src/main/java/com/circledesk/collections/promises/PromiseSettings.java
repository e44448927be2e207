package com.circledesk.collections.promises;

import com.circledesk.shared.BusinessRuleException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The settings of promises: each has a day from which it holds; what holds is never changed. */
@Service
@Transactional
public class PromiseSettings {
    private final JdbcClient jdbc;
    private final Clock clock;

    PromiseSettings(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The latest first. */
    @Transactional(readOnly = true)
    public List<PromiseSetting> all() {
        return jdbc.sql("""
                        select from_on, tolerance_days, assumed_percent, matured_needed from promise_setting order by from_on desc
                        """).query(PromiseSetting.class).list();
    }

    public void begin(PromiseSetting next) {
        if (!next.fromOn().isAfter(LocalDate.now(clock))) {
            throw new BusinessRuleException(
                    "out-of-range", "A setting begins tomorrow or later: what is in force stays for what was before.");
        }
        try {
            jdbc.sql("""
                            insert into promise_setting (from_on, tolerance_days, assumed_percent, matured_needed)
                            values (:fromOn, :toleranceDays, :assumedPercent, :maturedNeeded)
                            """).paramSource(next).update();
        } catch (DuplicateKeyException e) {
            throw new BusinessRuleException(
                    "duplicate", "Another setting begins on that day already. Choose another day.");
        }
    }
}

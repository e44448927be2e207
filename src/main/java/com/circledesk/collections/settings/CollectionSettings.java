package com.circledesk.collections.settings;

import com.circledesk.shared.BusinessRuleException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The settings of collections: each has a day from which it holds; what holds is never changed. */
@Service
@Transactional
public class CollectionSettings {
    private static final String ALL = """
            select from_on, weight_amount, weight_age, weight_promises, weight_window, weight_habit, weight_unaccounted, weight_target,
                   full_amount, full_age_days, full_promises, window_days, full_habit_days, done_days, snooze_days, orphan_above,
                   support_answer_days
            from collection_setting
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    CollectionSettings(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public CollectionSetting on(LocalDate day) {
        return jdbc.sql(ALL + "where from_on <= :day order by from_on desc limit 1")
                .param("day", day)
                .query(CollectionSetting.class)
                .single();
    }

    /** The latest first. */
    @Transactional(readOnly = true)
    public List<CollectionSetting> all() {
        return jdbc.sql(ALL + "order by from_on desc")
                .query(CollectionSetting.class)
                .list();
    }

    public void begin(CollectionSetting next) {
        if (!next.fromOn().isAfter(LocalDate.now(clock))) {
            throw new BusinessRuleException(
                    "out-of-range", "A setting begins tomorrow or later: what is in force stays for what was before.");
        }
        try {
            jdbc.sql("""
                            insert into collection_setting values (:fromOn, :weightAmount, :weightAge, :weightPromises, :weightWindow,
                                :weightHabit, :weightUnaccounted, :weightTarget, :full, :fullAgeDays, :fullPromises, :windowDays,
                                :fullHabitDays, :doneDays, :snoozeDays, :orphan, :supportAnswerDays)
                            """)
                    .param("fromOn", next.fromOn())
                    .param("weightAmount", next.weightAmount())
                    .param("weightAge", next.weightAge())
                    .param("weightPromises", next.weightPromises())
                    .param("weightWindow", next.weightWindow())
                    .param("weightHabit", next.weightHabit())
                    .param("weightUnaccounted", next.weightUnaccounted())
                    .param("weightTarget", next.weightTarget())
                    .param("full", next.fullAmount().amount())
                    .param("fullAgeDays", next.fullAgeDays())
                    .param("fullPromises", next.fullPromises())
                    .param("windowDays", next.windowDays())
                    .param("fullHabitDays", next.fullHabitDays())
                    .param("doneDays", next.doneDays())
                    .param("snoozeDays", next.snoozeDays())
                    .param("orphan", next.orphanAbove().amount())
                    .param("supportAnswerDays", next.supportAnswerDays())
                    .update();
        } catch (DataIntegrityViolationException e) {
            throw new BusinessRuleException(
                    "out-of-range",
                    "Weights are from 0 to 100 and not all 0, days and amounts within reason, and one setting begins on a day.");
        }
    }
}

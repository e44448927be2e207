package com.circledesk.collections.flags;

import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Texts;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The dated settings of the rules that raise flags. */
@Service
@Transactional
public class FlagRules {
    private final JdbcClient jdbc;
    private final Texts texts;
    private final Clock clock;

    FlagRules(JdbcClient jdbc, Texts texts, Clock clock) {
        this.jdbc = jdbc;
        this.texts = texts;
        this.clock = clock;
    }

    /** By rule, the latest first. */
    @Transactional(readOnly = true)
    public List<FlagRuleSetting> all() {
        return jdbc.sql("""
                        select rule, from_on, active, threshold, days, probability, likely_days
                        from red_flag_rule order by rule, from_on desc
                        """).query(FlagRuleSetting.class).list();
    }

    public void begin(FlagRuleSetting next) {
        if (!next.fromOn().isAfter(LocalDate.now(clock))) {
            throw new BusinessRuleException("out-of-range", texts.get("flags.rules.later"));
        }
        try {
            jdbc.sql("""
                            insert into red_flag_rule (rule, from_on, active, threshold, days, probability, likely_days)
                            values (:rule, :from, :active, :threshold, :days, :probability, :likely)
                            """)
                    .param("rule", next.rule().name())
                    .param("from", next.fromOn())
                    .param("active", next.active())
                    .param("threshold", next.threshold())
                    .param("days", next.days())
                    .param("probability", next.probability())
                    .param("likely", next.likelyDays())
                    .update();
        } catch (DuplicateKeyException e) {
            throw new BusinessRuleException("conflict", texts.get("flags.rules.sameDay"));
        }
    }
}

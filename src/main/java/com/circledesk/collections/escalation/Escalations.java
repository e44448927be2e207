package com.circledesk.collections.escalation;

import com.circledesk.forms.FormKey;
import com.circledesk.forms.FormSubmissions;
import com.circledesk.forms.Submission;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Formats;
import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.Texts;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Permission;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people do about escalations: acknowledge them, close their case. Both by whom the highest level told, or by a head. */
@Service
@Transactional
public class Escalations {
    /** Outcome of an acknowledgement that came after the money: the case ended instead. */
    public static final String PAID_MEANWHILE = "paid-meanwhile";

    private final JdbcClient jdbc;
    private final FormSubmissions submissions;
    private final EscalationRun run;
    private final Texts texts;
    private final Formats formats;
    private final Clock clock;

    Escalations(
            JdbcClient jdbc,
            FormSubmissions submissions,
            EscalationRun run,
            Texts texts,
            Formats formats,
            Clock clock) {
        this.jdbc = jdbc;
        this.submissions = submissions;
        this.run = run;
        this.texts = texts;
        this.formats = formats;
        this.clock = clock;
    }

    private record Case(
            long id,
            long accountId,
            String circle,
            @Nullable CaseOutcome outcome,
            @Nullable Instant closedAt) {}

    private record Level(
            long id,
            @Nullable Long ownerId,
            @Nullable Instant acknowledgedAt,
            @Nullable String acknowledgedBy) {}

    /** @param level which of the case's */
    public record Acknowledge(
            long caseId, int level, @Nullable String words) {}

    /**
     * Where the money came meanwhile, nothing is acknowledged: the case ends, and the outcome is {@link #PAID_MEANWHILE}.
     *
     * @throws BusinessRuleException if the case ended before, or it was acknowledged already
     */
    public Submission acknowledge(FormKey key, Acknowledge asked) {
        return submissions.once(key, "escalation-acknowledgement", asked, () -> {
            Case found = locked(asked.caseId());
            requireOpen(found);
            Level level = jdbc.sql("""
                            select id, owner_id, acknowledged_at, acknowledged_by from escalation where case_id = :case and level = :level
                            """)
                    .param("case", found.id())
                    .param("level", asked.level())
                    .query(Level.class)
                    .optional()
                    .orElseThrow(() -> new NotFoundException("Escalation", asked.level()));
            if (level.acknowledgedAt() != null) {
                throw new BusinessRuleException(
                        "wrong-state",
                        texts.get(
                                "escalation.acknowledgedBefore",
                                String.valueOf(level.acknowledgedBy()),
                                formats.time(level.acknowledgedAt())));
            }
            requireTold(level.ownerId());
            if (endedMeanwhile(found)) {
                return PAID_MEANWHILE;
            }
            jdbc.sql("""
                            update escalation set acknowledged_at = app_now(), acknowledged_by = app_actor(), words = :words where id = :id
                            """).param("words", asked.words()).param("id", level.id()).update();
            return String.valueOf(level.id());
        });
    }

    private boolean endedMeanwhile(Case found) {
        Optional<Long> matrix = jdbc.sql("select escalation_matrix_in_force(app_today())")
                .query((row, n) -> Optional.ofNullable(row.getObject(1, Long.class)))
                .single();
        return matrix.isPresent() && run.endWhatIsOver(matrix.get(), found.circle(), found.accountId()) > 0;
    }

    /** @param quietUntil up to this day the account is not escalated again */
    public record Close(long caseId, CaseOutcome outcome, String remark, LocalDate quietUntil) {}

    public Submission close(FormKey key, Close asked) {
        return submissions.once(key, "escalation-closing", asked, () -> {
            if (!CaseOutcome.ofPeople().contains(asked.outcome())) {
                throw new BusinessRuleException("bad-choice", texts.get("escalation.outcomeOfSystem"));
            }
            if (!asked.quietUntil().isAfter(LocalDate.now(clock))) {
                throw new BusinessRuleException("out-of-range", texts.get("escalation.quietPast"));
            }
            Case found = locked(asked.caseId());
            requireOpen(found);
            requireTold(jdbc.sql("select owner_id from escalation where case_id = :case order by level desc limit 1")
                    .param("case", found.id())
                    .query((row, n) -> Optional.ofNullable(row.getObject("owner_id", Long.class)))
                    .single()
                    .orElse(null));
            jdbc.sql("""
                            update escalation_case set outcome = :outcome, remark = :remark, quiet_until = :quiet, closed_at = app_now(),
                                   closed_by = app_actor()
                            where id = :id
                            """)
                    .param("outcome", asked.outcome().name())
                    .param("remark", asked.remark())
                    .param("quiet", asked.quietUntil())
                    .param("id", found.id())
                    .update();
            return String.valueOf(found.id());
        });
    }

    /** Nobody acknowledges, closes or ends the same case at the same time. */
    private Case locked(long id) {
        return jdbc.sql("""
                        select id, account_id, circle, outcome, closed_at from escalation_case
                        where id = :id and circle = any (:circles) for update
                        """)
                .param("id", id)
                .param("circles", ActorContext.required().scope().toArray())
                .query(Case.class)
                .optional()
                .orElseThrow(() -> new NotFoundException("Escalation", id));
    }

    private void requireOpen(Case found) {
        if (found.closedAt() != null) {
            throw new BusinessRuleException(
                    "case-closed",
                    texts.get(
                            found.outcome() == CaseOutcome.PAID ? "escalation.paidBefore" : "escalation.closedBefore",
                            formats.time(found.closedAt()),
                            texts.get("escalation.outcome." + found.outcome())));
        }
    }

    private void requireTold(@Nullable Long owner) {
        if (!Objects.equals(ActorContext.required().userId(), owner)
                && !ActorContext.required().may(Permission.LEAD_COLLECTIONS)) {
            throw new BusinessRuleException("not-yours", texts.get("escalation.notYours"));
        }
    }
}

package com.circledesk.collections.escalation;

import com.circledesk.shared.BusinessRuleException;
import java.util.Map;
import java.util.function.Supplier;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.dao.DataAccessException;

/** Turns what the rules of escalation refuse into business exceptions; their messages are sentences for people. */
final class EscalationRefusals {
    private static final String STATE = "P0E01";

    private EscalationRefusals() {}

    static <T> T translate(Map<String, String> codes, Supplier<T> write) {
        try {
            return write.get();
        } catch (DataAccessException e) {
            ServerErrorMessage refusal =
                    e.getMostSpecificCause() instanceof PSQLException sql ? sql.getServerErrorMessage() : null;
            if (refusal == null || !STATE.equals(refusal.getSQLState())) {
                throw e;
            }
            throw new BusinessRuleException(
                    codes.getOrDefault(String.valueOf(refusal.getConstraint()), "wrong-state"),
                    String.valueOf(refusal.getMessage()));
        }
    }
}

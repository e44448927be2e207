package com.circledesk.receivables;

import com.circledesk.shared.BusinessRuleException;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.dao.DataAccessException;

/** Turns what the ledger's triggers refuse into business exceptions, by the name of the rule. */
public final class LedgerRefusals {
    /** SQLSTATEs with which the rules of the ledger and of disputes refuse; their messages are sentences for people. */
    private static final Set<String> RULES = Set.of("P0L03", "P0D01");

    private static final Map<String, String> CODES = Map.ofEntries(
            Map.entry("invoice_open_amount_not_negative", "over-applied"),
            Map.entry("on_account_rest_not_negative", "over-allocated"),
            Map.entry("ledger_entry_in_locked_month", "period-locked"),
            Map.entry("ledger_entry_not_before_invoice", "before-document"),
            Map.entry("ledger_entry_reversal_mirrors_original", "before-document"),
            Map.entry("ledger_entry_reversed_once", "already-reversed"),
            Map.entry("unapplied_care_owner_sees_circle", "bad-choice"),
            Map.entry("allocation_receipt_once", "duplicate"),
            Map.entry("allocation_note_once", "duplicate"),
            Map.entry("allocation_within_line_cap", "needs-approval"),
            Map.entry("allocation_within_day_cap", "needs-approval"),
            Map.entry("allocation_takes_off_what_was_allowed", "needs-approval"),
            Map.entry("allocation_takes_off_the_residual", "residual"),
            Map.entry("write_off_request_open_once", "duplicate"),
            Map.entry("write_off_request_decided_once", "wrong-state"),
            Map.entry("write_off_request_decided_by_another_person", "maker-is-checker"));

    private LedgerRefusals() {}

    public static <T> T translate(Supplier<T> write) {
        return translate(CODES, write);
    }

    /** @param codes what a rule is called to people and programs, by its name in the database */
    public static <T> T translate(Map<String, String> codes, Supplier<T> write) {
        try {
            return write.get();
        } catch (DataAccessException e) {
            ServerErrorMessage refusal = refusal(e);
            String constraint = refusal == null ? null : refusal.getConstraint();
            String code = constraint == null ? null : codes.get(constraint);
            if (refusal == null || code == null) {
                throw e;
            }
            String sentence = RULES.contains(refusal.getSQLState()) ? refusal.getMessage() : null;
            throw new BusinessRuleException(
                    code, sentence == null ? "This was recorded already; nothing was changed." : sentence);
        }
    }

    private static @Nullable ServerErrorMessage refusal(DataAccessException e) {
        return e.getMostSpecificCause() instanceof PSQLException sql ? sql.getServerErrorMessage() : null;
    }
}

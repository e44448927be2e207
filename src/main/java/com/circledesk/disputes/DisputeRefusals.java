package com.circledesk.disputes;

import com.circledesk.receivables.LedgerRefusals;
import java.util.Map;
import java.util.function.Supplier;

/** Turns what the database's rules on disputes refuse into business exceptions, by the name of the rule. */
final class DisputeRefusals {
    private static final Map<String, String> CODES = Map.ofEntries(
            Map.entry("disputed_amount_within_open", "exceeds-open"),
            Map.entry("dispute_line_within_its_line", "exceeds-open"),
            Map.entry("dispute_line_already_credited", "already-credited"),
            Map.entry("dispute_line_claimed_once", "already-credited"),
            Map.entry("dispute_reopened_alone", "already-credited"),
            Map.entry("dispute_line_once", "duplicate"),
            Map.entry("dispute_takes_no_more_lines", "wrong-state"),
            Map.entry("dispute_line_decided_in_time", "wrong-state"),
            Map.entry("dispute_lines_removed_before_decision", "wrong-state"),
            Map.entry("dispute_line_removed_uncredited", "already-credited"),
            Map.entry("dispute_keeps_a_line", "wrong-state"),
            Map.entry("dispute_event_follows_its_state", "wrong-state"),
            Map.entry("dispute_closed_when_nothing_is_to_be_credited", "wrong-state"),
            Map.entry("dispute_decision_is_whole", "wrong-state"),
            Map.entry("dispute_event_in_order", "wrong-state"),
            Map.entry("dispute_waits_for_exception", "needs-approval"),
            Map.entry("note_approval_by_another_person", "maker-is-checker"),
            Map.entry("note_approval_by_another_each_time", "maker-is-checker"),
            Map.entry("note_approval_while_requested", "wrong-state"),
            Map.entry("note_request_open_once", "wrong-state"),
            Map.entry("note_drafts_are_what_is_valid", "wrong-state"),
            Map.entry("note_approved_by_everybody", "needs-approval"),
            Map.entry("note_issued_after_approval", "needs-approval"),
            Map.entry("note_within_its_window", "note-window-closed"),
            Map.entry("dispute_exception_asked_once", "duplicate"),
            Map.entry("note_approval_delegated", "needs-approval"),
            Map.entry("note_approval_by_as_many_people", "maker-is-checker"),
            Map.entry("note_cancelled_in_time", "wrong-state"),
            Map.entry("note_cancelled_as_approved", "needs-approval"),
            Map.entry("note_countered_once", "wrong-state"),
            Map.entry("note_request_against_once", "duplicate"),
            Map.entry("dispute_exception_of_request_once", "duplicate"),
            Map.entry("dispute_undone_with_its_notes", "wrong-state"),
            Map.entry("on_account_rest_not_negative", "over-allocated"),
            Map.entry("note_event_of_a_standing_note", "wrong-state"),
            Map.entry("note_event_follows_its_state", "wrong-state"),
            Map.entry("note_booked_as_its_dispute_says", "wrong-state"),
            Map.entry("dispute_accounted_when_booked", "wrong-state"),
            Map.entry("note_event_in_order", "out-of-range"),
            Map.entry("note_event_one_irn", "duplicate"),
            Map.entry("note_event_irn_once", "duplicate"),
            Map.entry("invoice_open_amount_not_negative", "over-applied"),
            Map.entry("ledger_entry_in_locked_month", "period-locked"),
            Map.entry("dispute_event_says_why", "missing"),
            Map.entry("dispute_line_decided_within_disputed", "exceeds-disputed"),
            Map.entry("dispute_line_raised_in_order", "before-document"),
            Map.entry("dispute_line_within_one_account", "account-mismatch"),
            Map.entry("dispute_exception_decided_once", "wrong-state"),
            Map.entry("dispute_exception_decided_by_another_person", "maker-is-checker"));

    private DisputeRefusals() {}

    static <T> T translate(Supplier<T> write) {
        return LedgerRefusals.translate(CODES, write);
    }
}

package com.circledesk.collections.updates;

import com.circledesk.receivables.LedgerRefusals;
import java.util.Map;
import java.util.function.Supplier;

/** Turns what the database's rules on status updates refuse into business exceptions, by the name of the rule. */
final class StatusRefusals {
    private static final Map<String, String> CODES = Map.of(
            "status_update_by_its_manager", "wrong-person",
            "status_update_of_its_week", "wrong-state",
            "status_update_once_a_week", "duplicate",
            "status_update_answers_comments", "unanswered",
            "status_comment_due_later", "out-of-range",
            "status_comment_by_another_person", "wrong-person",
            "status_answer_by_its_manager", "wrong-person",
            "status_answer_pkey", "duplicate");

    private StatusRefusals() {}

    static <T> T translate(Supplier<T> write) {
        return LedgerRefusals.translate(CODES, write);
    }
}

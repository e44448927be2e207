package com.circledesk.work.web;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What is said about a task that is done; nothing, as a rule. */
record RemarkForm(
        @Size(max = 500, message = "{work.remark.long}") @Nullable
        String remark) {
    @Nullable
    String words() {
        return remark == null || remark.isBlank() ? null : remark.strip();
    }
}

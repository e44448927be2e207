package com.circledesk.collections.updates.web;

import org.jspecify.annotations.Nullable;

/** The answer to a comment. */
record AnswerForm(@Nullable String text) {
    String words() {
        return text == null ? "" : text.strip();
    }
}

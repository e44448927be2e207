package com.circledesk.collections.updates.web;

import com.circledesk.collections.updates.CommentOnUpdate;
import com.circledesk.collections.updates.StatusDraft;
import com.circledesk.collections.updates.SubmitUpdate;
import com.circledesk.forms.FormKey;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/**
 * What a manager types of an update. The words beside accounts and comments are read from the request itself: binding
 * would take them apart at their commas.
 *
 * @param version of the draft that it was made from
 * @param seen mark of the figures that were looked at
 */
record DraftForm(
        @Nullable String circle,
        @Nullable String version,
        @Nullable String seen,
        @Nullable String key) {
    static final int REMARK_MAX = 1000;
    private static final int VERSION_DIGITS_MAX = 9;
    private static final int ID_DIGITS_MAX = 18;

    static DraftForm of(String circle) {
        return new DraftForm(circle, null, null, FormKey.fresh().toString());
    }

    String inCircle() {
        return circle == null ? "" : circle.strip();
    }

    StatusDraft draft(HttpServletRequest request) {
        Map<String, String> remarks = new LinkedHashMap<>(typed(request, "account", "remark"));
        Map<Long, String> answers = new LinkedHashMap<>();
        typed(request, "comment", "answer").forEach((comment, text) -> {
            if (comment.matches("[0-9]{1,%d}".formatted(ID_DIGITS_MAX))) {
                answers.put(Long.valueOf(comment), text);
            }
        });
        String from = version == null ? "" : version;
        return new StatusDraft(
                from.matches("[0-9]{1,%d}".formatted(VERSION_DIGITS_MAX)) ? Integer.parseInt(from) : 0,
                remarks,
                answers);
    }

    private static Map<String, String> typed(HttpServletRequest request, String names, String texts) {
        String[] keys = Objects.requireNonNullElse(request.getParameterValues(names), new String[0]);
        String[] values = Objects.requireNonNullElse(request.getParameterValues(texts), new String[0]);
        Map<String, String> typed = new TreeMap<>();
        for (int at = 0; at < Math.min(keys.length, values.length); at++) {
            if (!values[at].isBlank()) {
                typed.put(keys[at].strip(), values[at].replace("\r\n", "\n"));
            }
        }
        return typed;
    }

    static void validate(StatusDraft draft, BindingResult errors) {
        draft.remarks().forEach((account, text) -> tooLong(account, text, REMARK_MAX, errors));
        draft.answers().forEach((comment, text) -> tooLong("Answer", text, CommentOnUpdate.TEXT_MAX, errors));
    }

    private static void tooLong(String where, String text, int max, BindingResult errors) {
        if (text.strip().length() > max) {
            errors.reject(
                    "too-long",
                    "%s: at most %d characters, these are %d."
                            .formatted(where, max, text.strip().length()));
        }
    }

    SubmitUpdate asked(StatusDraft draft) {
        return SubmitUpdate.of(inCircle(), seen == null ? "" : seen, draft.remarks(), draft.answers());
    }
}

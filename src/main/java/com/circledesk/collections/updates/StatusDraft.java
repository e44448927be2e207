package com.circledesk.collections.updates;

import java.util.Map;

/**
 * What a manager typed of the update that is open.
 *
 * @param version 0: nothing was saved yet
 * @param remarks by account code
 * @param answers by number of the comment
 */
public record StatusDraft(int version, Map<String, String> remarks, Map<Long, String> answers) {
    public static final StatusDraft EMPTY = new StatusDraft(0, Map.of(), Map.of());

    public StatusDraft {
        remarks = Map.copyOf(remarks);
        answers = Map.copyOf(answers);
    }
}

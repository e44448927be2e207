package com.circledesk.collections.updates;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Send the update of this week.
 *
 * @param seen mark of what was composed when it was last looked at
 * @param remarks by account code; blank: none
 * @param answers by number of the comment; blank: none
 */
public record SubmitUpdate(
        String circle, String seen, SortedMap<String, String> remarks, SortedMap<Long, String> answers) {
    public SubmitUpdate {
        remarks = new TreeMap<>(remarks);
        answers = new TreeMap<>(answers);
    }

    public static SubmitUpdate of(String circle, String seen, Map<String, String> remarks, Map<Long, String> answers) {
        return new SubmitUpdate(circle, seen, new TreeMap<>(remarks), new TreeMap<>(answers));
    }
}

package com.circledesk.collections.targets.web;

import com.circledesk.collections.targets.CloseTargets;
import com.circledesk.shared.BusinessRuleException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The close of a month as it is filled in: the same number of each, a row of the table each. The named are closed, whatever
 * stands in the rows of others.
 *
 * @param close codes of the ticked
 */
record CloseForm(
        @Nullable String key,
        @Nullable String month,
        @Nullable List<String> close,
        @Nullable List<String> account,
        @Nullable List<String> reason,
        @Nullable List<String> owner,
        @Nullable List<String> remark) {
    static final CloseForm EMPTY = new CloseForm(null, null, null, null, null, null, null);

    private static final int REMARK_MAX = 500;

    boolean isTicked(String code) {
        return close != null && close.contains(code);
    }

    /** What was chosen in an account's row, or empty. */
    public String of(String code, String column) {
        int at = account == null ? -1 : account.indexOf(code);
        List<String> values = column.equals("reason") ? reason : column.equals("owner") ? owner : remark;
        return at < 0 || values == null || at >= values.size() ? "" : values.get(at);
    }

    CloseTargets asked(YearMonth closed) {
        Map<String, CloseTargets.Line> lines = new HashMap<>();
        for (String code : close == null ? List.<String>of() : close) {
            String who = of(code, "owner");
            String said = of(code, "remark").strip();
            if (said.length() > REMARK_MAX) {
                throw new BusinessRuleException(
                        "too-long", "A remark has at most %d characters.".formatted(REMARK_MAX));
            }
            lines.put(
                    code,
                    new CloseTargets.Line(
                            code,
                            of(code, "reason").isBlank() ? null : of(code, "reason"),
                            who.matches("[0-9]{1,18}+") ? Long.valueOf(who) : null,
                            said.isEmpty() ? null : said));
        }
        return new CloseTargets(closed, new ArrayList<>(lines.values()));
    }
}

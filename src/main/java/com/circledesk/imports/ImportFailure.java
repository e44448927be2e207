package com.circledesk.imports;

import com.circledesk.shared.BusinessRuleException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Says in one sentence why an import stopped, without any of the machine's own words. */
final class ImportFailure {
    private static final String NOTHING = " Nothing was recorded; the file may be sent again.";

    private ImportFailure() {}

    static String sentence(Throwable failure, long importId) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BusinessRuleException rule) {
                return rule.getMessage() + NOTHING;
            }
            if (cause instanceof SQLException sql) {
                return ofDatabase(sql.getSQLState()) + NOTHING;
            }
            if (cause instanceof InterruptedException) {
                return "The application was being stopped." + NOTHING;
            }
        }
        return "The import stopped because of an error of ours (quote import " + importId + ")." + NOTHING;
    }

    private static String ofDatabase(@Nullable String state) {
        String kind = state == null || state.length() < 2 ? "" : state.substring(0, 2);
        return switch (kind) {
            case "08" -> "The database could not be reached.";
            case "23", "40" -> "Others changed the same records at the same moment.";
            case "53" -> "The database has no room left.";
            case "57" -> "The database stopped the import, because it took too long or was being restarted.";
            default -> "The import stopped because of an error of ours.";
        };
    }
}

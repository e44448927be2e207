package com.circledesk.imports;

import com.circledesk.shared.BusinessRuleException;
import java.util.List;

/** An import cannot be taken back, because later records rest on it; they come first. */
public final class RevertRefusedException extends BusinessRuleException {
    /** So many of them are named. */
    public static final int SHOWN_MAX = 100;

    private final transient List<String> dependants;

    /** @param dependants the first {@link #SHOWN_MAX} of them */
    public RevertRefusedException(long total, List<String> dependants) {
        super(
                "depended-on",
                "The import cannot be reverted: %,d later records depend on it. Revert or reverse those first."
                        .formatted(total));
        this.dependants = List.copyOf(dependants);
    }

    public List<String> dependants() {
        return dependants;
    }
}

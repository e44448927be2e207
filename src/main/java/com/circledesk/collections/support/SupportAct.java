package com.circledesk.collections.support;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is done to a request: by whom is asked, or by who asked. */
public enum SupportAct {
    ACCEPT(true),
    DECLINE(true),
    FINISH(true),
    WITHDRAW(false),
    REMIND(false),
    RATE(false);

    private final boolean byOwner;

    SupportAct(boolean byOwner) {
        this.byOwner = byOwner;
    }

    /** Whether who is asked does it; else who asked. */
    public boolean isByOwner() {
        return byOwner;
    }

    public boolean fits(SupportStatus status, boolean rated) {
        return switch (this) {
            case ACCEPT -> status == SupportStatus.ASKED;
            case DECLINE, WITHDRAW, REMIND -> status.isOpen();
            case FINISH -> status == SupportStatus.ACCEPTED;
            case RATE -> status == SupportStatus.DONE && !rated;
        };
    }

    public String parameter() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    public static Optional<SupportAct> named(@Nullable String parameter) {
        return Arrays.stream(values())
                .filter(each -> each.parameter().equals(parameter))
                .findFirst();
    }
}

package com.circledesk.collections.contacts;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How somebody was spoken to. */
public enum Channel {
    CALL,
    MEETING,
    MAIL,
    MESSAGE,
    LETTER,
    PORTAL;

    public static Optional<Channel> named(@Nullable String name) {
        return Arrays.stream(values()).filter(each -> each.name().equals(name)).findFirst();
    }
}

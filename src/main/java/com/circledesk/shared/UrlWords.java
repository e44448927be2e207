package com.circledesk.shared;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the address of a page says, read forgivingly: blank is not given, and what cannot be read is left out. */
public final class UrlWords {
    private static final int TEXT_MAX = 200;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}+");

    private UrlWords() {}

    public static List<String> list(String @Nullable [] values) {
        return values == null
                ? List.of()
                : Arrays.stream(values).filter(value -> !value.isBlank()).toList();
    }

    /** At most as much of it as a search takes. */
    public static @Nullable String text(@Nullable String text) {
        return text == null || text.isBlank()
                ? null
                : text.strip().substring(0, Math.min(TEXT_MAX, text.strip().length()));
    }

    public static @Nullable Long number(@Nullable String text) {
        return text != null && NUMBER.matcher(text.strip()).matches() ? Long.valueOf(text.strip()) : null;
    }
}

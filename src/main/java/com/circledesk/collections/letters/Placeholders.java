package com.circledesk.collections.letters;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a wording may name in braces. */
public final class Placeholders {
    public static final List<String> NAMES =
            List.of("account", "customer", "circle", "amount", "oldest", "date", "disputed", "unapplied", "sender");

    private static final Pattern BRACES = Pattern.compile("\\{([^{}]{0,40}+)}");

    private Placeholders() {}

    /** Those in a text that are none. */
    public static List<String> unknown(String text) {
        return BRACES.matcher(text)
                .results()
                .map(found -> found.group(1))
                .filter(name -> !NAMES.contains(name))
                .distinct()
                .toList();
    }

    public static String fill(String text, Map<String, String> values) {
        return BRACES.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
    }
}

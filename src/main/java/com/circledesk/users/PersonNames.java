package com.circledesk.users;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Records keep the login of who made them, which never changes meaning; people read names. On pages as {@code persons},
 * in files by {@code Column.person}. The audit trail alone shows logins.
 */
@Component
public class PersonNames {
    /** Who acts where nobody does: what runs by itself. */
    private static final String DESK = "CircleDesk";

    /** Words, whatever they are: each is read once. */
    private static final Pattern WORD = Pattern.compile("[\\w@:+-]++(?:\\.[\\w@:+-]++)*+");

    private static final String REMEMBERED = PersonNames.class.getName();

    private final UserQueries users;

    PersonNames(UserQueries users) {
        this.users = users;
    }

    /** Each login within it as the full name; an address that is nobody's login stays. */
    public @Nullable String of(@Nullable String text) {
        if (text == null || text.indexOf('@') < 0 && !text.contains("system:")) {
            return text;
        }
        Map<String, String> names = names();
        return WORD.matcher(text).replaceAll(match -> Matcher.quoteReplacement(name(match.group(), names)));
    }

    private static String name(String word, Map<String, String> names) {
        return word.startsWith("system:") ? DESK : names.getOrDefault(word.toLowerCase(Locale.ROOT), word);
    }

    /** A page names many; it asks once. */
    @SuppressWarnings("unchecked")
    private Map<String, String> names() {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request == null) {
            return users.namesByLogin();
        }
        var known = (Map<String, String>) request.getAttribute(REMEMBERED, RequestAttributes.SCOPE_REQUEST);
        if (known == null) {
            known = users.namesByLogin();
            request.setAttribute(REMEMBERED, known, RequestAttributes.SCOPE_REQUEST);
        }
        return known;
    }
}

package com.circledesk.shared;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/**
 * Where the pages of accounts, invoices, receipts and notes are, in templates as {@code paths}. A key that cannot stand in a
 * path (a number with a slash) goes as a parameter to the same page. Keys are told, never ids.
 */
@Component("paths")
public class Paths {
    /** What every browser and container leaves alone in a path. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_~-][A-Za-z0-9._~-]*");

    /** Pages below {@code /accounts} that are no account. */
    private static final Pattern RESERVED = Pattern.compile("ledger|invoices|statement|receipts|contacts|export");

    public String account(String code) {
        return isPlain(code) ? "/accounts/" + code : "/accounts?code=" + encoded(code);
    }

    /** @param tab {@code invoices}, {@code ledger}, {@code statement}, {@code receipts} or {@code contacts} */
    public String account(String code, String tab) {
        return isPlain(code)
                ? "/accounts/%s/%s".formatted(code, tab)
                : "/accounts/%s?code=%s".formatted(tab, encoded(code));
    }

    public String invoice(String number) {
        return isPlain(number) ? "/invoices/" + number : "/invoices?no=" + encoded(number);
    }

    public String receipt(String number) {
        return isPlain(number) ? "/receipts/" + number : "/receipts?no=" + encoded(number);
    }

    /** Numbers of our own hold slashes. */
    public String note(String number) {
        return "/notes?no=" + encoded(number);
    }

    /** A path with a parameter more. */
    public String with(String path, String name, Object value) {
        return path + (path.contains("?") ? "&" : "?") + name + "=" + encoded(value.toString());
    }

    private static boolean isPlain(String key) {
        return PLAIN.matcher(key).matches() && !RESERVED.matcher(key).matches();
    }

    private static String encoded(String text) {
        return UriUtils.encode(text, StandardCharsets.UTF_8);
    }
}

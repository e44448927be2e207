package com.circledesk.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.util.DigestUtils;
import org.webjars.WebJarVersionLocator;

/**
 * The icons that pages use, as one sprite made at start-up from the icon set on the class path. An icon that is not
 * listed here does not show; a test compares the list with the templates.
 */
@Component
public class Icons {
    static final List<String> NAMES = List.of(
            "address-book",
            "adjustments-horizontal",
            "alert-circle",
            "alert-triangle",
            "arrow-back-up",
            "arrow-down",
            "arrow-left",
            "arrow-right",
            "arrow-up",
            "arrows-sort",
            "bell",
            "building",
            "building-broadcast-tower",
            "calendar",
            "calendar-due",
            "cash",
            "chart-bar",
            "chart-line",
            "check",
            "checkbox",
            "chevron-down",
            "chevron-left",
            "chevron-right",
            "chevrons-left",
            "chevrons-right",
            "circle-check",
            "circle-x",
            "clipboard",
            "clock",
            "copy",
            "dots",
            "download",
            "edit",
            "external-link",
            "eye",
            "file-import",
            "file-spreadsheet",
            "file-text",
            "file-type-csv",
            "file-type-xls",
            "filter",
            "flag",
            "gauge",
            "help-circle",
            "history",
            "home",
            "hourglass",
            "info-circle",
            "key",
            "keyboard",
            "layout-list",
            "link",
            "list-details",
            "lock",
            "lock-open",
            "login",
            "logout",
            "mail",
            "map-pin",
            "menu-2",
            "moon",
            "paperclip",
            "player-play",
            "plus",
            "printer",
            "receipt-rupee",
            "refresh",
            "scale",
            "search",
            "settings",
            "shield-check",
            "shield-lock",
            "sun",
            "table",
            "target-arrow",
            "trash",
            "trending-down",
            "trending-up",
            "upload",
            "user",
            "user-plus",
            "users",
            "wallet",
            "phone",
            "list-check",
            "zzz",
            "user-share",
            "lifebuoy",
            "x");

    private static final Pattern OUTER = Pattern.compile("(?s).*?<svg[^>]*>(.*)</svg>.*");

    private final String sprite;
    private final String version;

    Icons() {
        WebJarVersionLocator webJars = new WebJarVersionLocator();
        StringBuilder symbols = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\">");
        for (String name : NAMES) {
            symbols.append("<symbol id=\"")
                    .append(name)
                    .append("\" viewBox=\"0 0 24 24\">")
                    .append(drawing(webJars, name))
                    .append("</symbol>");
        }
        sprite = symbols.append("</svg>").toString();
        version = DigestUtils.md5DigestAsHex(sprite.getBytes(StandardCharsets.UTF_8))
                .substring(0, 8);
    }

    public String sprite() {
        return sprite;
    }

    /** Changes when the sprite does, so that browsers may keep it for a year. */
    public String version() {
        return version;
    }

    private static String drawing(WebJarVersionLocator webJars, String name) {
        String path = webJars.fullPath("tabler__icons", "icons/outline/" + name + ".svg");
        if (path == null) {
            throw new IllegalStateException("The icon set has no icon named " + name + ".");
        }
        try {
            String svg = new ClassPathResource(path).getContentAsString(StandardCharsets.UTF_8);
            return OUTER.matcher(svg).replaceFirst("$1").strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package com.circledesk.users;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names a browser and its system well enough for a person to recognise the own session in a list. */
final class Device {
    static final String UNKNOWN = "Unknown device";
    private static final List<String> BROWSERS = List.of("Edg", "OPR", "Firefox", "Chrome", "Safari");
    private static final List<String> SYSTEMS = List.of("Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux");

    private Device() {}

    static String of(@Nullable String userAgent) {
        if (userAgent == null) {
            return UNKNOWN;
        }
        String browser = firstIn(userAgent, BROWSERS);
        String system = firstIn(userAgent, SYSTEMS);
        if (browser == null && system == null) {
            return UNKNOWN;
        }
        String name =
                browser == null ? "Browser" : browser.replace("Edg", "Edge").replace("OPR", "Opera");
        return system == null ? name : name + " on " + system;
    }

    private static @Nullable String firstIn(String text, List<String> words) {
        return words.stream().filter(text::contains).findFirst().orElse(null);
    }
}

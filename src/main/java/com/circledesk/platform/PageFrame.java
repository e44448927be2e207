package com.circledesk.platform;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the frame around a page shows.
 *
 * @param user who is signed in, or null: then the page stands alone, without rail and bar
 * @param theme {@code light} or {@code dark} as the person chose, or null for the device's own
 * @param dated whether the page looks at an as-of date and at circles
 * @param circles the person's circles
 * @param circlesChosen those the page is narrowed to, or none for all of them
 * @param monthEnds days that people ask about most
 */
public record PageFrame(
        @Nullable User user,
        @Nullable String theme,
        List<Item> items,
        List<Item> tabs,
        List<Item> starts,
        boolean dated,
        List<Option> circles,
        List<Option> circlesChosen,
        LocalDate asOf,
        LocalDate today,
        List<LocalDate> monthEnds,
        boolean hasAccountPage) {

    /** @param initials for the round badge; @param unread notifications */
    public record User(
            String name,
            String mail,
            String initials,
            @Nullable String role,
            int unread) {}

    /** @param current {@code page} where the item is the page shown, {@code true} where the page lies within it, else null */
    public record Item(
            String key,
            String letter,
            String icon,
            String path,
            @Nullable String current) {}

    public record Option(String value, String label, boolean selected) {}

    public boolean isSignedIn() {
        return user != null;
    }

    public boolean isAsOfToday() {
        return asOf.equals(today);
    }
}

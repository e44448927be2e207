package com.circledesk.support;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;

/** Somebody with a phone, at a person's pace: each tap and key takes its time, and so does every answer that is waited for. */
public final class Thumb {
    private static final Duration TAP = Duration.ofMillis(1_200);
    private static final Duration KEY = Duration.ofMillis(250);

    private final Page page;
    private int taps;
    private int keys;
    private long waited;

    public Thumb(Page page) {
        this.page = page;
    }

    /** What leads to another page, until that is there. */
    public void follow(Locator there) {
        taps++;
        long begin = System.nanoTime();
        page.evaluate("document.body.dataset.left = 'yes'");
        there.click();
        page.waitForSelector("body:not([data-left])");
        page.waitForLoadState();
        waited += System.nanoTime() - begin;
    }

    public void type(String field, String text) {
        taps++;
        keys += text.length();
        page.fill(field, text);
    }

    /** The list is opened, then the choice tapped. */
    public void choose(String field, String value) {
        taps += 2;
        page.selectOption(field, value);
    }

    /** What the person needs, without waiting. */
    public Duration own() {
        return TAP.multipliedBy(taps).plus(KEY.multipliedBy(keys));
    }

    public Duration waited() {
        return Duration.ofNanos(waited);
    }

    @Override
    public String toString() {
        return "%d taps, %d keys, %.1f s waited for pages: %.1f s"
                .formatted(taps, keys, waited / 1e9, own().plusNanos(waited).toMillis() / 1e3);
    }
}

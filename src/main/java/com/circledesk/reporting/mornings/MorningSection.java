package com.circledesk.reporting.mornings;

import java.util.List;

/**
 * A part of a morning mail.
 *
 * @param headline a few words for the subject, or none
 * @param lines a sentence each
 * @param path of the page that shows all of it
 */
record MorningSection(String headline, String title, List<String> lines, String path) {
    MorningSection {
        lines = List.copyOf(lines);
    }
}

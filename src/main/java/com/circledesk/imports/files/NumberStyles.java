package com.circledesk.imports.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which styles of a workbook show a number as a date; a date cell is a number in such a style. */
final class NumberStyles {
    private static final int STYLES_MAX = 65_536;

    private final List<Boolean> dateByStyle = new ArrayList<>();

    NumberStyles(@Nullable InputStream in) throws IOException {
        if (in == null) {
            return;
        }
        Map<String, String> formats = new HashMap<>();
        boolean inCellStyles = false;
        try (Xml xml = new Xml(in)) {
            Xml.Event event;
            while ((event = xml.next()) != null) {
                if (xml.name().equals("cellXfs")) {
                    inCellStyles = event == Xml.Event.START;
                } else if (event == Xml.Event.END) {
                    continue;
                } else if (xml.name().equals("numFmt") && formats.size() < STYLES_MAX) {
                    formats.put(xml.attribute("numFmtId"), xml.attribute("formatCode"));
                } else if (xml.name().equals("xf") && inCellStyles && dateByStyle.size() < STYLES_MAX) {
                    String id = xml.attribute("numFmtId");
                    dateByStyle.add(isBuiltInDate(id) || isDateFormat(formats.getOrDefault(id, "")));
                }
            }
        }
    }

    boolean isDate(String style) {
        int at = style.isEmpty() ? 0 : Integers.parse(style);
        return at >= 0 && at < dateByStyle.size() && dateByStyle.get(at);
    }

    /** The formats that need no code of their own in the file; 27 to 36 and 50 to 58 are dates in East Asian programs. */
    private static boolean isBuiltInDate(String id) {
        int number = Integers.parse(id);
        return number >= 14 && number <= 22 || number >= 27 && number <= 36 || number >= 50 && number <= 58;
    }

    /** A format with a day or a year in it, outside of quoted texts, brackets and escapes. */
    static boolean isDateFormat(String code) {
        boolean quoted = false;
        boolean bracketed = false;
        for (int at = 0; at < code.length(); at++) {
            char c = code.charAt(at);
            if (c == '"') {
                quoted = !quoted;
            } else if (quoted) {
                continue;
            } else if (c == '\\' || c == '_' || c == '*') {
                at++;
            } else if (c == '[' || c == ']') {
                bracketed = c == '[';
            } else if (!bracketed && "dDyY".indexOf(c) >= 0) {
                return true;
            }
        }
        return false;
    }
}

package com.circledesk.exports;

import java.util.Locale;

/** The kinds of file that a table can be exported as. */
public enum ExportFormat {
    CSV("text/csv;charset=UTF-8"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final String contentType;

    ExportFormat(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    /** Ending of the file's name, and value of the parameter {@code format}. */
    public String parameter() {
        return name().toLowerCase(Locale.ROOT);
    }
}

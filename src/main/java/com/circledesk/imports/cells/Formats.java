package com.circledesk.imports.cells;

/** The formats that a file's texts are declared to be in; cells that are numbers or dates themselves need none. */
public record Formats(DateFormat date, NumberFormat number, boolean trailingMinus) {
    public static final Formats DEFAULT = new Formats(DateFormat.ISO, NumberFormat.PLAIN, false);
}

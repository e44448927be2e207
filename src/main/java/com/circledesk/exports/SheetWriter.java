package com.circledesk.exports;

/** A workbook: what follows goes to a sheet of its own. */
public interface SheetWriter extends TableWriter {
    /** @param name of the sheet, at most 28 characters */
    void sheet(String name);
}

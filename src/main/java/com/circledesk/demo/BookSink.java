package com.circledesk.demo;

import java.time.LocalDate;

/** Takes the rows of a book as they are made. */
@FunctionalInterface
interface BookSink {
    /**
     * @param recordedOn the day on which the row became known to the desk, never before its own dates
     * @param cells in the order of the file's columns; an empty cell is an empty text
     */
    void write(BookFile file, LocalDate recordedOn, String... cells);
}

package com.circledesk.imports.files;

import java.io.Closeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table in a file, read once from top to bottom. Every fault of the file as a whole is a {@link BadFile}. */
public interface TableFile extends Closeable {
    /** The first row. */
    List<String> headers();

    /**
     * Fills the row with the next one that is not blank; blank ones count in its number.
     *
     * @return false at the end of the table
     */
    boolean next(Row row);

    /** Whether each row must have as many cells as there are headers; a workbook leaves out blank ones. */
    boolean isRagged(Row row);

    /** The sheet that is read, where there may be several. */
    @Nullable
    String sheet();

    /** What separates the cells, for a file to be written in the same layout; null for a workbook. */
    @Nullable
    Character separator();

    /** Rows that the file seems to have, for the progress bar; null if it does not say. */
    @Nullable
    Long rowsExpected();
}

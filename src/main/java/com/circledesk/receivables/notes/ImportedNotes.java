package com.circledesk.receivables.notes;

import com.circledesk.imports.Staging;

/** What other modules have to say about files of notes: their own columns, and what follows from a note of a file. */
public interface ImportedNotes {
    /** Before the notes are compared with what is recorded; {@code found_invoice} and {@code found_note} are there. */
    void check(Staging rows);

    /** After they were recorded and posted. */
    void posted(Staging rows);

    /** After every note of the import was taken back. */
    void reverted(long importId, String reason);
}

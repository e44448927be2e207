package com.circledesk.imports;

/** What became of a file. */
public enum ImportStatus {
    /** At work, or waiting for its turn. */
    RUNNING,
    /** Checked; nothing was recorded. */
    PREVIEWED,
    /** Recorded, in full or (partial) without the faulty rows. */
    COMMITTED,
    /** Not recorded because of faults. */
    REJECTED,
    /** Stopped by an error or a restart; nothing was recorded. */
    FAILED,
    /** Recorded, and later taken back as a whole. */
    REVERTED
}

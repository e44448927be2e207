package com.circledesk.audit;

/** What kind of line it is. */
public enum AuditAction {
    INSERT,
    UPDATE,
    DELETE,
    /** Rows written by an import: one line per import and table. */
    IMPORT,
    /** No change of a row: a sign-in, a refusal, an export. */
    EVENT
}

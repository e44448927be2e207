package com.circledesk.users;

/** One thing a person may do. Roles are sets of these; handlers ask for a permission, never for a role. */
public enum Permission {
    /** Read accounts, receivables, KPIs and their exports, within the circles in scope. */
    VIEW_RECEIVABLES,
    /** Preview, commit and revert imports; keep column mappings; see receipts without account. */
    IMPORT,
    /** Allocate, reverse and cancel; identify receipts. */
    POST_MONEY,
    /** Be given tasks, and end them; notifications are for everybody. */
    HAVE_TASKS,
    /** Raise disputes, move them on, comment on them, decide amounts, ask for notes. */
    WORK_DISPUTES,
    /** Approve what is to be credited; which step of the chain is said by the role. */
    APPROVE_NOTES,
    /** Allow what only another person may: claiming twice, a note after its window. */
    ALLOW_EXCEPTIONS,
    /** Allow what another person takes off invoices above the caps. */
    APPROVE_WRITE_OFFS,
    /** Set targets, log contacts, take promises, plan, ask for support, raise flags, write status updates. */
    WORK_COLLECTIONS,
    /** Approve targets, allow what shifts them, answer status updates, decide on red flags and exceptions of escalation. */
    LEAD_COLLECTIONS,
    /** Lock a month, and unlock one that another person locked. */
    LOCK_PERIODS,
    /** Start a control run; its result is seen by all who view receivables. */
    RUN_CONTROLS,
    /** Attach copies and proofs of submission to invoices. */
    ATTACH_FILES,
    /** Create and change users, scopes, account ownership; hand out links; end sessions. */
    MANAGE_USERS,
    /** Read the audit trail. */
    VIEW_AUDIT,
    /** Reference data and settings. */
    MANAGE_SETTINGS
}

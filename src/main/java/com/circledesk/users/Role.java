package com.circledesk.users;

import static com.circledesk.users.Permission.*;

import java.util.EnumSet;
import java.util.Set;

/** The four roles of the domain. An administrator runs the desk but approves no business. */
public enum Role {
    ACCOUNT_MANAGER(EnumSet.of(VIEW_RECEIVABLES, ATTACH_FILES, HAVE_TASKS, WORK_DISPUTES, WORK_COLLECTIONS)),
    SALES_HEAD(EnumSet.of(
            VIEW_RECEIVABLES,
            ATTACH_FILES,
            HAVE_TASKS,
            WORK_DISPUTES,
            WORK_COLLECTIONS,
            LEAD_COLLECTIONS,
            APPROVE_NOTES,
            ALLOW_EXCEPTIONS,
            APPROVE_WRITE_OFFS)),
    FINANCE(EnumSet.of(
            VIEW_RECEIVABLES,
            IMPORT,
            POST_MONEY,
            LOCK_PERIODS,
            RUN_CONTROLS,
            ATTACH_FILES,
            HAVE_TASKS,
            WORK_DISPUTES,
            APPROVE_NOTES,
            APPROVE_WRITE_OFFS)),
    ADMINISTRATOR(EnumSet.of(VIEW_RECEIVABLES, IMPORT, RUN_CONTROLS, MANAGE_USERS, VIEW_AUDIT, MANAGE_SETTINGS));

    private final Set<Permission> permissions;

    Role(Set<Permission> permissions) {
        this.permissions = Set.copyOf(permissions);
    }

    public Set<Permission> permissions() {
        return permissions;
    }

    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }
}

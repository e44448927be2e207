/** The manager's morning and the head's week: targets, worklist, promises, plans, escalation, red flags, status updates. */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "circles",
            "users",
            "audit",
            "imports",
            "imports :: files",
            "imports :: cells",
            "imports :: mappings",
            "exports",
            "forms",
            "accounts",
            "work",
            "receivables",
            "receivables :: ageing",
            "receivables :: invoices",
            "receivables :: allocations",
            "receivables :: receipts",
            "receivables :: notes",
            "receivables :: views",
            "receivables :: positions",
            "disputes",
            "disputes :: evidence",
            "payments",
            "payments :: matching"
        })
@NullMarked
package com.circledesk.collections;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

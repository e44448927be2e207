/** From the bank's line to a closed invoice: statements, advices, matching, tax deducted, the customer's own books. */
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
            "disputes"
        })
@NullMarked
package com.circledesk.payments;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

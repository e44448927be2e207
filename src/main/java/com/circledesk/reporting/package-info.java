/** Home pages per role and morning mails: reads every module's queries, owns no entities. */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "circles",
            "users",
            "audit",
            "imports",
            "exports",
            "accounts",
            "disputes",
            "payments :: posting",
            "payments :: tax",
            "payments :: handshake",
            "collections :: escalation",
            "collections :: flags",
            "collections :: plans",
            "collections :: promises",
            "collections :: targets",
            "collections :: updates",
            "collections :: worklist",
            "work",
            "receivables",
            "receivables :: ageing",
            "receivables :: kpi",
            "receivables :: migration"
        })
@NullMarked
package com.circledesk.reporting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

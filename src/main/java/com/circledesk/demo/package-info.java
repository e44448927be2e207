/**
 * A believable receivables book, made by a seeded generator: loaded as the demonstration circle, or written at national
 * size as files for {@code imports}. Nobody depends on this module.
 */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "users",
            "circles",
            "accounts",
            "imports",
            "receivables",
            "receivables :: receipts",
            "work",
            "forms",
            "disputes",
            "collections :: targets",
            "collections :: updates",
            "collections :: escalation",
            "collections :: flags",
            "collections :: contacts",
            "collections :: plans",
            "collections :: support",
            "collections :: worklist",
            "collections :: letters",
            "reporting :: mornings",
            "payments :: handshake"
        })
@NullMarked
package com.circledesk.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

package com.circledesk.disputes;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** By what disputes are added up; each knows the parameter of the register that leads to its rows. */
public enum ReportGroup {
    REASON("c.reason", "c.reason_label", "reason"),
    CUSTOMER("c.account", "c.customer_name || ' (' || c.account || ')'", "account"),
    OPERATOR("c.operator", "c.operator", "operator"),
    CIRCLE("c.circle", "c.circle", "circle"),
    OWNER("c.owner", "c.owner_name", "owner"),
    STAGE("c.status", "c.status", "status"),
    /** Days since it was raised, as the first day of each class; the last one has no end. */
    AGE(
            "(array['0', '31', '61', '91', '181'])[width_bucket(cast(:asOf as date) - c.raised_on, array[31, 61, 91, 181]) + 1]",
            "(array['0', '31', '61', '91', '181'])[width_bucket(cast(:asOf as date) - c.raised_on, array[31, 61, 91, 181]) + 1]",
            ""),
    ROOT_CAUSE("lower(c.root_cause)", "c.root_cause", "rootCause");

    private final String key;
    private final String label;
    private final String parameter;

    ReportGroup(String key, String label, String parameter) {
        this.key = key;
        this.label = label;
        this.parameter = parameter;
    }

    String key() {
        return key;
    }

    String label() {
        return label;
    }

    /** Of the register; blank for ages, which are days. */
    public String parameter() {
        return parameter;
    }

    public String lower() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ReportGroup> named(@Nullable String parameter) {
        for (ReportGroup group : values()) {
            if (group.lower().equals(parameter)) {
                return Optional.of(group);
            }
        }
        return Optional.empty();
    }
}

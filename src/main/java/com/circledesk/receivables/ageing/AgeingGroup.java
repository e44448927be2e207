package com.circledesk.receivables.ageing;

import java.util.Optional;

/** By what an ageing is broken down: one row per value, with the key that filters by it. */
public enum AgeingGroup {
    ACCOUNT("account", "a.code", "a.customer_name"),
    OPERATOR("operator", "o.name", "o.name"),
    CIRCLE("circle", "c.code", "c.name"),
    CHARGE_TYPE("chargeType", "b.charge_type", "b.charge_type");

    private final String parameter;
    private final String keyColumn;
    private final String labelColumn;

    AgeingGroup(String parameter, String keyColumn, String labelColumn) {
        this.parameter = parameter;
        this.keyColumn = keyColumn;
        this.labelColumn = labelColumn;
    }

    /** Value of {@code groupBy}, and the name of the filter that a row's key belongs to. */
    public String parameter() {
        return parameter;
    }

    /** As SQL, where account {@code a}, operator {@code o} and circle {@code c} are joined. */
    public String keyColumn() {
        return keyColumn;
    }

    public String labelColumn() {
        return labelColumn;
    }

    public static Optional<AgeingGroup> named(String parameter) {
        for (AgeingGroup group : values()) {
            if (group.parameter.equals(parameter)) {
                return Optional.of(group);
            }
        }
        return Optional.empty();
    }
}

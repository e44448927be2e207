package com.circledesk.receivables.kpi;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.NamedInterface;

/**
 * Whether amounts are counted with GST or without it. What is owed and what was billed are always read on one basis: a
 * receivable with GST over a billing without it would overstate DSO by the rate of the tax.
 */
@NamedInterface("kpi")
public enum GstBasis {
    INCL("amount", "amount"),
    EXCL("net_amount", "billed_net");

    private final String owedColumn;
    private final String billedColumn;

    GstBasis(String owedColumn, String billedColumn) {
        this.owedColumn = owedColumn;
        this.billedColumn = billedColumn;
    }

    /** @param name {@code excl}, or anything else for the default: with GST */
    public static GstBasis named(@Nullable String name) {
        return EXCL.parameter().equals(name) ? EXCL : INCL;
    }

    /** As it stands in addresses. */
    public String parameter() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Column of balances and of the daily roll-up that says what is owed. */
    String owedColumn() {
        return owedColumn;
    }

    /** Column of the daily roll-up that says what was billed. */
    String billedColumn() {
        return billedColumn;
    }
}

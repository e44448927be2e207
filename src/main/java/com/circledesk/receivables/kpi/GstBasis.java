package com.circledesk.receivables.kpi;

/**
 * Whether amounts are counted with GST or without it. What is owed and what was billed are always read on one basis: a
 * receivable with GST over a billing without it would overstate DSO by the rate of the tax.
 */
public enum GstBasis {
    INCL("amount", "amount"),
    EXCL("net_amount", "billed_net");

    private final String owedColumn;
    private final String billedColumn;

    GstBasis(String owedColumn, String billedColumn) {
        this.owedColumn = owedColumn;
        this.billedColumn = billedColumn;
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

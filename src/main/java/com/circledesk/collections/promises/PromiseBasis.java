package com.circledesk.collections.promises;

/** What of a customer's money counts for a promise. */
public enum PromiseBasis {
    /** Cash and the tax that was deducted. */
    GROSS,
    /** Cash alone: the amount was promised net of tax. */
    NET
}

package com.circledesk.payments.tax;

/** What a payment is to the tax law. */
public enum TaxNature {
    PLANT_RENT,
    LAND_RENT,
    CONTRACT,
    GST_TDS;

    /** Which tax is deducted from it. */
    public Tax tax() {
        return this == GST_TDS ? Tax.GST_TDS : Tax.TDS;
    }
}

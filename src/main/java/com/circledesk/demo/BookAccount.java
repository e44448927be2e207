package com.circledesk.demo;

import com.circledesk.demo.SiteBook.Tenancies;
import java.util.SplittableRandom;

/** An operator in a circle. */
record BookAccount(
        int index,
        Customer customer,
        String circle,
        String gstin,
        String supplierGstin,
        String pan,
        String tan,
        Tenancies tenancies) {
    private static final String SUPPLIER_PAN = "AADCN4821R";

    static BookAccount of(int index, Customer customer, String circle, String placeCode, Tenancies tenancies) {
        SplittableRandom operator = new SplittableRandom(customer.code().hashCode());
        String pan = TaxIds.pan(operator, customer.name());
        return new BookAccount(
                index,
                customer,
                circle,
                TaxIds.gstin(circle, pan),
                TaxIds.gstin(circle, SUPPLIER_PAN),
                pan,
                TaxIds.tan(operator, placeCode, customer.name()),
                tenancies);
    }

    String code() {
        return circle + "-" + customer.code();
    }

    Habit habit() {
        return customer.habit();
    }
}

package com.circledesk.accounts;

import java.time.LocalDate;
import java.util.List;

/** Say what stands on papers under one of our GSTINs from a day on. */
public record RegisterSupplier(String gstin, LocalDate fromOn, String legalName, String address, List<String> circles) {
    public RegisterSupplier {
        circles = List.copyOf(circles);
    }
}

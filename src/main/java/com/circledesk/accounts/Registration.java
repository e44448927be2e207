package com.circledesk.accounts;

import java.time.LocalDate;
import java.util.List;

/**
 * Name and address under one of our GSTINs, from a day on.
 *
 * @param circles whose documents without a GSTIN of ours count as this one's
 * @param isLast whether no later row of this GSTIN began
 */
public record Registration(
        String gstin, LocalDate fromOn, String legalName, String address, List<String> circles, boolean isLast) {
    public Registration {
        circles = List.copyOf(circles);
    }
}

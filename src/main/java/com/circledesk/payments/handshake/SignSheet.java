package com.circledesk.payments.handshake;

import java.time.LocalDate;

/**
 * Both sides have agreed on what differs.
 *
 * @param gap between both balances as the page showed it: signed is what was read
 */
public record SignSheet(
        String account,
        LocalDate asOf,
        String gap,
        String nextAction,
        LocalDate signedOn,
        String signedByUs,
        String signedByThem) {}

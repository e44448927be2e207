package com.circledesk.payments.handshake;

import java.time.LocalDate;

/**
 * Both sides have agreed on what differs.
 *
 * @param lastSheet the last sheet of the account that the page knew of, 0: none; who signs after another has read what that one signed
 * @param gap between both balances as the page showed it: signed is what was read
 */
public record SignSheet(
        String account,
        LocalDate asOf,
        String gap,
        long lastSheet,
        String nextAction,
        LocalDate signedOn,
        String signedByUs,
        String signedByThem) {}

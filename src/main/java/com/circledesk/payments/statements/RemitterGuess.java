package com.circledesk.payments.statements;

import java.util.List;

/**
 * Whose money a credit may be, as confirmed lines taught it.
 *
 * @param accountCode the account that speaks most for itself
 * @param kinds rules that fit: ACCOUNT, NAME, UTR
 * @param confirmed how often they were confirmed
 * @param others accounts for which the sender speaks too
 */
public record RemitterGuess(
        long lineId, String accountCode, String customerName, List<String> kinds, int confirmed, int others) {}

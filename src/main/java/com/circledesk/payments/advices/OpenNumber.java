package com.circledesk.payments.advices;

import com.circledesk.shared.Money;

/** The number of an open invoice. */
public record OpenNumber(String invoiceNo, Money open, Money total) {}

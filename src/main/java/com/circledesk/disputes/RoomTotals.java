package com.circledesk.disputes;

import com.circledesk.shared.Money;

/** The whole of a list of the room. @param rows invoices of disputes */
public record RoomTotals(long rows, long disputes, long lines, Money claimed, Money amount, Money credit) {}

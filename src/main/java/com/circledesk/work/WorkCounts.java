package com.circledesk.work;

/** How much there is of what My work lists. @param overdue of the open ones */
public record WorkCounts(long open, long overdue, long done, long notifications, long unread) {}

package com.circledesk.payments.posting;

/** Another person's word on what is above the caps. */
public record DecideWriteOff(long requestId, boolean allowed, String why) {}

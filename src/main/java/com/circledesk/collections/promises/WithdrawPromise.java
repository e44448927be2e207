package com.circledesk.collections.promises;

public record WithdrawPromise(String ref, String why) {}

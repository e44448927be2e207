package com.circledesk.drills;

import java.time.Duration;

/**
 * How much is done where it may be more or less.
 *
 * @param invoices of the book of the whole country
 * @param day how long two hundred people work
 * @param soak how long half as many work on
 */
record Sizes(int invoices, Duration day, Duration soak) {}

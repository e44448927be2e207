package com.circledesk.forms;

import java.time.Instant;

/**
 * What became of a form that was sent.
 *
 * @param outcome what the form's own code wrote down about it, for example the id of what it made
 * @param repeated it had been sent before: nothing was done this time, and this is the first time's outcome
 * @param at when it was done, the first time
 */
public record Submission(String outcome, boolean repeated, Instant at) {}

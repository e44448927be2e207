/**
 * Faults provoked on purpose, and whether the application lives through them as promised: a program of its own, run by
 * {@code ./mvnw -Pdrills}; see {@code docs/drills.md}.
 */
@NullMarked
package com.circledesk.drills;

import org.jspecify.annotations.NullMarked;

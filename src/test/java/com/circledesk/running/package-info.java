/** The application and PostgreSQL as processes of their own, met from outside: for the benchmark and the drills. */
@NullMarked
package com.circledesk.running;

import org.jspecify.annotations.NullMarked;

/** The morning mail: what each person should know before the day begins. */
@NullMarked
package com.circledesk.reporting.mornings;

import org.jspecify.annotations.NullMarked;

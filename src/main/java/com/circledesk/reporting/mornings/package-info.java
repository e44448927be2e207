/** The morning mail: what each person should know before the day begins. */
@NamedInterface("mornings")
@NullMarked
package com.circledesk.reporting.mornings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

/** What became of the open amounts between two dates: stayed, grew older, collected, credited, newly billed. */
@NamedInterface("migration")
@NullMarked
package com.circledesk.receivables.migration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

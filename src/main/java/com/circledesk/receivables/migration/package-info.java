/** What became of the open amounts between two dates: stayed, grew older, collected, credited, newly billed. */
@NullMarked
package com.circledesk.receivables.migration;

import org.jspecify.annotations.NullMarked;

/** What holds for the house as a whole. */
@NullMarked
package com.circledesk;

import org.jspecify.annotations.NullMarked;

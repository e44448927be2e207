/** The control run: everything that must always hold, recomputed from the entries every night and on demand. */
@NullMarked
package com.circledesk.receivables.control;

import org.jspecify.annotations.NullMarked;

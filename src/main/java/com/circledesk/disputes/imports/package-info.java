/** Importing disputes. */
@NullMarked
package com.circledesk.disputes.imports;

import org.jspecify.annotations.NullMarked;

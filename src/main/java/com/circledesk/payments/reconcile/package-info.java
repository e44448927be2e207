/** A credit at a time: what it probably pays, what becomes of each rupee, and posting it. */
@NullMarked
package com.circledesk.payments.reconcile;

import org.jspecify.annotations.NullMarked;

/** The pages of customer reconciliation. */
@NullMarked
package com.circledesk.payments.handshake.web;

import org.jspecify.annotations.NullMarked;

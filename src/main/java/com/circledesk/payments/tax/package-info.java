/** Tax that customers deduct: at which rate, what is certified, and what is still to come. */
@NullMarked
package com.circledesk.payments.tax;

import org.jspecify.annotations.NullMarked;

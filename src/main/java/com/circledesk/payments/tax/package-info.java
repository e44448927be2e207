/** Tax that customers deduct: at which rate, what is certified, and what is still to come. */
@NamedInterface("tax")
@NullMarked
package com.circledesk.payments.tax;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

/** Where every rupee of what is outstanding is: parts of the ledger that sum to it. */
@NullMarked
package com.circledesk.payments.rupees;

import org.jspecify.annotations.NullMarked;

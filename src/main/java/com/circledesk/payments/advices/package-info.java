/** What customers write about their payments: taken in, attached to a credit, its invoices found although misspelt. */
@NullMarked
package com.circledesk.payments.advices;

import org.jspecify.annotations.NullMarked;

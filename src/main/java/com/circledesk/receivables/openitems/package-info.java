/** The invoices and debit notes behind every figure: what is still open at any date. */
@NullMarked
package com.circledesk.receivables.openitems;

import org.jspecify.annotations.NullMarked;

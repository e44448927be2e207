/** An invoice, its lines, entries and attachments, and its cancellation. */
@NullMarked
package com.circledesk.receivables.invoices;

import org.jspecify.annotations.NullMarked;

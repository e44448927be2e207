/** Pages and API of invoices. */
@NullMarked
package com.circledesk.receivables.invoices.web;

import org.jspecify.annotations.NullMarked;

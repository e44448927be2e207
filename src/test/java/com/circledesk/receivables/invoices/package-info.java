@NullMarked
package com.circledesk.receivables.invoices;

import org.jspecify.annotations.NullMarked;

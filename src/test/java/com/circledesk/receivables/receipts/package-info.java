@NullMarked
package com.circledesk.receivables.receipts;

import org.jspecify.annotations.NullMarked;

@NullMarked
package com.circledesk.receivables.receipts.web;

import org.jspecify.annotations.NullMarked;

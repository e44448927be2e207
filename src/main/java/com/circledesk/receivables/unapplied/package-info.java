/** Money and credit that is in but not applied: receipts and notes with a rest, and receipts that nobody knows the account of. */
@NullMarked
package com.circledesk.receivables.unapplied;

import org.jspecify.annotations.NullMarked;

/** What the bank says: its accounts, statements and lines, and what became of each line. */
@NullMarked
package com.circledesk.payments.statements;

import org.jspecify.annotations.NullMarked;

/** Statement files of every format, read into one kind of statement. */
@NullMarked
package com.circledesk.payments.statements.reading;

import org.jspecify.annotations.NullMarked;

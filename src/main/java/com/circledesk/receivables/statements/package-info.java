/** The statement of an account for a period, on the page, as a workbook and on paper. */
@NullMarked
package com.circledesk.receivables.statements;

import org.jspecify.annotations.NullMarked;

/** The dispute pack: everything that is disputed of an account, on paper and as a workbook. */
@NullMarked
package com.circledesk.disputes.packs;

import org.jspecify.annotations.NullMarked;

/** DSO and its family, collections: how quickly what is billed becomes money. */
@NullMarked
package com.circledesk.receivables.kpi;

import org.jspecify.annotations.NullMarked;

/** DSO and its family, collections: how quickly what is billed becomes money. */
@NamedInterface("kpi")
@NullMarked
package com.circledesk.receivables.kpi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

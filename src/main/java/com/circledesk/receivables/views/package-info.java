/** Saved views: a person's names for filters of a list, alone or shared. */
@NamedInterface("views")
@NullMarked
package com.circledesk.receivables.views;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

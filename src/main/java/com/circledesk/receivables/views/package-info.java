/** Saved views: a person's names for filters of a list, alone or shared. */
@NullMarked
package com.circledesk.receivables.views;

import org.jspecify.annotations.NullMarked;

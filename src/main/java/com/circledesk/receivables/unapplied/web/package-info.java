/** The page of what is not applied. */
@NullMarked
package com.circledesk.receivables.unapplied.web;

import org.jspecify.annotations.NullMarked;

/** Saving, opening and removing views. */
@NullMarked
package com.circledesk.receivables.views.web;

import org.jspecify.annotations.NullMarked;

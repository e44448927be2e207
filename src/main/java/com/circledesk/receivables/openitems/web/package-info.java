/** Pages and API of the open items. */
@NullMarked
package com.circledesk.receivables.openitems.web;

import org.jspecify.annotations.NullMarked;

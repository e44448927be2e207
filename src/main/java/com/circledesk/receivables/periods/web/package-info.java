/** Pages and API of periods. */
@NullMarked
package com.circledesk.receivables.periods.web;

import org.jspecify.annotations.NullMarked;

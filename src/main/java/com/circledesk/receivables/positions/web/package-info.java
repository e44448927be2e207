/** Pages and API of positions. */
@NullMarked
package com.circledesk.receivables.positions.web;

import org.jspecify.annotations.NullMarked;

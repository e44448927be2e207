/** CircleDesk: the desk of a circle account manager. Each package below is a module. */
@NullMarked
package com.circledesk;

import org.jspecify.annotations.NullMarked;

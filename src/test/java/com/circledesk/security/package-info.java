/** Who may do what, asked of every handler. */
@NullMarked
package com.circledesk.security;

import org.jspecify.annotations.NullMarked;

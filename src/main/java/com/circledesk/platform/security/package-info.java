/** Who gets in: the filter chains, and the rights that each handler asks for. */
@NullMarked
package com.circledesk.platform.security;

import org.jspecify.annotations.NullMarked;

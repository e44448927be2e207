/** The pages of red flags. */
@NullMarked
package com.circledesk.collections.flags.web;

import org.jspecify.annotations.NullMarked;

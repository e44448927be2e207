/** Pages of support requests. */
@NullMarked
package com.circledesk.collections.support.web;

import org.jspecify.annotations.NullMarked;

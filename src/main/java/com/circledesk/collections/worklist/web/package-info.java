/** The worklist as a page and for programs. */
@NullMarked
package com.circledesk.collections.worklist.web;

import org.jspecify.annotations.NullMarked;

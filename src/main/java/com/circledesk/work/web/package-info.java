/** The page My work. */
@NullMarked
package com.circledesk.work.web;

import org.jspecify.annotations.NullMarked;

/** Pages of targets and of the days on which circles work. */
@NullMarked
package com.circledesk.collections.targets.web;

import org.jspecify.annotations.NullMarked;

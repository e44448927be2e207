/** Pages of action plans. */
@NullMarked
package com.circledesk.collections.plans.web;

import org.jspecify.annotations.NullMarked;

/** Pages of what was learned of how customers pay, and of what is posted without a person. */
@NullMarked
package com.circledesk.payments.matching.web;

import org.jspecify.annotations.NullMarked;

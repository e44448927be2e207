/** The pages of the escalation matrix and of what it raised. */
@NullMarked
package com.circledesk.collections.escalation.web;

import org.jspecify.annotations.NullMarked;

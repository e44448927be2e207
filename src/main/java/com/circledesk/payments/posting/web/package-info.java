/** Pages of what another person has to allow, and of the caps. */
@NullMarked
package com.circledesk.payments.posting.web;

import org.jspecify.annotations.NullMarked;

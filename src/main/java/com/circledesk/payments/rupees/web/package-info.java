/** Pages of where every rupee is. */
@NullMarked
package com.circledesk.payments.rupees.web;

import org.jspecify.annotations.NullMarked;

/** Pages of remittance advices. */
@NullMarked
package com.circledesk.payments.advices.web;

import org.jspecify.annotations.NullMarked;

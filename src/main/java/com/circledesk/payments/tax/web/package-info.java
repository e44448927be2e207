/** The pages of tax that customers deduct. */
@NullMarked
package com.circledesk.payments.tax.web;

import org.jspecify.annotations.NullMarked;

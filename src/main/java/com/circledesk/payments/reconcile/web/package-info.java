/** The page that reconciles credits. */
@NullMarked
package com.circledesk.payments.reconcile.web;

import org.jspecify.annotations.NullMarked;

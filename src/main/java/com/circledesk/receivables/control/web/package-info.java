/** The control run's page. */
@NullMarked
package com.circledesk.receivables.control.web;

import org.jspecify.annotations.NullMarked;

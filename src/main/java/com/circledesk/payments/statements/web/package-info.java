@NullMarked
package com.circledesk.payments.statements.web;

import org.jspecify.annotations.NullMarked;

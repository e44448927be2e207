@NullMarked
package com.circledesk.reporting.web;

import org.jspecify.annotations.NullMarked;

@NullMarked
package com.circledesk.reporting;

import org.jspecify.annotations.NullMarked;

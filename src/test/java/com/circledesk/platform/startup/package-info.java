@NullMarked
package com.circledesk.platform.startup;

import org.jspecify.annotations.NullMarked;

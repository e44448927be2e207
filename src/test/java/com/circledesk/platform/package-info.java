@NullMarked
package com.circledesk.platform;

import org.jspecify.annotations.NullMarked;

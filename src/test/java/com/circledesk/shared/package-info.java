@NullMarked
package com.circledesk.shared;

import org.jspecify.annotations.NullMarked;

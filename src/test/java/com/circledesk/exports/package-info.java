@NullMarked
package com.circledesk.exports;

import org.jspecify.annotations.NullMarked;

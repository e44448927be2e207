@NullMarked
package com.circledesk.receivables.control;

import org.jspecify.annotations.NullMarked;

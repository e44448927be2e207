@NullMarked
package com.circledesk.receivables.allocations;

import org.jspecify.annotations.NullMarked;

@NullMarked
package com.circledesk.receivables.migration;

import org.jspecify.annotations.NullMarked;

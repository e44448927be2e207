@NullMarked
package com.circledesk.receivables.unapplied;

import org.jspecify.annotations.NullMarked;

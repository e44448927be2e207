@NullMarked
package com.circledesk.receivables.openitems;

import org.jspecify.annotations.NullMarked;

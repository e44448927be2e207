@NullMarked
package com.circledesk.receivables.ageing;

import org.jspecify.annotations.NullMarked;

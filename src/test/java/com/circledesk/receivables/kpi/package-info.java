@NullMarked
package com.circledesk.receivables.kpi;

import org.jspecify.annotations.NullMarked;

@NullMarked
package com.circledesk.receivables.kpi.web;

import org.jspecify.annotations.NullMarked;

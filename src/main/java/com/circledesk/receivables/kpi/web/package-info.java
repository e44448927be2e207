/** KPIs as pages and through the API. */
@NullMarked
package com.circledesk.receivables.kpi.web;

import org.jspecify.annotations.NullMarked;

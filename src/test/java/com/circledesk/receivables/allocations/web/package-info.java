@NullMarked
package com.circledesk.receivables.allocations.web;

import org.jspecify.annotations.NullMarked;

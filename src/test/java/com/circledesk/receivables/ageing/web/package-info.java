@NullMarked
package com.circledesk.receivables.ageing.web;

import org.jspecify.annotations.NullMarked;

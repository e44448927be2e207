@NullMarked
package com.circledesk.platform.web;

import org.jspecify.annotations.NullMarked;

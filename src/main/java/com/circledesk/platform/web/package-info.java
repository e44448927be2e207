/** What every answer has in common: its headers, its number, its errors; who may knock, and how static files are served. */
@NullMarked
package com.circledesk.platform.web;

import org.jspecify.annotations.NullMarked;

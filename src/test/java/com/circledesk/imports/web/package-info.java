@NullMarked
package com.circledesk.imports.web;

import org.jspecify.annotations.NullMarked;

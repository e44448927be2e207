/** Pages and API of imports. */
@NullMarked
package com.circledesk.imports.web;

import org.jspecify.annotations.NullMarked;

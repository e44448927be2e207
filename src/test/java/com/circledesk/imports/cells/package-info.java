@NullMarked
package com.circledesk.imports.cells;

import org.jspecify.annotations.NullMarked;

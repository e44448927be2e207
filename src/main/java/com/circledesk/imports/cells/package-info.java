/** One cell at a time: what a column's text may be, and the one way it is read. */
@NamedInterface("cells")
@NullMarked
package com.circledesk.imports.cells;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

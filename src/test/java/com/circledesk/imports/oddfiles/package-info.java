/** A corpus of odd files, room by room; each is also the seed of mutations. */
@NullMarked
package com.circledesk.imports.oddfiles;

import org.jspecify.annotations.NullMarked;

@NullMarked
package com.circledesk.imports;

import org.jspecify.annotations.NullMarked;

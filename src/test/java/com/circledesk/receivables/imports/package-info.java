@NullMarked
package com.circledesk.receivables.imports;

import org.jspecify.annotations.NullMarked;

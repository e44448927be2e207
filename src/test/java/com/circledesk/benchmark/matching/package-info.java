/** How often matching is right: generated credits of which the truth is known. */
@NullMarked
package com.circledesk.benchmark.matching;

import org.jspecify.annotations.NullMarked;

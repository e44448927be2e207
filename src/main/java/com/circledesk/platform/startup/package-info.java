/** How it starts: which database, the embedded PostgreSQL in the data directory, and one clear sentence where it cannot. */
@NullMarked
package com.circledesk.platform.startup;

import org.jspecify.annotations.NullMarked;

/** What the administrator sets about collections. */
@NullMarked
package com.circledesk.collections.settings;

import org.jspecify.annotations.NullMarked;

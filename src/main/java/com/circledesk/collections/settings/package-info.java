/** What the administrator sets about collections. */
@NamedInterface("settings")
@NullMarked
package com.circledesk.collections.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

/** What has to come in this month, what came, and what is likely still to come. */
@NamedInterface("targets")
@NullMarked
package com.circledesk.collections.targets;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

/** Who of the customer was spoken to, what came of it, and when to ask again. */
@NamedInterface("contacts")
@NullMarked
package com.circledesk.collections.contacts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

/** Status updates: composed from the books, edited and sent by the manager, frozen, read and commented on by the head. */
@NamedInterface("updates")
@NullMarked
package com.circledesk.collections.updates;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

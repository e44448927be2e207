/** What each account owes: the list of accounts and Account 360. */
@NamedInterface("positions")
@NullMarked
package com.circledesk.receivables.positions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

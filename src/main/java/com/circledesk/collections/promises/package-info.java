/** What customers promise to pay, how it is judged by the ledger, and how far they keep it. */
@NamedInterface("promises")
@NullMarked
package com.circledesk.collections.promises;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

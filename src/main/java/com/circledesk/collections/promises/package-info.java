/** What customers promise to pay, how it is judged by the ledger, and how far they keep it. */
@NullMarked
package com.circledesk.collections.promises;

import org.jspecify.annotations.NullMarked;

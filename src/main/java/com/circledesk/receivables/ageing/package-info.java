/** Open amounts by how old they are, at any date, as known on any date; and the proof that they tie to the ledger. */
@NamedInterface("ageing")
@NullMarked
package com.circledesk.receivables.ageing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

/** Issuing credit and debit notes: number, document and entries in one transaction. */
@NamedInterface("notes")
@NullMarked
package com.circledesk.receivables.notes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

/** Which invoices a bank credit pays: an engine without database, and the proposals that are kept of what it says. */
@NamedInterface("matching")
@NullMarked
package com.circledesk.payments.matching;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

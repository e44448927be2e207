package com.circledesk.users;

import org.jspecify.annotations.Nullable;

/**
 * Something about who came in or was refused that the audit trail keeps; written in the transaction it is published in.
 *
 * @param name short and stable, for example {@code sign-in-failed}
 * @param about id of the user it is about, where known
 */
public record SecurityEvent(String name, @Nullable Long about, String remark) {}

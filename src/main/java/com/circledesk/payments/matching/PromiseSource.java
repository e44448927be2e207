package com.circledesk.payments.matching;

import com.circledesk.users.Scope;
import java.util.List;

/** Whoever keeps promises to pay tells matching which of an account are open. */
public interface PromiseSource {
    List<Promised> open(long accountId, Scope scope);
}

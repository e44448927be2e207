package com.circledesk.payments.matching;

import java.util.List;

/** Says which invoices a credit pays: the best proposal first, none where nothing speaks clearly enough. */
public interface Matcher {
    /** Of the same credit and book always the same. A credit of another account has no proposals. */
    List<Proposal> propose(Credit credit, Book book);
}

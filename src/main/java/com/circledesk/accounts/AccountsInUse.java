package com.circledesk.accounts;

import java.util.Collection;
import java.util.Set;

/** Answered by the modules above: what they have recorded for accounts and sites, which then can no longer move. */
public interface AccountsInUse {
    /** Those of the accounts that have ledger entries. */
    Set<Long> accountsWithEntries(Collection<Long> accounts);

    /** Those of the sites that stand on invoice lines. */
    Set<Long> sitesOnInvoices(Collection<Long> sites);
}

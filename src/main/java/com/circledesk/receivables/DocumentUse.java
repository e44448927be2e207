package com.circledesk.receivables;

import com.circledesk.accounts.AccountsInUse;
import java.util.Collection;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells the accounts module what documents and entries rest on its reference data. */
@Component
class DocumentUse implements AccountsInUse {
    private final JdbcClient jdbc;

    DocumentUse(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Every document of an account was posted, so that entries tell of documents too. */
    @Override
    public Set<Long> accountsWithEntries(Collection<Long> accounts) {
        return jdbc.sql("""
                select a from unnest(cast(:accounts as bigint[])) a
                where exists (select from ledger_entry e where e.account_id = a)
                   or exists (select from gl_balance g where g.account_id = a)
                """)
                .param("accounts", accounts.toArray(Long[]::new))
                .query(Long.class)
                .set();
    }

    @Override
    public Set<Long> sitesOnInvoices(Collection<Long> sites) {
        return jdbc.sql("""
                select s from unnest(cast(:sites as bigint[])) s
                where exists (select from invoice_line l where l.site_id = s)
                """)
                .param("sites", sites.toArray(Long[]::new))
                .query(Long.class)
                .set();
    }
}

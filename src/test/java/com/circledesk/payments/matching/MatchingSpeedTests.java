package com.circledesk.payments.matching;

import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.receivables.DocumentSet;
import com.circledesk.receivables.Ledger;
import com.circledesk.support.Accounts;
import com.circledesk.support.Budget;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.SystemWork;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@IntegrationTest
class MatchingSpeedTests {
    @Autowired
    private Proposals proposals;

    @Autowired
    private ProposalQueries queries;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Ledger ledger;

    @Autowired
    private SystemWork work;

    @Autowired
    private JdbcClient jdbc;

    /** A statement of five thousand lines on ten accounts with a thousand open invoices each. */
    @Test
    void fiveThousandReceiptsAreMatchedInSeconds() {
        work.run(() -> {
            for (int n = 0; n < 10; n++) {
                long account = accounts.create("KA-" + n, "Customer " + n, "KA");
                List<Long> invoices = jdbc.sql("""
                                insert into invoice (invoice_no, account_id, circle, charge_type, invoice_date, due_date,
                                                     taxable_amount, tax_amount, total_amount, period)
                                select 'I-' || :account || '-' || i, :account, 'KA', 'ENERGY', d.day, d.day + 30, a.base,
                                       round(a.base * 0.18, 2), a.base + round(a.base * 0.18, 2), to_char(d.day, 'YYYY-MM')
                                from generate_series(1, 1000) i
                                cross join lateral (select date '2025-11-01' + (i / 3) as day) d
                                cross join lateral (select 10000 + i * 37.11 as base) a
                                returning id
                                """)
                        .param("account", account)
                        .query(Long.class)
                        .list();
                ledger.postInvoices(DocumentSet.of(invoices));
                List<Long> receipts = jdbc.sql("""
                                insert into receipt (receipt_no, received_on, amount, account_id, circle, narration)
                                select 'R-' || i.id, '2026-11-10', i.total_amount - round(i.taxable_amount * 0.02), i.account_id,
                                       i.circle, 'NEFT INV ' || i.invoice_no
                                from invoice i where i.account_id = :account order by i.id limit 500
                                returning id
                                """)
                        .param("account", account)
                        .query(Long.class)
                        .list();
                ledger.postReceipts(DocumentSet.of(receipts));
            }
        });
        Scope scope = Scope.of("KA");
        ActorContext.runAs(work.actor(), () -> {
            Instant start = Instant.now();
            assertThat(proposals.matchChanged(scope)).isEqualTo(5_000);
            assertThat(Duration.between(start, Instant.now())).isLessThan(Budget.of(Duration.ofSeconds(30)));
            start = Instant.now();
            assertThat(queries.totals(ProposalFilter.of(Confidence.CERTAIN), scope)
                            .receipts())
                    .isEqualTo(5_000);
            queries.list(ProposalFilter.ALL, 0, 50, scope);
        });
    }
}

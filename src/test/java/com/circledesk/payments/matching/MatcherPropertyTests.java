package com.circledesk.payments.matching;

import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.benchmark.matching.GeneratedCredits;
import com.circledesk.shared.Money;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of every proposal, whatever the credit: two thousand generated ones. */
class MatcherPropertyTests {
    @ParameterizedTest
    @ValueSource(ints = {20, 50, 200, 400})
    void everyProposalAddsUp(int open) {
        GeneratedCredits.of(open, 500, open).forEach((book, credits) -> {
            Matcher matcher = new Matcher(book);
            Map<String, OpenInvoice> invoices = new HashMap<>();
            book.invoices().forEach(invoice -> invoices.put(invoice.invoiceNo(), invoice));
            for (Credit credit : credits) {
                List<Proposal> proposals = matcher.propose(credit);
                assertThat(matcher.propose(credit)).isEqualTo(proposals);
                assertThat(new Matcher(reversed(book)).propose(credit)).isEqualTo(proposals);
                proposals.forEach(proposal -> check(proposal, credit, invoices));
            }
        });
    }

    private static void check(Proposal proposal, Credit credit, Map<String, OpenInvoice> invoices) {
        assertThat(proposal.cash().plus(proposal.onAccount())).isEqualTo(credit.amount());
        assertThat(proposal.onAccount().isNegative()).isFalse();
        Set<String> seen = new HashSet<>();
        for (Proposal.Line line : proposal.lines()) {
            assertThat(seen.add(line.invoiceNo())).isTrue();
            for (Money part : List.of(line.cash(), line.tds(), line.gstTds(), line.deduction(), line.shortBy())) {
                assertThat(part.isNegative()).isFalse();
            }
            assertThat(line.cash()
                            .plus(line.tds())
                            .plus(line.gstTds())
                            .plus(line.deduction())
                            .plus(line.shortBy()))
                    .isEqualTo(Objects.requireNonNull(invoices.get(line.invoiceNo()))
                            .open());
        }
    }

    private static Book reversed(Book book) {
        List<OpenInvoice> invoices = new ArrayList<>(book.invoices());
        Collections.reverse(invoices);
        return new Book(
                book.account(),
                invoices,
                book.otherRates(),
                book.habits(),
                book.habitualRate(),
                book.refused(),
                book.promises());
    }
}

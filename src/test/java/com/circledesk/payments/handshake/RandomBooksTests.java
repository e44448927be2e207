package com.circledesk.payments.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.receivables.DocumentKind;
import com.circledesk.shared.Money;
import com.circledesk.support.Accounts;
import com.circledesk.support.Disputes;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import com.circledesk.users.Scope;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whatever both books hold: the parts, each of one kind, sum to what lies between the balances, pair by pair. */
@IntegrationTest
class RandomBooksTests {
    private static final Scope KA = Scope.of("KA");
    private static final LocalDate DAY = LocalDate.of(2026, 9, 30);

    @Autowired
    private HandshakeQueries books;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @Autowired
    private Disputes disputes;

    @Autowired
    private SystemWork work;

    @Autowired
    private JdbcClient jdbc;

    private long airtel;

    private void line(Random random, int number, String type, String invoice, int amount) {
        work.run(() -> jdbc.sql("""
                        insert into customer_ledger_line (account_id, circle, as_on, document_no, entry_type, invoice_no, document_date,
                                                          amount, gstin)
                        select id, circle, '2026-09-30', :number, :type, nullif(:invoice, ''), :date, :amount, :gstin
                        from account where id = :account
                        """)
                .param("number", "D" + number)
                .param("type", type)
                .param("invoice", invoice)
                .param("date", DAY.minusDays(random.nextInt(150)))
                .param("amount", new BigDecimal(amount))
                .param("gstin", random.nextInt(10) == 0 ? "29AAACB1234C1Z5" : null)
                .param("account", airtel)
                .update());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void thePartsSumToTheDifferenceOfTheBalances(long seed) {
        Random random = new Random(seed);
        airtel = accounts.create("KA-AIRTEL", "Airtel", "KA");
        receivables.invoice(accounts.create("KA-JIO", "Jio", "KA"), "INV/X/9", "2026-05-01", "2026-05-31", "90");
        List<String> numbers = new ArrayList<>(List.of("INV/X/9", "inv-nowhere"));
        for (int n = 0; n < 25; n++) {
            String number = random.nextInt(6) == 0 ? "A-%03d".formatted(n) : "A/%03d".formatted(n % 20);
            if (numbers.contains(number)) {
                continue;
            }
            numbers.add(number);
            ourSide(random, n, number);
        }
        receivables.receipt(airtel, "RC-REST", "2026-08-01", String.valueOf(1 + random.nextInt(500)));
        receivables.creditNote(airtel, "CN-REST", "2026-08-02", String.valueOf(1 + random.nextInt(50)), null);
        String[] types = {"INVOICE", "PAYMENT", "TDS", "NOTE", "DEDUCTION", "OTHER"};
        for (int n = 0; n < 60; n++) {
            String type = types[random.nextInt(types.length)];
            String invoice = random.nextInt(5) == 0
                    ? ""
                    : numbers.get(random.nextInt(numbers.size())).toLowerCase();
            int amount = (1 + random.nextInt(1500)) * ("INVOICE".equals(type) || random.nextInt(8) == 0 ? 1 : -1);
            line(random, n, type, random.nextBoolean() ? invoice : invoice.replace("a/0", "A "), amount);
        }
        Comparison comparison = work.call(() -> books.compare(KA, "KA-AIRTEL", DAY));
        assertThat(comparison.differences()).hasSizeGreaterThan(10);
        assertThat(comparison.residual()).isEqualTo(Money.ZERO);
        assertThat(comparison.explained()).isEqualTo(comparison.theirs().minus(comparison.ours()));
        // Each pair is explained in whole, every part towards the gap.
        comparison.differences().stream()
                .filter(each -> !each.key().equals("on account"))
                .collect(java.util.stream.Collectors.groupingBy(
                        each -> each.invoiceNo() + "|" + each.documentNo() + each.datedOn()))
                .forEach((key, parts) -> {
                    Money gap = parts.get(0).theirs().minus(parts.get(0).ours());
                    assertThat(parts.stream().map(Difference::amount).reduce(Money.ZERO, Money::plus))
                            .as(key)
                            .isEqualTo(gap);
                    assertThat(parts).allMatch(part -> part.amount().isNegative() == gap.isNegative());
                    assertThat(parts.stream().map(Difference::kind)).doesNotHaveDuplicates();
                });
    }

    private void ourSide(Random random, int n, String number) {
        String day = DAY.minusDays(1 + random.nextInt(150)).toString();
        long invoice = receivables.invoice(airtel, number, "RENTAL", day, day, "1000", "180");
        if (random.nextInt(3) == 0) {
            long receipt = receivables.receipt(
                    airtel, "RC-" + n, DAY.minusDays(random.nextInt(20)).toString(), "900");
            long allocation = receivables.allocate(
                    receipt, invoice, String.valueOf(100 + random.nextInt(800)), "20", "0", DAY.toString());
            if (random.nextInt(4) == 0) {
                receivables.reverse(DocumentKind.ALLOCATION, allocation);
            }
        }
        boolean credited = random.nextInt(4) == 0;
        if (credited) {
            receivables.creditNote(airtel, "CN-" + n, DAY.toString(), "40", invoice);
        }
        if (random.nextInt(5) == 0) {
            receivables.debitNote(airtel, "DN-" + n, DAY.toString(), "25", invoice);
        }
        if (!credited && random.nextInt(4) == 0) {
            disputes.raised(number, "60");
        }
        if (random.nextInt(4) == 0) {
            work.run(() -> jdbc.sql("""
                            insert into customer_invoice_state (invoice_id, account_id, circle, state, on_day)
                            select id, account_id, circle, 'ACCOUNTED', :day from invoice where id = :id
                            """)
                    .param("day", DAY.minusDays(random.nextInt(10)))
                    .param("id", invoice)
                    .update());
        }
    }
}

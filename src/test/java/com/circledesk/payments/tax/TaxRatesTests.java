package com.circledesk.payments.tax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.circledesk.receivables.DocumentKind;
import com.circledesk.shared.Money;
import com.circledesk.support.Accounts;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What customers should deduct: whose rate, of which section, and how far a certificate reaches. */
@IntegrationTest
class TaxRatesTests {
    private static final Scope KA = Scope.of("KA");
    private static final LocalDate JUNE = LocalDate.of(2026, 6, 10);

    @Autowired
    private TaxRates rates;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @Autowired
    private SystemWork work;

    @Autowired
    private JdbcClient jdbc;

    private long airtel;
    private long bsnl;

    @BeforeEach
    void twoCustomers() {
        airtel = accounts.create("KA-AIRTEL", "Airtel", "KA");
        bsnl = accounts.create("KA-BSNL", "BSNL", "KA");
        work.run(() -> jdbc.sql("update account set public_sector = true where id = :id")
                .param("id", bsnl)
                .update());
    }

    private InvoiceTax expected(long invoice, LocalDate day) {
        return work.call(() -> rates.expected(KA, invoice, day));
    }

    private long invoice(long account, String number, String charge, String date, String taxable, String tax) {
        return receivables.invoice(account, number, charge, date, date, taxable, tax);
    }

    private void certificate(String rate, String from, String to, String limit) {
        work.run(() -> jdbc.sql("""
                        insert into lower_deduction (account_id, circle, nature, certificate_no, rate, valid_from, valid_to, money_limit)
                        select id, circle, 'PLANT_RENT', 'C-' || :from, :rate::numeric, :from::date, :to::date, :limit::numeric
                        from account where code = 'KA-AIRTEL'
                        """)
                .param("rate", rate)
                .param("from", from)
                .param("to", to)
                .param("limit", limit)
                .update());
    }

    private void rate(String sql) {
        work.run(() -> jdbc.sql("insert into tax_rate " + sql).update());
    }

    @Test
    void privateCustomersDeductTwoPercentOfTheTaxableValueAndPublicOnesGstBesides() {
        // Peers compute it on the amount with GST (erpnext #53901).
        InvoiceTax mine = expected(invoice(airtel, "A-1", "RENTAL", "2026-05-01", "100000", "18000"), JUNE);
        assertThat(mine.tds()).hasToString("2000.00");
        assertThat(mine.gstTds()).isEqualTo(Money.ZERO);
        InvoiceTax theirs = expected(invoice(bsnl, "B-1", "RENTAL", "2026-05-01", "100000", "18000"), JUNE);
        assertThat(theirs.lines()).extracting(TaxLine::section).containsExactly("393(1)", "51");
        assertThat(theirs.tds().plus(theirs.gstTds())).hasToString("4000.00");
    }

    @Test
    void theSectionIsThatOfTheDay() {
        long rent = invoice(airtel, "A-1", "RENTAL", "2026-03-01", "100000", "18000");
        long energy = invoice(airtel, "A-2", "ENERGY", "2026-03-01", "100000", "18000");
        assertThat(sections(rent, "2026-03-31")).containsExactly("194-I(a)");
        assertThat(sections(rent, "2026-04-01")).containsExactly("393(1)");
        assertThat(sections(energy, "2026-03-31")).containsExactly("194C");
    }

    private List<String> sections(long invoice, String day) {
        return expected(invoice, LocalDate.parse(day)).lines().stream()
                .map(TaxLine::section)
                .toList();
    }

    @Test
    void theNarrowestRowCountsAndOneWithoutNatureGivesWayToTheWider() {
        long rent = invoice(airtel, "A-1", "RENTAL", "2026-05-01", "100000", "18000");
        long energy = invoice(airtel, "A-2", "ENERGY", "2026-05-01", "100000", "18000");
        rate(
                "(from_on, tax, operator_id, charge_type, nature) select '2026-12-01', 'TDS', id, 'RENTAL', 'LAND_RENT' from operator where name = 'Airtel'");
        rate(
                "(from_on, tax, account_id, circle, nature, rate, base_share) select '2027-01-01', 'TDS', id, circle, 'CONTRACT', 5, 40 from account where code = 'KA-AIRTEL'");
        rate(
                "(from_on, tax, account_id, circle, nature) select '2027-02-01', 'TDS', id, circle, null from account where code = 'KA-AIRTEL'");
        assertThat(expected(rent, LocalDate.of(2026, 11, 30)).tds()).hasToString("2000.00");
        assertThat(expected(rent, LocalDate.of(2026, 12, 1)).tds()).hasToString("10000.00");
        assertThat(expected(energy, LocalDate.of(2026, 12, 1)).tds()).hasToString("2000.00");
        assertThat(expected(rent, LocalDate.of(2027, 1, 1)).tds()).hasToString("2000.00");
        assertThat(expected(rent, LocalDate.of(2027, 1, 1)).lines().get(0).base())
                .hasToString("40000.00");
        assertThat(expected(rent, LocalDate.of(2027, 2, 1)).tds()).hasToString("10000.00");
        assertThat(work.call(() -> rates.knownRates(LocalDate.of(2027, 1, 1))))
                .extracting(TaxPercent::toString)
                .containsExactly("0", "2", "5", "10");
    }

    @Test
    void aCertificateCountsWithinItsDays() {
        certificate("0.5", "2026-05-01", "2026-05-31", "1000000");
        assertThat(expected(invoice(airtel, "A-1", "RENTAL", "2026-04-30", "100000", "18000"), JUNE)
                        .tds())
                .hasToString("2000.00");
        assertThat(expected(invoice(airtel, "A-2", "RENTAL", "2026-05-01", "100000", "18000"), JUNE)
                        .tds())
                .hasToString("500.00");
        assertThat(expected(invoice(airtel, "A-3", "RENTAL", "2026-05-31", "100000", "18000"), JUNE)
                        .tds())
                .hasToString("500.00");
        assertThat(expected(invoice(airtel, "A-4", "RENTAL", "2026-06-01", "100000", "18000"), JUNE)
                        .tds())
                .hasToString("2000.00");
        assertThat(expected(invoice(airtel, "A-5", "ENERGY", "2026-05-15", "100000", "18000"), JUNE)
                        .tds())
                .as("another nature")
                .hasToString("2000.00");
    }

    /** 1,50,000 at 0.5 %: the second invoice crosses it with half of its base, each part rounded by itself. */
    @Test
    void theInvoiceThatCrossesTheLimitIsSplit() {
        certificate("0.5", "2026-05-01", "2026-12-31", "150000.50");
        long first = invoice(airtel, "A-1", "RENTAL", "2026-05-01", "100000", "18000");
        long second = invoice(airtel, "A-2", "RENTAL", "2026-05-02", "100000", "18000");
        long third = invoice(airtel, "A-3", "RENTAL", "2026-05-03", "100000", "18000");
        List<Long> all = List.of(first, second, third);
        var byInvoice = work.call(() -> rates.expected(KA, all, JUNE));
        List<InvoiceTax> taxes = all.stream()
                .map(id -> byInvoice.getOrDefault(id, InvoiceTax.NONE))
                .toList();
        assertThat(taxes.get(0).tds()).hasToString("500.00");
        assertThat(taxes.get(1).lines())
                .extracting(line -> line.base() + " " + line.rate() + " " + line.amount() + " " + line.byCertificate())
                .containsExactly("50000.50 0.5 250.00 true", "49999.50 2 1000.00 false");
        assertThat(taxes.get(2).tds()).hasToString("2000.00");
    }

    @Test
    void whatWasDeductedIsNotExpectedAgainUntilItIsReversed() {
        long invoice = invoice(airtel, "A-1", "RENTAL", "2026-05-01", "100000", "18000");
        long receipt = receivables.receipt(airtel, "RC-1", "2026-06-10", "116000");
        long allocation = receivables.allocate(receipt, invoice, "50000", "1500", "0", "2026-06-10");
        assertThat(expected(invoice, JUNE).tdsLeft()).hasToString("500.00");
        receivables.reverse(DocumentKind.ALLOCATION, allocation);
        assertThat(expected(invoice, JUNE).tdsLeft()).hasToString("2000.00");
    }

    @Test
    void anotherCirclesInvoiceHasNoEntry() {
        long invoice = invoice(accounts.create("MH-JIO", "Jio", "MH"), "M-1", "RENTAL", "2026-05-01", "100", "18");
        assertThat(work.call(() -> rates.expected(KA, List.of(invoice), JUNE))).isEmpty();
    }

    @Test
    void twoCertificatesDoNotCountOnTheSameDay() {
        certificate("0.5", "2026-05-01", "2026-05-31", "100");
        assertThatThrownBy(() -> certificate("1", "2026-05-31", "2026-06-30", "100"))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("end it first");
        certificate("1", "2026-06-01", "2026-06-30", "100");
    }
}

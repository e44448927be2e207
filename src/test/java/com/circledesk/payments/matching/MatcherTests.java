package com.circledesk.payments.matching;

import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.payments.matching.Credit.Advice;
import com.circledesk.shared.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Each rule by itself. Net of 1,00,000 + GST 18,000 less 2 % is 1,16,000. */
class MatcherTests {
    private static TestBook some() {
        return new TestBook()
                .rent("KA/26-27/00101", "2026-06", "100000")
                .rent("KA/26-27/00102", "2026-07", "50000")
                .energy("KA/26-27/00103", "2026-07", "31234.56")
                .energy("KA/26-27/00104", "2026-08", "27777.77")
                .rent("KA/26-27/00105", "2026-09", "64000");
    }

    private static Proposal only(List<Proposal> proposals) {
        assertThat(proposals).hasSize(1);
        return proposals.get(0);
    }

    private static Proposal.Line line(Proposal proposal) {
        assertThat(proposal.lines()).hasSize(1);
        return proposal.lines().get(0);
    }

    @Test
    void adviceThatComesToTheCreditIsCertain() {
        Advice advice = new Advice(
                List.of(
                        TestBook.advised("ka-26-27-00101", "116000", "2000"),
                        TestBook.advised("KA/26-27/00102", "58000", "1000")),
                true);
        Proposal proposal = only(some().propose("174000", "", advice));
        assertThat(proposal.confidence()).isEqualTo(Confidence.CERTAIN);
        assertThat(proposal.evidence()).contains(Evidence.ADVICE, Evidence.UTR, Evidence.NET_OF_TAX);
        assertThat(proposal.invoiceNos()).containsExactly("KA/26-27/00101", "KA/26-27/00102");
        assertThat(proposal.onAccount()).isEqualTo(Money.ZERO);
    }

    @Test
    void adviceWithLessThanIsOpenLeavesTheRestOpen() {
        Advice advice = new Advice(List.of(TestBook.advised("KA/26-27/00101", "110000", "2000")), false);
        Proposal proposal = only(some().propose("110000", "", advice));
        assertThat(line(proposal).shortBy()).isEqualTo(Money.of("6000"));
        assertThat(proposal.evidence()).contains(Evidence.SHORT_PAID).doesNotContain(Evidence.UTR);
        assertThat(proposal.confidence()).isEqualTo(Confidence.CERTAIN);
    }

    @Test
    void adviceThatNamesAnUnknownInvoiceIsNotCertainAndItsMoneyStaysOnAccount() {
        Advice advice = new Advice(
                List.of(
                        TestBook.advised("KA/26-27/00101", "116000", "2000"),
                        TestBook.advised("KA/26-27/99999", "58000", "1000")),
                true);
        Proposal proposal = only(some().propose("174000", "", advice));
        assertThat(proposal.confidence()).isEqualTo(Confidence.LIKELY);
        assertThat(proposal.onAccount()).isEqualTo(Money.of("58000"));
    }

    @Test
    void adviceThatNamesMoreThanTheCreditBringsIsNotCertain() {
        Advice advice = new Advice(
                List.of(
                        TestBook.advised("KA/26-27/00101", "116000", "2000"),
                        TestBook.advised("KA/26-27/99999", "58000", "1000")),
                true);
        assertThat(only(some().propose("116000", "", advice)).confidence()).isEqualTo(Confidence.LIKELY);
    }

    @Test
    void theTailOfANumberIsReadAsTheNumber() {
        Proposal proposal = only(some().propose("148221.77", "INV KA/26-27/00101, 00104"));
        assertThat(proposal.invoiceNos()).containsExactly("KA/26-27/00101", "KA/26-27/00104");
        assertThat(proposal.confidence()).isEqualTo(Confidence.CERTAIN);
    }

    @Test
    void adviceWithoutTaxColumnsIsExplainedByOneRate() {
        Advice advice = new Advice(
                List.of(
                        TestBook.advised("KA/26-27/00101", "115640", "0"),
                        TestBook.advised("KA/26-27/00102", "57820", "0")),
                true);
        Proposal proposal = only(some().propose("173460", "", advice));
        assertThat(proposal.lines().get(0).tds()).isEqualTo(Money.of("2360"));
        assertThat(proposal.evidence()).contains(Evidence.TAX_ON_GROSS);
    }

    @Test
    void adviceAboveTheCreditIsNoProof() {
        Advice advice = new Advice(List.of(TestBook.advised("KA/26-27/00101", "116000", "2000")), true);
        assertThat(some().propose("90000", "", advice)).isEmpty();
    }

    @Test
    void numbersInTheTextNetOfTaxAreCertain() {
        Proposal proposal = only(some().propose("174000", "NEFT INV KA/26-27/00101, 00102"));
        assertThat(proposal.confidence()).isEqualTo(Confidence.CERTAIN);
        assertThat(proposal.evidence()).contains(Evidence.NUMBER_IN_TEXT, Evidence.NET_OF_TAX);
        assertThat(proposal.lines())
                .containsExactly(
                        new Proposal.Line(
                                "KA/26-27/00101",
                                Money.of("116000"),
                                Money.of("2000"),
                                Money.ZERO,
                                Money.ZERO,
                                Money.ZERO),
                        new Proposal.Line(
                                "KA/26-27/00102",
                                Money.of("58000"),
                                Money.of("1000"),
                                Money.ZERO,
                                Money.ZERO,
                                Money.ZERO));
    }

    @Test
    void aNumberInsideAnotherIsNotNamed() {
        TestBook book = new TestBook().rent("4512", "2026-06", "100000").rent("4513", "2026-06", "100000");
        assertThat(only(book.propose("116000", "UTR HDFC0004512999")).evidence())
                .doesNotContain(Evidence.NUMBER_IN_TEXT);
        assertThat(only(book.propose("116000", "INV4512")).invoiceNos()).containsExactly("4512");
    }

    @Test
    void namedInvoicesAreAllPaid() {
        // 00105 alone would come to the credit, but the text names another.
        assertThat(some().propose("74240", "INV KA/26-27/00101")).isEmpty();
    }

    @Test
    void aRupeeForEachInvoiceIsRounding() {
        Proposal proposal = only(some().propose("173998.40", "KA/26-27/00101 KA/26-27/00102"));
        assertThat(proposal.cash()).isEqualTo(Money.of("173998.40"));
        assertThat(proposal.lines()).allMatch(line -> line.shortBy().isZero());
        assertThat(proposal.lines().get(0).tds()).isEqualTo(Money.of("2000.80"));
        assertThat(some().propose("173997.99", "KA/26-27/00101 KA/26-27/00102"))
                .allMatch(found -> found.evidence().contains(Evidence.SHORT_PAID));
    }

    @Test
    void publicSectorDeductsGstToo() {
        TestBook bsnl = new TestBook().publicSector().rent("B-1", "2026-06", "100000");
        Proposal proposal = only(bsnl.propose("114000", "B-1"));
        assertThat(line(proposal).gstTds()).isEqualTo(Money.of("2000"));
        assertThat(proposal.evidence()).contains(Evidence.NET_OF_TAX);
    }

    @Test
    void taxOnGrossIsRecognisedAndFlagged() {
        Proposal proposal = only(some().propose("115640", "KA/26-27/00101"));
        assertThat(proposal.evidence()).contains(Evidence.TAX_ON_GROSS).doesNotContain(Evidence.NET_OF_TAX);
        assertThat(proposal.rate()).isEqualTo(new TaxRate(new BigDecimal("2"), true));
        assertThat(line(proposal).tds()).isEqualTo(Money.of("2360"));
    }

    @Test
    void theCertificateIsTried() {
        TestBook book = new TestBook().certificate("0.5").rent("A-1", "2026-06", "100000");
        Proposal proposal = only(book.propose("117500", "A-1"));
        assertThat(proposal.evidence()).contains(Evidence.OTHER_RATE);
        assertThat(line(proposal).tds()).isEqualTo(Money.of("500"));
    }

    @Test
    void noTaxAndTenPerCentAreTried() {
        assertThat(line(only(some().propose("118000", "KA/26-27/00101"))).tds()).isEqualTo(Money.ZERO);
        assertThat(line(only(some().propose("108000", "KA/26-27/00101"))).tds()).isEqualTo(Money.of("10000"));
    }

    @Test
    void whatIsLeftOfAPartIsPaidWithoutTax() {
        TestBook book = new TestBook().part("A-1", "2026-06", "100000", "6000").rent("A-2", "2026-07", "70000");
        assertThat(line(only(book.propose("6000", "A-1"))).tds()).isEqualTo(Money.ZERO);
        Proposal both = only(book.propose("81600", "A-1, A-2"));
        assertThat(both.lines()).extracting(Proposal.Line::tds).containsExactly(Money.ZERO, Money.of("7000"));
    }

    @Test
    void allOfANamedMonthIsCertain() {
        TestBook book = some().rent("KA/26-27/00106", "2026-07", "41300");
        Proposal proposal = only(book.propose("142140.09", "RTGS INVOICES FOR JUL-2026"));
        assertThat(proposal.invoiceNos()).containsExactly("KA/26-27/00102", "KA/26-27/00103", "KA/26-27/00106");
        assertThat(proposal.evidence()).contains(Evidence.PERIOD_IN_TEXT, Evidence.WHOLE_PERIOD);
        assertThat(proposal.confidence()).isEqualTo(Confidence.CERTAIN);
    }

    @Test
    void aNamedMonthLeavesOutTheOthers() {
        assertThat(some().propose("116000", "RENT FOR SEP26")).isEmpty();
        assertThat(some().propose("210231.78", "INVOICES FOR SEP26")).isEmpty();
    }

    @Test
    void allOfTwoNamedMonthsIsTheirSum() {
        Proposal proposal = only(some().propose("126453.55", "JUL26, AUG26"));
        assertThat(proposal.invoiceNos()).containsExactly("KA/26-27/00102", "KA/26-27/00103", "KA/26-27/00104");
        assertThat(proposal.evidence()).contains(Evidence.WHOLE_PERIOD);
    }

    @Test
    void aRunAtAnotherRateIsNotCertain() {
        Proposal proposal = only(some().propose("213856.78", ""));
        assertThat(proposal.evidence()).contains(Evidence.OLDEST_RUN, Evidence.OTHER_RATE);
        assertThat(proposal.confidence()).isNotEqualTo(Confidence.CERTAIN);
    }

    @Test
    void theOldestWithoutAGapAreARun() {
        Proposal proposal = only(some().propose("210232.09", "VENDOR PAYMENT"));
        assertThat(proposal.invoiceNos()).containsExactly("KA/26-27/00101", "KA/26-27/00102", "KA/26-27/00103");
        assertThat(proposal.evidence()).contains(Evidence.OLDEST_RUN);
        assertThat(proposal.confidence()).isEqualTo(Confidence.CERTAIN);
    }

    @Test
    void aRunPassesOverWhatIsDisputed() {
        TestBook book = new TestBook()
                .disputed("A-1", "2026-01", "81250")
                .rent("A-2", "2026-02", "50000")
                .energy("A-3", "2026-03", "31234.56")
                .energy("A-4", "2026-04", "27777.77");
        Proposal proposal = only(book.propose("94231.78", ""));
        assertThat(proposal.invoiceNos()).containsExactly("A-2", "A-3");
        assertThat(proposal.evidence()).contains(Evidence.OLDEST_RUN);
    }

    @Test
    void ofEqualInvoicesTheOldestIsPossible() {
        TestBook book = some().rent("KA/26-27/00107", "2026-10", "64000");
        Proposal proposal = only(book.propose("74240", ""));
        assertThat(proposal.invoiceNos()).containsExactly("KA/26-27/00105");
        assertThat(proposal.evidence()).contains(Evidence.OLDEST_OF_EQUALS);
        assertThat(proposal.confidence()).isEqualTo(Confidence.POSSIBLE);
        assertThat(only(book.propose("74240", "RENT OCT 2026")).invoiceNos()).containsExactly("KA/26-27/00107");
    }

    @Test
    void betweenInvoicesThatDifferInMoreThanTheirDayNothingIsChosen() {
        TestBook book = some().energy("KA/26-27/00107", "2026-10", "64000");
        assertThat(book.propose("74240", "")).isEmpty();
    }

    @Test
    void somethingIsPaidOfEachMonthThatTheTextSpells() {
        TestBook book = new TestBook()
                .energy("A-1", "2026-01", "31234.56")
                .energy("A-2", "2026-01", "27777.77")
                .energy("A-3", "2026-02", "31234.56")
                .energy("A-4", "2026-03", "40404.04")
                .energy("A-5", "2026-03", "52525.25")
                .energy("A-6", "2026-03", "61616.16");
        // A-2 with A-5: 27,777.77 + 52,525.25, with GST, less 556 and 1,051 of tax.
        assertThat(only(book.propose("93150.57", "ENERGY JAN26 TO MAR26")).invoiceNos())
                .containsExactly("A-2", "A-5");
        assertThat(book.propose("93150.57", "ENERGY FEB26, MAR26")).isEmpty();
    }

    @Test
    void aSingleInvoiceByItsAmountAloneIsNeverCertain() {
        Proposal proposal = only(some().propose("32222.21", ""));
        assertThat(proposal.invoiceNos()).containsExactly("KA/26-27/00104");
        assertThat(proposal.evidence()).contains(Evidence.SINGLE);
        assertThat(proposal.confidence()).isNotEqualTo(Confidence.CERTAIN);
    }

    @Test
    void aSumAloneIsProposedOnlyWhereItIsTheOnlyOneButForEqualsAndNeverCertain() {
        Proposal proposal = only(some().propose("110471.78", ""));
        assertThat(proposal.invoiceNos()).containsExactly("KA/26-27/00103", "KA/26-27/00105");
        assertThat(proposal.evidence()).contains(Evidence.ONLY_SOLUTION);
        assertThat(proposal.confidence()).isNotEqualTo(Confidence.CERTAIN);
        TestBook twice = some().energy("KA/26-27/00108", "2026-10", "31234.56");
        Proposal oldest = only(twice.propose("110471.78", ""));
        assertThat(oldest.invoiceNos()).containsExactly("KA/26-27/00103", "KA/26-27/00105");
        assertThat(oldest.evidence()).contains(Evidence.OLDEST_OF_EQUALS).doesNotContain(Evidence.ONLY_SOLUTION);
        assertThat(oldest.confidence()).isEqualTo(Confidence.POSSIBLE);
    }

    @Test
    void namedInvoicesAreCompletedByTheOnlySum() {
        Proposal proposal = only(some().propose("148221.77", "INV KA/26-27/00101 AND OTHERS"));
        assertThat(proposal.invoiceNos()).containsExactly("KA/26-27/00101", "KA/26-27/00104");
        assertThat(proposal.confidence()).isNotEqualTo(Confidence.CERTAIN);
    }

    @Test
    void aSumAtTheExpectedRateIsClearerThanOneAtARarerRateOnlyBesideATextThatTellsSomething() {
        // 01 and B-1 less tax, or 01 and B-2 without: 1,52,231.79.
        TestBook book = some().energy("B-1", "2026-10", "31234.57").part("B-2", "2026-10", "80000", "34231.79");
        Proposal proposal = only(book.propose("152231.79", "INV KA/26-27/00101 AND OTHERS"));
        assertThat(proposal.invoiceNos()).containsExactly("B-1", "KA/26-27/00101");
        assertThat(proposal.evidence())
                .contains(Evidence.ADDS_UP, Evidence.NET_OF_TAX)
                .doesNotContain(Evidence.ONLY_SOLUTION);
        assertThat(proposal.confidence()).isNotEqualTo(Confidence.CERTAIN);
        assertThat(book.propose("152231.79", "")).isEmpty();
    }

    @Test
    void whoBeginsToNameWithTheOldestPaysTheNextOldest() {
        TestBook book = new TestBook();
        for (int i = 10; i < 40; i++) {
            book.rent("A-" + i, "2026-%02d".formatted(i / 10), Integer.toString(30_000 + 1_250 * (i * 7 % 23)));
        }
        String paid = sum(book, 14, "1.08");
        assertThat(only(book.propose(paid, "INV A-12 AND OTHERS")).confidence()).isEqualTo(Confidence.LIKELY);
        Proposal proposal = only(book.propose(paid, "INV A-10, A-11 AND OTHERS"));
        assertThat(proposal.confidence()).isEqualTo(Confidence.CERTAIN);
        assertThat(proposal.evidence()).contains(Evidence.OLDEST_RUN, Evidence.NUMBER_IN_TEXT);
        assertThat(proposal.lines()).hasSize(14);
    }

    /** Of the oldest so many, times a factor. */
    private static String sum(TestBook book, int count, String factor) {
        return book.book().invoices().stream()
                .limit(count)
                .map(invoice -> invoice.taxable().amount().multiply(new BigDecimal(factor)))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .toString();
    }

    @Test
    void theEndOfANumberIsReadWhereTheMonthBeforeItDiffersAndOnlyOneEndsSo() {
        TestBook book = new TestBook()
                .rent("INV-2025-12-008971", "2025-12", "50000")
                .rent("INV-2026-10-009621", "2026-10", "60000");
        assertThat(named(book, "INV-2025-12-008971, 09621")).containsExactly(0, 1);
        assertThat(named(book, "INV-2025-12-008971, 621")).containsExactly(0);
        assertThat(named(book, "PAID 09621")).isEmpty();
        book.rent("INV-2026-10-109621", "2026-10", "60000");
        assertThat(named(book, "INV-2025-12-008971, 09621")).containsExactly(0);
    }

    private static TreeSet<Integer> named(TestBook book, String text) {
        return new InvoiceNumbers(book.book().invoices()).in(text).items();
    }

    @Test
    void aHabitMakesARunOfTwoCertain() {
        TestBook book = new TestBook()
                .rent("A-1", "2026-06", "100000")
                .energy("A-2", "2026-07", "31234.56")
                .rent("A-3", "2026-08", "64000");
        assertThat(only(book.propose("152231.78", "")).confidence()).isEqualTo(Confidence.LIKELY);
        Proposal proposal = only(book.habit(Habit.OLDEST_FIRST).propose("152231.78", ""));
        assertThat(proposal.confidence()).isEqualTo(Confidence.CERTAIN);
        assertThat(proposal.evidence()).contains(Evidence.HABIT, Evidence.OLDEST_RUN);
    }

    @Test
    void aHabitualRateDecidesBetweenTwoReadings() {
        // 1,08,000 is 1,00,000 less 10 %, or 91,525.42 without tax.
        TestBook book = new TestBook().rent("A-1", "2026-06", "100000").rent("A-2", "2026-07", "91525.42");
        assertThat(book.propose("108000", "")).isEmpty();
        assertThat(only(book.habitualRate("10").propose("108000", "")).invoiceNos())
                .containsExactly("A-1");
    }

    @Test
    void lessThanTheNamedInvoiceIsAShortPay() {
        Proposal proposal = only(some().propose("110000", "INV KA/26-27/00101"));
        assertThat(proposal.confidence()).isEqualTo(Confidence.POSSIBLE);
        assertThat(line(proposal).shortBy()).isEqualTo(Money.of("6000"));
        assertThat(line(proposal).cash()).isEqualTo(Money.of("110000"));
    }

    @Test
    void aPartPaymentThatWasPromisedPaysItsInvoicesOldestFirst() {
        TestBook book = some().promised("150000", "KA/26-27/00105", "KA/26-27/00101");
        Proposal proposal = only(book.propose("150000", ""));
        assertThat(proposal.evidence()).containsExactly(Evidence.PROMISE);
        assertThat(proposal.lines().get(0).cash()).isEqualTo(Money.of("116000"));
        assertThat(proposal.lines().get(1).cash()).isEqualTo(Money.of("34000"));
        assertThat(proposal.lines().get(1).shortBy()).isEqualTo(Money.of("40240"));
    }

    @Test
    void moneyOnAccountIsLeftThere() {
        assertThat(some().propose("210232.09", "ADVANCE")).isEmpty();
    }

    @Test
    void aRefusedSetIsNotProposedAgain() {
        assertThat(some().refused("R-1", "KA/26-27/00101").propose("116000", "KA/26-27/00101"))
                .isEmpty();
        assertThat(some().refused("R-2", "KA/26-27/00101").propose("116000", "KA/26-27/00101"))
                .hasSize(1);
    }

    @Test
    void aCreditOfAnotherAccountHasNoProposals() {
        Credit credit = TestBook.credit("116000", "KA/26-27/00101", null);
        Credit other = new Credit("R-1", "AIRTEL-MH", credit.receivedOn(), credit.amount(), credit.text(), null);
        assertThat(new Matcher(some().book()).propose(other)).isEmpty();
        assertThat(new Matcher(some().book()).propose(credit)).hasSize(1);
    }
}

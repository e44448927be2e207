package com.circledesk.collections.targets;

import static com.circledesk.support.Cast.FARAH;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.circles.HolidayCalendar;
import com.circledesk.collections.promises.MakePromise;
import com.circledesk.collections.promises.PromiseBasis;
import com.circledesk.collections.promises.PromiseChannel;
import com.circledesk.collections.promises.PromiseJudgements;
import com.circledesk.collections.promises.PromiseOrder;
import com.circledesk.collections.promises.Promises;
import com.circledesk.forms.FormKey;
import com.circledesk.shared.Money;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import com.circledesk.support.TestClock;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The vector of the figures carried into the bridge: promised × the customer's own kept rate, landing and run-rate. */
@IntegrationTest
class BridgeTests {
    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
    private static final Scope BOTH = Scope.of("KA", "MH");

    @Autowired
    private TargetProposals proposals;

    @Autowired
    private TargetQueries queries;

    @Autowired
    private Promises promises;

    @Autowired
    private PromiseJudgements judgements;

    @Autowired
    private HolidayCalendar calendar;

    @Autowired
    private Cast cast;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @Autowired
    private SystemWork work;

    @Autowired
    private TestClock clock;

    private long airtel;

    @BeforeEach
    void anAccount() {
        clock.moveTo(NOVEMBER.atDay(1));
        airtel = accounts.create("KA-AIRTEL", "Airtel", "KA");
    }

    @AfterEach
    void today() {
        clock.reset();
    }

    @Test
    void landingIsWhatCamePlusPromisesByTheAssumedRateThenByTheCustomersOwn() {
        long a = invoice("A", "100");
        long b = invoice("B", "50");
        invoice("C", "80");
        long d = invoice("D", "40");
        invoice("E", "10000");
        long f = invoice("F", "40");
        invoice("G", "500");
        proposals.propose();
        clock.moveTo(NOVEMBER.atDay(2));
        promise("A", "100", NOVEMBER.atDay(4));
        promise("B", "50", NOVEMBER.atDay(4));
        promise("C", "80", NOVEMBER.atDay(4));
        promise("D", "40", NOVEMBER.atDay(4));
        promise("E", "1000", NOVEMBER.atDay(30));
        promise("G", "500", NOVEMBER.atDay(30).plusDays(1));
        clock.moveTo(NOVEMBER.atDay(7));
        receivables.allocate(receivables.receipt(airtel, "R1", "2026-11-04", "90"), a, "90", "10", "0", "2026-11-04");
        receivables.allocate(receivables.receipt(airtel, "R2", "2026-11-05", "30"), b, "30");
        receivables.allocate(receivables.receipt(airtel, "R3", "2026-11-07", "40"), d, "40");
        judgements.judge();

        BridgeRow four = row(NOVEMBER.atDay(7));
        assertThat(four.matured() + " " + four.ownRate())
                .as("kept 48.1 % by value, but of four")
                .isEqualTo("4 false");
        assertThat(amounts(four))
                .as("received, tax beside it, promised for the month, expected, at risk, landing")
                .containsExactly("160.00", "10.00", "1000.00", "600.00", "400.00", "760.00");

        promise("F", "40", NOVEMBER.atDay(9));
        clock.moveTo(NOVEMBER.atDay(8));
        receivables.allocate(receivables.receipt(airtel, "R4", "2026-11-08", "40"), f, "40");
        BridgeRow five = row(NOVEMBER.atDay(8));
        assertThat(five.matured() + " " + five.ownRate()).isEqualTo("5 true");
        assertThat(amounts(five))
                .as("100 + 30 + 0 + 0 + 40 of 310 were kept: 54.84 %")
                .containsExactly("200.00", "10.00", "1000.00", "548.39", "451.61", "748.39");
        assertThat(five.received().plus(five.expected()).plus(five.atRisk()).plus(five.gap()))
                .as("the bridge sums to its target")
                .isEqualTo(five.target());
    }

    @Test
    void theRunRateIsOfTheWorkingDaysThatHolidaysLeaveAndEachCircleHasItsOwn() {
        invoice("A", "100000");
        long jio = accounts.create("MH-JIO", "Jio", "MH");
        receivables.invoice(jio, "M", "2026-08-01", "2026-08-31", "50000");
        proposals.propose();
        // From the 8th: 23 days less four Sundays, the 14th and the 28th; Karnataka rests on two more, and on a Sunday
        // besides.
        work.run(() -> List.of(9, 15, 24).forEach(day -> calendar.add(List.of("KA"), NOVEMBER.atDay(day), "Festival")));
        clock.moveTo(NOVEMBER.atDay(8));
        receivables.receipt(airtel, "R1", "2026-11-08", "8000");

        Bridge bridge = bridge(NOVEMBER.atDay(8));
        assertThat(bridge.rows())
                .extracting(row -> row.key() + " " + row.workingDays() + " " + row.runRate())
                .containsExactly("KA-AIRTEL 15 6000.00", "MH-JIO 17 2882.35");
        assertThat(bridge.total().runRate()).isEqualTo(Money.of("8882.35"));

        work.run(() -> calendar.add(List.of("KA"), NOVEMBER.atDay(30), "Jayanti"));
        clock.moveTo(NOVEMBER.atDay(30));
        assertThat(row(NOVEMBER.atDay(30)).runRate())
                .as("no working day is left")
                .isNull();
    }

    private long invoice(String number, String total) {
        return receivables.invoice(airtel, number, "2026-08-01", "2026-08-31", total);
    }

    private void promise(String invoice, String amount, LocalDate on) {
        cast.as(
                FARAH,
                () -> promises.make(
                        FormKey.fresh(),
                        new MakePromise(
                                "KA-AIRTEL",
                                List.of(new MakePromise.Line(invoice, null)),
                                List.of(new MakePromise.Instalment(on, Money.of(amount))),
                                PromiseBasis.GROSS,
                                PromiseOrder.OLDEST,
                                "Mr Verma",
                                PromiseChannel.CALL,
                                null,
                                null)));
    }

    private static List<String> amounts(BridgeRow row) {
        return List.of(row.received(), row.taxDeducted(), row.promised(), row.expected(), row.atRisk(), row.landing())
                .stream()
                .map(Money::toString)
                .toList();
    }

    private Bridge bridge(LocalDate asOf) {
        return cast.as(FARAH, () -> queries.bridge(BOTH, NOVEMBER, asOf, BridgeGroup.ACCOUNT));
    }

    private BridgeRow row(LocalDate asOf) {
        return bridge(asOf).rows().get(0);
    }
}

package com.circledesk.disputes;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.FELIX;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.receivables.BookFilter;
import com.circledesk.shared.Money;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.Disputes;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import com.circledesk.users.Scope;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The 180-day room: its weeks, stages, owners and accounts, and what they were on another day. Today is 21 November 2026. */
@IntegrationTest
class RoomQueriesTests {
    private static final Scope KA = Scope.of("KA");

    @Autowired
    private RoomQueries rooms;

    @Autowired
    private Disputes disputes;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @Autowired
    private SystemWork work;

    @Autowired
    private Cast cast;

    @Autowired
    private JdbcClient jdbc;

    private long airtel;
    private String may = "";
    private String june = "";
    private String august = "";

    /** Windows close on 21 Nov (day 180 is today), 20 Nov (day 181) and 28 Feb 2027. */
    @BeforeEach
    void threeDisputes() {
        airtel = accounts.create("KA-AIRTEL", "Airtel", "KA");
        long jio = accounts.create("KA-JIO", "Jio", "KA");
        cast.id(ALICE);
        cast.id(FELIX);
        june = raised(airtel, "INV-180", "2026-05-25", "1180");
        may = raised(airtel, "INV-181", "2026-05-24", "590");
        august = raised(jio, "INV-AUG", "2026-09-01", "236");
    }

    @Test
    void day180ExpiresTodayAndDay181IsPast() {
        Room room = room(filter("2026-11-21"));
        assertThat(room.past().amount()).isEqualTo(Money.of("590"));
        assertThat(room.band(RoomExpiry.WITHIN_30).amount()).isEqualTo(Money.of("1180"));
        assertThat(room.band(RoomExpiry.WITHIN_60).amount()).isEqualTo(Money.of("1180"));
        assertThat(room.band(RoomExpiry.WITHIN_90).amount()).isEqualTo(Money.of("1180"));
        assertThat(room.all().amount()).isEqualTo(Money.of("2006"));
        Room dayBefore = room(filter("2026-11-20"));
        assertThat(dayBefore.past().amount()).isEqualTo(Money.ZERO);
        assertThat(dayBefore.band(RoomExpiry.WITHIN_30).amount()).isEqualTo(Money.of("1770"));
        Room dayAfter = room(filter("2026-11-22"));
        assertThat(dayAfter.past().amount()).isEqualTo(Money.of("1770"));
        assertThat(lines("2026-11-21", RoomExpiry.PAST)).containsExactly("INV-181 -1");
        assertThat(lines("2026-11-21", RoomExpiry.WITHIN_30)).containsExactly("INV-180 0");
    }

    @Test
    void theBandsEndOnTheirDays() {
        assertThat(room(filter("2026-11-30")).band(RoomExpiry.WITHIN_90).amount())
                .as("90 days before 28 February")
                .isEqualTo(Money.of("236"));
        assertThat(room(filter("2026-11-29")).band(RoomExpiry.WITHIN_90).amount())
                .isEqualTo(Money.ZERO);
        assertThat(room(filter("2027-01-29")).band(RoomExpiry.WITHIN_30).amount())
                .isEqualTo(Money.of("236"));
        assertThat(room(filter("2027-01-28")).band(RoomExpiry.WITHIN_30).amount())
                .isEqualTo(Money.ZERO);
    }

    @Test
    void theCalendarHasEveryWeekUntilTheLast() {
        Room room = room(filter("2026-11-21"));
        assertThat(room.weeks().keySet())
                .startsWith(LocalDate.of(2026, 11, 16), LocalDate.of(2026, 11, 23))
                .endsWith(LocalDate.of(2027, 2, 22))
                .hasSize(15);
        assertThat(week(room, "2026-11-16").amount()).isEqualTo(Money.of("1180"));
        assertThat(week(room, "2026-11-23").amount()).isEqualTo(Money.ZERO);
        RoomFilter week = new RoomFilter(
                LocalDate.of(2026, 11, 21),
                null,
                BookFilter.NONE,
                List.of(),
                List.of(),
                null,
                null,
                LocalDate.of(2026, 11, 16),
                false);
        assertThat(work.call(() -> rooms.totals(KA, week)).amount())
                .as("what is past has left its week")
                .isEqualTo(Money.of("1180"));
    }

    @Test
    void itIsWhatTheAgeingShowsAsDisputedAtAnyDay() {
        work.on(
                "2026-10-05",
                () -> receivables.allocate(
                        receivables.receipt(airtel, "RC-1", "2026-10-05", "1000"),
                        work.call(() -> jdbc.sql("select id from invoice where invoice_no = 'INV-180'")
                                .query(Long.class)
                                .single()),
                        "1000",
                        "2026-10-05"));
        disputes.move(may, DisputeStatus.WITHDRAWN, "settled");
        for (String day : List.of("2026-06-15", "2026-09-30", "2026-10-05", "2026-11-20", "2026-11-21")) {
            for (String known : new String[] {null, "2026-10-04", "2026-11-21"}) {
                Room room = room(new RoomFilter(
                        LocalDate.parse(day),
                        known == null ? null : LocalDate.parse(known),
                        BookFilter.NONE,
                        List.of(),
                        List.of(),
                        null,
                        null,
                        null,
                        false));
                Money disputed = disputed(day, known);
                assertThat(room.all().amount()).as("%s as known %s", day, known).isEqualTo(disputed);
                Money inWeeks =
                        room.weeks().values().stream().map(RoomSum::amount).reduce(Money.ZERO, Money::plus);
                assertThat(inWeeks.plus(room.past().amount()).plus(room.noted().amount()))
                        .isEqualTo(disputed);
                assertThat(sum(room.stages())).isEqualTo(disputed);
                assertThat(sum(room.owners())).isEqualTo(disputed);
                assertThat(sum(room.accounts())).isEqualTo(disputed);
            }
        }
        assertThat(room(filter("2026-11-21")).past().amount()).isEqualTo(Money.ZERO);
        assertThat(room(filter("2026-11-20")).band(RoomExpiry.WITHIN_30).amount())
                .as("180 open of the one, the other in full")
                .isEqualTo(Money.of("770"));
    }

    @Test
    void stagesAndOwnersAreThoseOfTheDay() {
        work.on("2026-10-01", () -> disputes.move(june, DisputeStatus.VALIDATING, null));
        work.on(
                "2026-10-10",
                () -> work.run(() -> jdbc.sql("update dispute set owner_id = :felix where dispute_ref = :ref")
                        .param("felix", cast.id(FELIX))
                        .param("ref", june)
                        .update()));
        assertThat(keys(room(filter("2026-11-21")).stages())).isEqualTo("RAISED=826.00, VALIDATING=1180.00");
        assertThat(keys(room(filter("2026-09-30")).stages())).isEqualTo("RAISED=2006.00");
        assertThat(keys(room(filter("2026-11-21")).owners())).isEqualTo(cast.id(FELIX) + "=1180.00, nobody=826.00");
        assertThat(keys(room(filter("2026-10-09")).owners())).isEqualTo("nobody=2006.00");
        RoomFilter his = new RoomFilter(
                LocalDate.of(2026, 10, 9),
                null,
                BookFilter.NONE,
                List.of(),
                List.of(),
                FELIX.email(),
                null,
                null,
                false);
        assertThat(room(his).isEmpty()).isTrue();
    }

    /** Raised, it should be validating by day 45: the one of 1 September by 16 October. */
    @Test
    void behindIsWhatShouldHaveReachedItsNextStage() {
        assertThat(room(filter("2026-11-21")).behind().amount()).isEqualTo(Money.of("2006"));
        assertThat(room(filter("2026-10-16")).behind().amount()).isEqualTo(Money.of("1770"));
        assertThat(room(filter("2026-10-17")).behind().amount()).isEqualTo(Money.of("2006"));
        disputes.move(august, DisputeStatus.VALIDATING, null);
        Room room = room(filter("2026-11-21"));
        assertThat(room.behind().amount())
                .as("a joint meeting by day 75, 15 November")
                .isEqualTo(Money.of("2006"));
        disputes.move(august, DisputeStatus.JOINT_MEETING, null);
        assertThat(room(filter("2026-11-21")).behind().amount()).isEqualTo(Money.of("1770"));
    }

    @Test
    void whatIsNotedRunsNoMoreAndIsInNoWeek() {
        disputes.decided(august, DecideDispute.Outcome.INVALID);
        assertThat(room(filter("2026-11-21")).noted().amount()).isEqualTo(Money.ZERO);
        assertThat(room(filter("2026-11-21")).all().amount()).isEqualTo(Money.of("2006"));
        disputes.move(august, DisputeStatus.CLOSED, "nothing in it");
        assertThat(room(filter("2026-11-21")).all().amount()).isEqualTo(Money.of("1770"));
        assertThat(room(filter("2026-11-20")).all().amount()).isEqualTo(Money.of("2006"));
    }

    /** 18 % of GST stand in every invoice: 180 of 1,180. */
    @Test
    void theArgumentCountsTheTaxWithinWhatIsDisputed() {
        InputCredit soon = credit("2026-11-21", 30);
        assertThat(soon.invoices()).isEqualTo(1);
        assertThat(soon.credit()).isEqualTo(Money.of("180"));
        assertThat(soon.last()).isEqualTo("2026-11-21");
        assertThat(soon.pastInvoices()).isEqualTo(1);
        assertThat(soon.pastCredit()).isEqualTo(Money.of("90"));
        InputCredit all = credit("2026-11-20", 100);
        assertThat(all.invoices()).isEqualTo(3);
        assertThat(all.credit()).isEqualTo(Money.of("306"));
        assertThat(all.first()).isEqualTo("2026-11-20");
        assertThat(all.last()).isEqualTo("2027-02-28");
        assertThat(all.pastInvoices()).isZero();
        assertThat(credit("2026-11-22", 30).last()).isNull();
    }

    private String raised(long account, String invoiceNo, String date, String amount) {
        work.on(date, () -> {
            BigDecimal total = new BigDecimal(amount);
            BigDecimal taxable = total.divide(new BigDecimal("1.18"));
            receivables.invoice(
                    account,
                    invoiceNo,
                    "RENTAL",
                    date,
                    LocalDate.parse(date).plusDays(30).toString(),
                    taxable.toPlainString(),
                    total.subtract(taxable).toPlainString());
        });
        String[] ref = {""};
        work.on(LocalDate.parse(date).plusDays(10).toString(), () -> ref[0] = disputes.raised(invoiceNo, amount));
        return ref[0];
    }

    private Room room(RoomFilter filter) {
        return work.call(() -> rooms.room(KA, filter));
    }

    private static RoomFilter filter(String asOf) {
        return RoomFilter.of(LocalDate.parse(asOf), BookFilter.NONE);
    }

    private List<String> lines(String asOf, RoomExpiry expires) {
        RoomFilter filter = new RoomFilter(
                LocalDate.parse(asOf), null, BookFilter.NONE, List.of(), List.of(), null, expires, null, false);
        return work.call(() -> rooms.lines(KA, filter, 0, 50)).stream()
                .map(line -> line.invoiceNo() + " " + line.daysLeft())
                .toList();
    }

    private InputCredit credit(String asOf, int within) {
        return work.call(() -> rooms.inputCredit(KA, filter(asOf), within));
    }

    private static RoomSum week(Room room, String monday) {
        return Objects.requireNonNull(room.weeks().get(LocalDate.parse(monday)));
    }

    private static Money sum(List<RoomSum> sums) {
        return sums.stream().map(RoomSum::amount).reduce(Money.ZERO, Money::plus);
    }

    private static String keys(List<RoomSum> sums) {
        return sums.stream().map(sum -> sum.key() + "=" + sum.amount()).collect(Collectors.joining(", "));
    }

    private Money disputed(String asOf, @Nullable String knownOn) {
        return work.call(() -> Money.of(jdbc.sql("""
                        select coalesce(sum(amount), 0) from disputed_amounts(:asOf, cast(:knownOn as date), array['KA'])
                        """)
                .param("asOf", LocalDate.parse(asOf))
                .param("knownOn", knownOn == null ? null : LocalDate.parse(knownOn))
                .query(BigDecimal.class)
                .single()));
    }
}

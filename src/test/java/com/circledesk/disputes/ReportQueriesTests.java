package com.circledesk.disputes;

import static com.circledesk.support.Cast.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.forms.FormKey;
import com.circledesk.receivables.BookFilter;
import com.circledesk.shared.Money;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.Disputes;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.PageClient;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import com.circledesk.users.Scope;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What disputes add up to, at a day and over a period. */
@IntegrationTest
class ReportQueriesTests {
    private static final Scope KA = Scope.of("KA");
    private static final DisputeFilter ALL = new DisputeFilter(
            new BookFilter(List.of(), List.of(), List.of(), List.of()),
            null,
            List.of(),
            List.of(),
            null,
            null,
            null,
            false,
            null,
            null,
            null,
            "");
    private static final LocalDate FROM = LocalDate.parse("2026-04-01");
    private static final LocalDate TODAY = LocalDate.parse("2026-11-21");

    @Autowired
    private ReportQueries reports;

    @Autowired
    private DisputeService service;

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

    @LocalServerPort
    private int port;

    private long airtel;

    @BeforeEach
    void invoices() {
        airtel = accounts.create("KA-AIRTEL", "Airtel", "KA");
        long jio = accounts.create("KA-JIO", "Jio", "KA");
        work.on("2026-03-01", () -> {
            receivables.invoice(airtel, "INV-1", "2026-03-01", "2026-03-31", "1000");
            receivables.invoice(airtel, "INV-2", "2026-03-01", "2026-03-31", "1000");
            receivables.invoice(jio, "JIO-1", "2026-03-01", "2026-03-31", "1000");
            receivables.invoice(jio, "JIO-2", "2026-03-01", "2026-03-31", "1000");
        });
    }

    private String raised(String on, String invoice, String amount) {
        String[] ref = new String[1];
        work.on(on, () -> ref[0] = disputes.raised(invoice, amount));
        return ref[0];
    }

    private void decided(String on, String ref, String valid) {
        work.on(on, () -> {
            disputes.move(ref, DisputeStatus.VALIDATING, null);
            String invoice = work.call(
                    () -> jdbc.sql("""
                            select i.invoice_no from dispute d join dispute_line l on l.dispute_id = d.id join invoice i on i.id = l.invoice_id
                            where d.dispute_ref = :ref
                            """).param("ref", ref).query(String.class).single());
            work.call(() -> service.decide(
                    FormKey.fresh(),
                    new DecideDispute(
                            ref,
                            DecideDispute.Outcome.PARTLY,
                            List.of(new DecideDispute.Line(invoice, null, Money.of(valid))),
                            "rate card",
                            "seen")));
        });
    }

    private List<ReportRow> rows(ReportGroup group) {
        return cast.as(ALICE, () -> reports.rows(KA, ALL, group, FROM, TODAY));
    }

    private static BigDecimal days(String number) {
        return new BigDecimal(number);
    }

    @Test
    void whatIsOpenAndWhatWasDecidedIsAddedUp() {
        String partly = raised("2026-05-01", "INV-1", "400");
        decided("2026-06-01", partly, "100");
        String invalid = raised("2026-07-01", "INV-2", "200");
        decided("2026-07-11", invalid, "0");
        String before = raised("2026-03-05", "JIO-1", "300");
        decided("2026-03-10", before, "0");
        raised("2026-11-01", "JIO-2", "50");
        ReportRow total = cast.as(ALICE, () -> reports.total(KA, ALL, FROM, TODAY));
        assertThat(total.open()).isEqualTo(4);
        assertThat(total.disputed()).isEqualTo(Money.of("950"));
        assertThat(total.past()).isEqualTo(4);
        assertThat(total.decided()).isEqualTo(2);
        assertThat(total.valid()).isEqualTo(Money.of("100"));
        assertThat(total.invalid()).isEqualTo(Money.of("500"));
        assertThat(total.resolved()).isEqualTo(1);
        assertThat(total.median()).isEqualByComparingTo(days("10"));
        assertThat(rows(ReportGroup.CUSTOMER))
                .extracting(ReportRow::key, ReportRow::open, ReportRow::disputed, ReportRow::decided)
                .containsExactly(
                        Tuple.tuple("KA-AIRTEL", 2L, Money.of("600"), 2L),
                        Tuple.tuple("KA-JIO", 2L, Money.of("350"), 0L));
        assertThat(rows(ReportGroup.AGE))
                .extracting(ReportRow::key, ReportRow::open)
                .containsExactly(Tuple.tuple("0", 1L), Tuple.tuple("91", 1L), Tuple.tuple("181", 2L));
        assertThat(rows(ReportGroup.STAGE))
                .extracting(ReportRow::key, ReportRow::open)
                .containsExactly(Tuple.tuple("RAISED", 1L), Tuple.tuple("DECIDED", 3L));
        assertThat(cast.as(ALICE, () -> reports.outcomes(KA, ALL, FROM, TODAY)))
                .containsExactly(
                        new OutcomeRow(DecideDispute.Outcome.VALID, 0, Money.ZERO, Money.ZERO),
                        new OutcomeRow(DecideDispute.Outcome.PARTLY, 1, Money.of("400"), Money.of("100")),
                        new OutcomeRow(DecideDispute.Outcome.INVALID, 1, Money.of("200"), Money.ZERO));
        assertThat(rows(ReportGroup.ROOT_CAUSE))
                .filteredOn(row -> "rate card".equals(row.key()))
                .extracting(ReportRow::decided, ReportRow::repeats, ReportRow::repeatPercent)
                .containsExactly(Tuple.tuple(2L, 1L, 50L));
        LocalDate summer = LocalDate.parse("2026-06-15");
        assertThat(cast.as(ALICE, () -> reports.total(KA, ALL, FROM, summer)).open())
                .isEqualTo(2);
    }

    @Test
    void theInTimeRateCountsNotesAndWhatHasNone() {
        String settled = raised("2026-05-01", "INV-1", "400");
        raised("2026-05-01", "JIO-1", "10");
        work.on("2026-06-01", () -> {
            long note = receivables.creditNote(
                    airtel,
                    "CN-1",
                    "2026-06-01",
                    "400",
                    work.call(() -> jdbc.sql("select id from invoice where invoice_no = 'INV-1'")
                            .query(Long.class)
                            .single()));
            work.run(() ->
                    jdbc.sql("""
                            insert into dispute_note (note_id, dispute_id, account_id, circle)
                            select :note, id, account_id, circle from dispute where dispute_ref = :ref
                            """).param("note", note).param("ref", settled).update());
        });
        InTime rate = cast.as(ALICE, () -> reports.inTime(KA, ALL, FROM, TODAY));
        assertThat(rate).isEqualTo(new InTime(1, 1, 2));
        assertThat(rate.rate()).isEqualByComparingTo(days("33.3"));
        assertThat(new InTime(0, 0, 0).rate()).isNull();
    }

    @Test
    void everyFigureLeadsToItsRows() {
        raised("2026-05-01", "INV-1", "400");
        raised("2026-11-01", "JIO-2", "50");
        PageClient alice = new PageClient(port).with(cast.sessionCookie(ALICE));
        for (String group : List.of("reason", "customer", "circle", "stage", "age")) {
            alice.get("/disputes/reports?group=" + group);
            assertThat(alice.status()).as(group).isEqualTo(200);
            List<String> ways = alice.page().select("table a[href^=/disputes?]").eachAttr("href");
            List<String> counts = alice.page()
                    .select("table:first-of-type tbody tr:has(a[href^=/disputes?]) td:nth-of-type(1)")
                    .eachText();
            assertThat(ways).as(group).isNotEmpty();
            for (int at = 0; at < ways.size(); at++) {
                assertThat(alice.get(ways.get(at)).page().select("main table tbody tr"))
                        .as(ways.get(at))
                        .hasSize(Integer.parseInt(counts.get(at)));
            }
        }
        alice.get("/disputes/reports/export?group=customer");
        assertThat(alice.body()).contains("(KA-JIO)");
        assertThat(alice.get("/disputes/root-causes").status()).isEqualTo(200);
    }
}

package com.circledesk.disputes;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.FELIX;
import static com.circledesk.support.Cast.HARISH;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.shared.Money;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.Cast.Member;
import com.circledesk.support.Disputes;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Race;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import com.circledesk.support.TestClock;
import com.circledesk.work.Tasks;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who is told what on the warning days of the clock: 90, 120, 150 and 170. */
@IntegrationTest
class DisputeWarningsTests {
    private static final LocalDate BILLED = LocalDate.of(2026, 7, 1);

    @Autowired
    private DisputeWarnings warnings;

    @Autowired
    private DisputeService service;

    @Autowired
    private Tasks tasks;

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
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    private long account;

    @BeforeEach
    void anAccountWithManagerAndHead() {
        account = accounts.create("KA-AIRTEL", "Airtel", "KA");
        cast.id(HARISH);
        cast.id(FELIX);
        work.run(() -> jdbc.sql("""
                        insert into account_manager (account_id, circle, from_on, user_id) values (:account, 'KA', '2026-01-01', :alice)
                        """)
                .param("account", account)
                .param("alice", cast.id(ALICE))
                .update());
    }

    @AfterEach
    void today() {
        clock.reset();
    }

    @Test
    void eachLevelIsToldOnItsDayAndOnce() {
        String ref = raised("INV-1");
        onDay(89);
        assertThat(warnings.tell()).isZero();
        onDay(90);
        assertThat(warnings.tell()).isEqualTo(1);
        assertThat(warnings.tell()).isZero();
        assertThat(open(ALICE)).containsExactly("90:owner due 2026-10-29");
        assertThat(open(HARISH)).isEmpty();
        assertThat(unread(ALICE)).isEqualTo(1);

        cast.as(ALICE, () -> {
            tasks.finish(jdbc.sql("select id from task").query(Long.class).single(), null);
            return true;
        });
        onDay(119);
        assertThat(warnings.tell()).isZero();
        onDay(120);
        warnings.tell();
        assertThat(open(ALICE)).containsExactly("120:owner due 2026-11-28");
        assertThat(open(HARISH)).as("she had acted").isEmpty();

        onDay(150);
        warnings.tell();
        assertThat(open(HARISH)).containsExactly("150:head due 2026-12-18");
        onDay(170);
        warnings.tell();
        assertThat(open(ALICE))
                .containsExactly("120:owner due 2026-11-28", "150:owner due 2026-12-18", "170:owner due 2026-12-28");
        assertThat(open(HARISH)).containsExactly("150:head due 2026-12-18", "170:head due 2026-12-28");
        onDay(200);
        assertThat(warnings.tell()).isZero();
        assertThat(ref).isNotEmpty();
    }

    @Test
    void theHeadIsToldWhereTheOwnerDidNotAct() {
        raised("INV-1");
        String moved = raised("INV-2");
        onDay(90);
        warnings.tell();
        onDay(100);
        disputes.move(moved, DisputeStatus.VALIDATING, null);
        onDay(120);
        warnings.tell();
        assertThat(open(ALICE)).hasSize(4);
        assertThat(open(HARISH)).containsExactly("120:head due 2026-11-28");
        assertThat(work.call(() -> jdbc.sql("select about_ref from task where key like '%:head'")
                        .query(String.class)
                        .single()))
                .isNotEqualTo(moved);
    }

    @Test
    void ofAnOldDisputeOnlyTheHighestLevelIsTold() {
        raised("INV-1");
        onDay(165);
        warnings.tell();
        assertThat(open(ALICE)).containsExactly("150:owner due 2026-12-18");
        assertThat(open(HARISH)).containsExactly("150:head due 2026-12-18");
        assertThat(unread(ALICE)).isEqualTo(1);
        onDay(300);
        warnings.tell();
        assertThat(open(ALICE)).containsExactly("150:owner due 2026-12-18", "170:owner due " + BILLED.plusDays(300));
        assertThat(work.call(() -> jdbc.sql("select title from task where key like '%:170:owner'")
                        .query(String.class)
                        .single()))
                .contains("KA-AIRTEL", "₹100.00", "day 300", "would have been in time until 28 Dec 2026");
    }

    @Test
    void nothingIsToldOfWhatEndedAndItsTasksEndWithIt() {
        String ref = raised("INV-1");
        String ended = raised("INV-2");
        disputes.move(ended, DisputeStatus.WITHDRAWN, "a mistake");
        onDay(150);
        assertThat(warnings.tell()).isEqualTo(1);
        disputes.move(ref, DisputeStatus.WITHDRAWN, "a mistake");
        assertThat(open(ALICE)).isEmpty();
        assertThat(open(HARISH)).isEmpty();
        onDay(170);
        assertThat(warnings.tell()).isZero();
    }

    @Test
    void whoTakesADisputeOverTakesItsTasks() {
        String ref = raised("INV-1");
        onDay(150);
        warnings.tell();
        work.run(() -> service.edit(new EditDispute(ref, 0, FELIX.email(), null, null, null)));
        assertThat(open(ALICE)).isEmpty();
        assertThat(open(FELIX)).containsExactly("150:owner due 2026-12-18");
        assertThat(open(HARISH)).containsExactly("150:head due 2026-12-18");
        assertThat(warnings.tell()).isZero();
    }

    @Test
    void whereNobodyOwnsItTheHeadIsToldInstead() {
        raised("INV-1");
        cast.change("update app_user set disabled_at = app_now() where id = " + cast.id(ALICE));
        onDay(90);
        warnings.tell();
        assertThat(open(HARISH)).containsExactly("90:owner due 2026-10-29");
    }

    @Test
    void twoInstancesAtTheSameTimeTellOnce() {
        for (int i = 0; i < 20; i++) {
            raised("INV-" + i);
        }
        onDay(170);
        assertThat(Race.of(2, work.actor(), runner -> warnings.tell())).allMatch(Race.Finish::won);
        assertThat(open(ALICE)).hasSize(20);
        assertThat(open(HARISH)).hasSize(20);
        assertThat(unread(ALICE)).isEqualTo(20);
        assertThat(warnings.tell()).isZero();
    }

    /** Of an invoice of 1 July: day 90 is 29 September, day 180 is 28 December. */
    private String raised(String invoiceNo) {
        onDay(10);
        receivables.invoice(account, invoiceNo, BILLED.toString(), "2026-07-31", "1000");
        String ref = disputes.raise(
                disputes.command("RATE", null, null, new RaiseDispute.Line(invoiceNo, null, Money.of("100"), null)));
        clock.reset();
        return ref;
    }

    private void onDay(int day) {
        clock.moveTo(BILLED.plusDays(day));
    }

    private List<String> open(Member member) {
        return work.call(() -> jdbc.sql("""
                        select split_part(key, ':', 3) || ':' || split_part(key, ':', 4) || ' due ' || due_on
                        from task where owner_id = :owner and done_at is null order by due_on, id
                        """)
                .param("owner", cast.id(member))
                .query(String.class)
                .list());
    }

    private int unread(Member member) {
        return cast.user(member).unread();
    }
}

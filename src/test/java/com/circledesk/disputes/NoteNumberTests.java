package com.circledesk.disputes;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.FARAH;
import static com.circledesk.support.Cast.FELIX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.circledesk.disputes.DecideDispute.Outcome;
import com.circledesk.disputes.NoteService.Words;
import com.circledesk.forms.FormKey;
import com.circledesk.receivables.BookFilter;
import com.circledesk.shared.Money;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.Disputes;
import com.circledesk.support.ImportApiClient;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Race;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The numbers of notes: one series a GSTIN and financial year, each number once and none left out. */
@IntegrationTest
class NoteNumberTests {
    private static final Scope KA = Scope.of("KA");

    @Autowired
    private NoteService service;

    @Autowired
    private NoteQueries notes;

    @Autowired
    private Disputes disputes;

    @Autowired
    private ImportApiClient imports;

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

    @BeforeEach
    void anAccount() {
        airtel = accounts.create("KA-AIRTEL", "Airtel", "KA");
    }

    /** A dispute that Alice decided: all of it is valid. */
    private String decided(String invoice, String date, String taxable, String tax, String disputed) {
        receivables.invoice(airtel, invoice, "RENTAL", date, date, taxable, tax);
        return cast.as(ALICE, () -> {
            String ref = disputes.raised(invoice, disputed);
            disputes.decided(ref, Outcome.VALID);
            return ref;
        });
    }

    private void request(Cast.Member who, String ref) {
        cast.as(who, () -> service.request(FormKey.fresh(), new Words(ref, "")));
    }

    private NoteRow note(String number) {
        NoteFilter filter = NoteFilter.of(BookFilter.NONE, number);
        return cast.as(ALICE, () -> notes.page(KA, filter, 0, 10)).items().get(0);
    }

    @Test
    void issuedTwiceByADoubleSubmitItCountsOnce() {
        String ref = decided("INV-1", "2026-07-01", "1000", "0", "100");
        request(ALICE, ref);
        disputes.approve(FELIX, ref);
        FormKey key = FormKey.fresh();
        var finishes = Race.of(
                8,
                cast.actor(FARAH),
                runner -> service.issue(key, new IssueNotes(ref)).outcome());
        assertThat(finishes.stream().map(Race.Finish::result).distinct()).containsExactly(ref + ",CN000/2627/00001");
        var others = Race.of(4, cast.actor(FARAH), runner -> service.issue(FormKey.fresh(), new IssueNotes(ref)));
        assertThat(others).noneMatch(Race.Finish::won);
        assertThat(receivables.open("INV-1")).isEqualTo(Money.of("900"));
    }

    @Test
    void manyWhoIssueAtOnceNeitherSkipNorRepeatANumber() {
        List<String> refs = new ArrayList<>();
        for (int at = 0; at < 40; at++) {
            String ref = decided("INV-" + at, "2026-07-01", "1000", "0", "10");
            request(ALICE, ref);
            disputes.approve(FELIX, ref);
            refs.add(ref);
        }
        AtomicInteger next = new AtomicInteger();
        var finishes = Race.of(4, cast.actor(FARAH), runner -> {
            List<String> numbers = new ArrayList<>();
            for (int at = next.getAndIncrement(); at < refs.size(); at = next.getAndIncrement()) {
                numbers.add(service.issue(FormKey.fresh(), new IssueNotes(refs.get(at)))
                        .outcome()
                        .split(",")[1]);
            }
            return numbers;
        });
        assertThat(finishes.stream().flatMap(finish -> finish.result().stream()))
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 40)
                        .mapToObj("CN000/2627/%05d"::formatted)
                        .toList());
    }

    /** The series alone: a thousand numbers from four threads, half of whose transactions never happened. */
    @Test
    void aThousandNumbersFromFourThreadsAreWithoutAGap() {
        long invoice = receivables.invoice(airtel, "INV-1", "2026-07-01", "2026-07-31", "1000");
        var finishes = Race.of(4, work.actor(), runner -> {
            for (int at = 0; at < 500; at++) {
                boolean kept = at % 2 == 0;
                try {
                    work.run(() -> {
                        jdbc.sql("""
                                        insert into note (note_no, kind, account_id, circle, note_date, total_amount)
                                        select take_note_number('CREDIT', '29ABCDE1234F1Z5', app_today()), 'CREDIT', account_id, circle,
                                               app_today(), 1
                                        from invoice where id = :invoice
                                        """).param("invoice", invoice).update();
                        if (!kept) {
                            throw new IllegalStateException("never happened");
                        }
                    });
                } catch (IllegalStateException e) {
                    continue;
                }
            }
            return true;
        });
        assertThat(finishes).allMatch(Race.Finish::won);
        assertThat(work.call(() -> jdbc.sql("""
                                select count(*) || ' ' || count(distinct note_no) || ' ' || min(note_no) || ' ' || max(note_no) from note
                                """).query(String.class).single()))
                .isEqualTo("1000 1000 CN291/2627/00001 CN291/2627/01000");
        work.run(() -> jdbc.sql("""
                        insert into ledger_entry (account_id, circle, note_id, kind, counts_as, amount, effective_on)
                        select account_id, circle, id, 'CREDIT_NOTE', 'CREDIT_NOTE', -total_amount, note_date from note
                        """).update());
    }

    @Test
    void aNoteOfAFileDoesNotBearANumberOfOurs() {
        assertThat(imports.commit(FARAH, "notes", """
                                note_no,kind,account_code,note_date,total_amount
                                cn291/2627/00001,CREDIT,KA-AIRTEL,2026-11-20,10
                                CN/26-27/00001,CREDIT,KA-AIRTEL,2026-11-20,10
                                """).faults()).containsExactly("1 note_no conflict");
    }

    @Test
    void aNumberIsTakenWithItsNoteOrNotAtAll() {
        assertThatThrownBy(() -> work.call(() -> jdbc.sql("select take_note_number('CREDIT', null, app_today())")
                        .query(String.class)
                        .single()))
                .hasStackTraceContaining("A number of a series is taken with its note");
    }

    @ParameterizedTest
    @CsvSource({"2027-03-31, CN000/2627/00001", "2027-04-01, CN000/2728/00001", "2099-12-31, CN000/9900/00001"})
    void aSeriesBeginsAnewWithTheFinancialYear(String day, String number) {
        receivables.invoice(airtel, "INV-1", "2026-07-01", "2026-07-31", "1000");
        assertThat(number).hasSize(16);
        String taken = work.call(() -> {
            String no = jdbc.sql("""
                            insert into note (note_no, kind, account_id, circle, note_date, total_amount)
                            select take_note_number('CREDIT', null, :day), 'CREDIT', account_id, circle, app_today(), 1 from invoice
                            returning note_no
                            """)
                    .param("day", LocalDate.parse(day))
                    .query(String.class)
                    .single();
            jdbc.sql("""
                            insert into ledger_entry (account_id, circle, note_id, kind, counts_as, amount, effective_on)
                            select account_id, circle, id, 'CREDIT_NOTE', 'CREDIT_NOTE', -total_amount, note_date from note
                            """).update();
            return no;
        });
        assertThat(taken).isEqualTo(number);
    }
}

package com.circledesk.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.collections.escalation.Adherence;
import com.circledesk.collections.escalation.EscalationQueries;
import com.circledesk.receivables.BookFilter;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Invariance;
import com.circledesk.support.SystemWork;
import com.circledesk.support.TestClock;
import com.circledesk.users.Scope;
import com.circledesk.work.MailWishes;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The demonstration circle has lived: what left the house is there, agrees with the books, and every rule of ours holds. */
@IntegrationTest
class DemonstrationTests {
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);
    private static final Scope HEADED = Scope.of("KA", "MH");

    @Autowired
    private AutowireCapableBeanFactory beans;

    @Autowired
    private EscalationQueries escalations;

    @Autowired
    private Invariance invariance;

    @Autowired
    private SystemWork work;

    @Autowired
    @Qualifier("ownerDataSource")
    private DataSource owner;

    @Autowired
    private TestClock clock;

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void aDemonstrationHasWrittenMailedToldAndEscalated() {
        clock.moveTo(MONDAY);
        beans.createBean(Demonstration.class).run(new DefaultApplicationArguments());
        lettersAskForWhatTheBooksSayOfTheirDay();
        oneInvoiceIsLeftOutAndOneIsListedAgain();
        mailsWereSentWaitAndAreTriedAgain();
        someNotificationsAreReadAndSomeAreNew();
        mostEscalationsWereRaisedAndAcknowledgedInTime();
        assertThat(invariance.broken()).isEmpty();
    }

    private void lettersAskForWhatTheBooksSayOfTheirDay() {
        List<Map<String, Object>> letters = rows("""
                select l.sent_to, l.amount, l.as_of, l.as_of < date '2026-11-23' as past, l.recorded_by, a.code,
                       (select sum(t.amount) from letter_item t where t.letter_id = l.id) - l.unapplied as listed,
                       (select count(*) from letter_item t where t.letter_id = l.id and t.amount > (
                           select sum(e.amount) from ledger_entry e where e.invoice_id = t.invoice_id and e.effective_on <= l.as_of)) as wrong,
                       (select sum(e.amount) from ledger_entry e join invoice i on i.id = e.invoice_id
                        where e.account_id = l.account_id and i.due_date < l.as_of and e.effective_on <= l.as_of)
                           - l.disputed - l.unapplied as book
                from letter l join account a on a.id = l.account_id order by l.id
                """);
        assertThat(letters).hasSizeGreaterThanOrEqualTo(5).allSatisfy(letter -> {
            assertThat(letter).as("of its day").containsEntry("past", true).containsEntry("wrong", 0L);
            assertThat((BigDecimal) letter.get("amount"))
                    .as("%s", letter)
                    .isEqualByComparingTo((BigDecimal) letter.get("listed"))
                    .isEqualByComparingTo((BigDecimal) letter.get("book"));
        });
        assertThat(letters).filteredOn(letter -> letter.get("sent_to") == null).hasSize(1);
        assertThat(letters)
                .extracting(letter -> letter.get("recorded_by"))
                .contains(DemoUsers.ASHA.email(), DemoUsers.VIKRAM.email(), DemoUsers.NEHA.email());
    }

    private void oneInvoiceIsLeftOutAndOneIsListedAgain() {
        assertThat(rows("""
                        select ended_at is null and until_on > date '2026-11-23' as in_force, ended_why is not null as ended
                        from letter_suppression where circle = 'KA' order by 1 desc
                        """))
                .containsExactly(Map.of("in_force", true, "ended", false), Map.of("in_force", false, "ended", true));
    }

    private void mailsWereSentWaitAndAreTriedAgain() {
        assertThat(rows("select distinct kind, state from mail where state = 'SENT' order by kind"))
                .extracting(row -> row.get("kind"))
                .containsExactly("DIGEST", "LETTER", "STATUS_UPDATE");
        assertThat(
                        rows(
                                "select kind, tries, fault, due_at > tried_at as later from mail where state = 'WAITING' and tries > 0"))
                .singleElement()
                .satisfies(mail -> assertThat(mail)
                        .containsEntry("kind", "LETTER")
                        .containsEntry("later", true)
                        .containsEntry("fault", "452 4.2.2 The mailbox of the recipient is full, try again later."));
        assertThat(rows("select from mail where state = 'WAITING' and tries = 0 and kind = 'DIGEST'"))
                .as("kept by the job where there is no mail server")
                .hasSizeGreaterThan(3);
        assertThat(rows("select from mail m join mail n on n.id = m.id + 1 and n.queued_at < m.queued_at"))
                .as("mails that were queued before the one above them in the list")
                .isEmpty();
        assertThat(rows("select from mail_wish")).hasSize(3);
    }

    private void someNotificationsAreReadAndSomeAreNew() {
        assertThat(rows("select distinct about_kind from notification"))
                .extracting(row -> String.valueOf(row.get("about_kind")))
                .as("what people may want by mail")
                .isSubsetOf(MailWishes.KINDS);
        for (DemoUsers.Person person : List.of(DemoUsers.ASHA, DemoUsers.SURESH)) {
            assertThat(rows("""
                            select count(read_at) > 5 as many_read, count(*) - count(read_at) between 1 and 40 as some_new,
                                   coalesce(bool_and(read_at >= n.created_at), true) as in_order
                            from notification n join app_user u on u.id = n.user_id where u.email = '%s'
                            """.formatted(person.email())))
                    .as(person.fullName())
                    .containsExactly(Map.of("many_read", true, "some_new", true, "in_order", true));
        }
    }

    private void mostEscalationsWereRaisedAndAcknowledgedInTime() {
        Adherence all = work.call(
                        () -> escalations.adherenceByLevel(HEADED, BookFilter.NONE, MONDAY.minusMonths(3), MONDAY))
                .get(0);
        // Receipts and bank lines of the book differ with the numbers that earlier tests used up, and so do the cases.
        assertThat(all.judged()).isGreaterThanOrEqualTo(5);
        assertThat(100 * all.raised() / all.judged()).as("raised in time").isBetween(75L, 97L);
        assertThat(100 * all.acknowledged() / all.judged())
                .as("acknowledged in time")
                .isBetween(50L, 97L);
        assertThat(rows("select distinct outcome from escalation_case where outcome = 'PLAN_AGREED'"))
                .hasSize(1);
    }

    /** As the owner of the database: notifications are read by whom they are for alone. */
    private List<Map<String, Object>> rows(String sql) {
        return JdbcClient.create(owner).sql(sql).query().listOfRows();
    }
}

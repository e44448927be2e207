package com.circledesk.work;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.ANITA;
import static com.circledesk.support.Cast.ARUN;
import static com.circledesk.support.Cast.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.circledesk.shared.BusinessRuleException;
import com.circledesk.support.Cast;
import com.circledesk.support.CutOff;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Race;
import com.circledesk.support.SystemWork;
import com.circledesk.support.TestClock;
import com.circledesk.support.TestMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Mails: queued once, sent once, tried again, given up after eight tries, never lost. */
@IntegrationTest
class MailTests {
    @Autowired
    private Mails mails;

    @Autowired
    private MailRound round;

    @Autowired
    private Outbox outbox;

    @Autowired
    private MailSettings settings;

    @Autowired
    private Cast cast;

    @Autowired
    private SystemWork work;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void wake() {
        TestMail.up();
    }

    @AfterEach
    void sleep() {
        TestMail.down();
    }

    @Test
    void aMailIsQueuedOnceAndArrivesWholeWithItsPaper() throws Exception {
        byte[] pdf = "%PDF-1.7 of ours".getBytes(StandardCharsets.US_ASCII);
        assertThat(queue(toAlice("letter:1").with("Notice.pdf", pdf))).isTrue();
        assertThat(queue(toAlice("letter:1"))).isFalse();

        assertThat(round.send()).isEqualTo(1);
        assertThat(round.send()).isZero();

        MimeMessage arrived = only();
        assertThat(arrived.getSubject()).isEqualTo("₹1,180.00 is due");
        assertThat(arrived.getAllRecipients()[0]).hasToString("alice@example.test");
        assertThat(arrived.getMessageID()).isEqualTo("<" + value("message_key") + "@localhost>");
        assertThat(arrived.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        MimeMultipart parts = (MimeMultipart) arrived.getContent();
        assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("Notice.pdf");
        assertThat(parts.getBodyPart(1).getInputStream().readAllBytes()).isEqualTo(pdf);
        assertThat(GreenMailUtil.getWholeMessage(arrived)).contains("Auto-Submitted");
        assertThat(value("state || ' ' || sent_to || ' ' || tries")).isEqualTo("SENT alice@example.test 1");
    }

    @Test
    void whatASentMailSaidIsDroppedAfterItsDaysAndTheRowStays() {
        queue(toAlice("letter:1").with("Notice.pdf", new byte[] {1}));
        round.send();
        TestMail.down();
        queue(toAlice("letter:2"));
        clock.moveTo(TestClock.TODAY.plusDays(180));
        assertThat(round.drop()).as("it is its last day").isZero();
        clock.moveTo(TestClock.TODAY.plusDays(181));
        assertThat(round.drop()).as("what waits stays").isEqualTo(1);
        assertThat(round.drop()).isZero();
        assertThat(work.call(() -> jdbc.sql("""
                                select key || ' ' || state || ' ' || coalesce(sent_to, '-') || ' ' || coalesce(attachment_name, '-') || ' '
                                       || (body is null and attachment is null) from mail order by id
                                """).query(String.class).list()))
                .containsExactly("letter:1 SENT alice@example.test Notice.pdf true", "letter:2 WAITING - - false");
    }

    @Test
    void whatFailsIsTriedAgainWithTheSameNameAndGivenUpAfterTheEighthTry() throws Exception {
        queue(toAlice("letter:1"));
        cast.id(ARUN);
        cast.id(ANITA);
        TestMail.down();
        assertThat(round.send()).isZero();
        assertThat(value("state || ' ' || tries")).isEqualTo("WAITING 1");
        assertThat(round.send()).as("not before its time").isZero();
        assertThat(value("tries")).isEqualTo("1");

        TestMail.refuse();
        for (int tries = 2; tries <= 8; tries++) {
            assertThat(value("state")).as("before try %s", tries).isEqualTo("WAITING");
            later(settings.waitAfter(tries - 1));
            round.send();
            assertThat(value("tries")).isEqualTo(String.valueOf(tries));
        }
        assertThat(value("state || ' ' || fault")).startsWith("FAILED 451");
        assertThat(told(ARUN) + told(ANITA)).isEqualTo(2);

        TestMail.up();
        later(Duration.ofDays(1));
        assertThat(round.send()).isZero();
        assertThat(cast.as(ARUN, mails::retryFailed)).isEqualTo(1);
        assertThat(round.send()).isEqualTo(1);
        assertThat(only().getMessageID()).contains(value("message_key"));
    }

    @Test
    void whoDiesAfterSendingAndBeforeMarkingSendsOnceMoreUnderTheSameName() throws Exception {
        queue(toAlice("letter:1"));
        assertThat(work.call(() -> outbox.take(settings))).isPresent();
        assertThat(round.send()).as("it is somebody's for a while").isZero();
        later(settings.waitAfter(1));
        assertThat(round.send()).isEqualTo(1);
        String first = only().getMessageID();

        // Sent, and the mark is lost: the only window in which a mail goes twice.
        change("update mail set state = 'WAITING', sent_at = null, sent_to = null");
        later(settings.waitAfter(2));
        round.send();
        assertThat(TestMail.received()).hasSize(2);
        assertThat(TestMail.received().get(1).getMessageID()).isEqualTo(first);

        // Died in the last try: it is not tried for ever.
        change("update mail set state = 'WAITING', sent_at = null, sent_to = null, tries = 8");
        later(settings.waitAfter(8));
        round.send();
        assertThat(value("state")).isEqualTo("FAILED");
    }

    @Test
    void whoseConnectionEndsBetweenTheServersYesAndTheMarkSendsThatOneOnceMoreAndNoOther() throws Exception {
        queue(toAlice("letter:1"));
        queue(toAlice("letter:2"));
        try (CutOff cut = new CutOff()) {
            TestMail.whenTaken(() -> cut.before("mail"));
            assertThat(cut.during(round::send)).as("the mark was lost").isNotNull();
        }
        String first = only().getMessageID();
        assertThat(value("string_agg(state || ' ' || tries, ', ' order by id)")).isEqualTo("WAITING 1, WAITING 0");

        assertThat(round.send())
                .as("the other one; the first is somebody's for a while")
                .isEqualTo(1);
        later(settings.waitAfter(1));
        assertThat(round.send()).isEqualTo(1);
        assertThat(round.send()).isZero();
        assertThat(TestMail.received())
                .as("no mail server shares a transaction: under the same name, so that readers' programs show it once")
                .hasSize(3)
                .extracting("messageID")
                .filteredOn(first::equals)
                .hasSize(2);
        assertThat(value("string_agg(state, ' ')")).isEqualTo("SENT SENT");
    }

    @Test
    void twoInstancesAtOnceSendEachMailOnce() {
        for (int i = 0; i < 40; i++) {
            queue(toAlice("letter:" + i));
        }
        List<Race.Finish<Integer>> rounds = Race.of(2, work.actor(), runner -> round.send());
        assertThat(rounds.stream().mapToInt(Race.Finish::result).sum()).isEqualTo(40);
        assertThat(TestMail.received()).hasSize(40);
    }

    @Test
    void whoMayNotReadItAnyMoreIsNotSentIt() {
        queue(NewMail.toUser("letter:1", "LETTER", cast.id(BOB), Set.of("KA"), "ZZ-SECRET-KA", "Not for him."));
        queue(toAlice("letter:2"));
        cast.change("update app_user set disabled_at = now() where email = 'alice@example.test'");
        assertThat(round.send()).isZero();
        assertThat(TestMail.received()).isEmpty();
        assertThat(value("string_agg(state, ' ')")).isEqualTo("KEPT KEPT");
    }

    @Test
    void aSubjectIsOneLine() {
        assertThatThrownBy(() ->
                        NewMail.toAddress("k", "LETTER", "a@example.com", Set.of(), "Hello\r\nBcc: b@example.com", "x"))
                .isInstanceOf(BusinessRuleException.class);
        assertThatThrownBy(() ->
                        NewMail.toAddress("k", "LETTER", "a@example.com\r\nBcc: b@example.com", Set.of(), "Hello", "x"))
                .isInstanceOf(BusinessRuleException.class);
    }

    private NewMail toAlice(String key) {
        return NewMail.toUser(
                key, "LETTER", cast.id(ALICE), Set.of("KA"), "₹1,180.00 is due", "Dear Alice,\n\n₹1,180.00 is due.\n");
    }

    private boolean queue(NewMail mail) {
        return work.call(() -> mails.queue(mail));
    }

    private void change(String sql) {
        work.run(() -> assertThat(jdbc.sql(sql).update()).isEqualTo(1));
    }

    private void later(Duration wait) {
        clock.moveTo(clock.instant().plus(wait));
    }

    private MimeMessage only() {
        assertThat(TestMail.received()).hasSize(1);
        return TestMail.received().get(0);
    }

    private String value(String what) {
        return work.call(() ->
                jdbc.sql("select " + what + " from mail").query(String.class).single());
    }

    private int told(Cast.Member member) {
        return cast.as(
                member,
                () -> jdbc.sql("select count(*) from notification where about_kind = 'MAIL'")
                        .query(Integer.class)
                        .single());
    }
}

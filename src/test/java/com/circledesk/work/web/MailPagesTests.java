package com.circledesk.work.web;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.ANITA;
import static com.circledesk.support.Cast.ARUN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.SystemWork;
import com.circledesk.work.About;
import com.circledesk.work.Mails;
import com.circledesk.work.NewMail;
import com.circledesk.work.NewNotification;
import com.circledesk.work.Notifications;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** What a person wants by mail is what comes, and administrators read what left and what failed. */
@IntegrationTest
class MailPagesTests {
    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Cast cast;

    @Autowired
    private SystemWork work;

    @Autowired
    private Notifications notifications;

    @Autowired
    private Mails mails;

    @Autowired
    private JdbcClient jdbc;

    /** The tests' day is a third Saturday, on which everybody works. */
    @Test
    void whatIsWantedAtOnceComesByMailAndOnQuietDaysTheNextWorkingMorning() throws Exception {
        tell("a", "DISPUTE");
        assertThat(mailed()).as("nothing is wanted by mail").isEmpty();

        save("digest=true", "hour=8", "kinds=DISPUTE", "kinds=NONSENSE");
        tell("b", "DISPUTE");
        tell("b", "DISPUTE");
        tell("c", "UNAPPLIED");
        assertThat(mailed()).isEqualTo("b waits 2026-11-21 11:00");

        save("digest=true", "hour=8", "kinds=DISPUTE", "kinds=UNAPPLIED", "quietDays=6");
        tell("d", "UNAPPLIED");
        assertThat(mailed()).as("Sundays are off").endsWith("d waits 2026-11-23 08:00");

        save("digest=true", "hour=8", "kinds=DISPUTE", "quietUntil=2026-11-24");
        tell("e", "DISPUTE");
        assertThat(mailed()).endsWith("e waits 2026-11-25 08:00");

        Document page = page("/my-work/settings", ALICE);
        assertThat(page.select("input[value=DISPUTE]").hasAttr("checked")).isTrue();
        assertThat(page.select("input[name=quietUntil]").val()).isEqualTo("2026-11-24");
        assertThat(send("/my-work/settings", ALICE, "hour=25")).hasStatus(422);
    }

    @Test
    void administratorsReadMailsOfTheirCirclesAndSendAgainWhatFailed() throws Exception {
        long ofKa = queue("ka", Set.of("KA"));
        long ofBoth = queue("both", Set.of("KA", "MH"));
        work.run(() -> jdbc.sql("update mail set state = 'FAILED', fault = '550 no such user'")
                .update());

        assertThat(page("/admin/mail?state=FAILED", ARUN).select("tbody tr")).hasSize(2);
        Document ofAnita = page("/admin/mail?q=waits", ANITA);
        assertThat(ofAnita.text()).contains("ka waits", "550 no such user").doesNotContain("both waits");
        assertThat(mvc.get().uri("/admin/mail/" + ofBoth).with(cast.signedIn(ANITA)))
                .hasStatus(404);
        assertThat(page("/admin/mail/" + ofKa, ANITA).select(".said").text()).contains("Dear Alice");
        assertThat(mvc.get().uri("/admin/mail/" + ofKa + "/attachment").with(cast.signedIn(ANITA)))
                .hasStatusOk()
                .hasContentType("application/pdf");

        assertThat(send("/admin/mail/" + ofBoth + "/retry", ANITA)).hasStatus(404);
        assertThat(send("/admin/mail/" + ofKa + "/retry", ANITA)).hasStatus(302);
        assertThat(send("/admin/mail/retries", ARUN)).hasStatus(302);
        assertThat(work.call(() -> jdbc.sql("select count(*) from mail where state = 'WAITING' and tries = 0")
                        .query(Integer.class)
                        .single()))
                .isEqualTo(2);
    }

    private long queue(String name, Set<String> circles) {
        long alice = cast.id(ALICE);
        return work.call(() -> {
            mails.queue(NewMail.toUser(name, "LETTER", alice, circles, name + " waits", "Dear Alice,\n" + name)
                    .with("Notice.pdf", "%PDF".getBytes(StandardCharsets.US_ASCII)));
            return jdbc.sql("select max(id) from mail").query(Long.class).single();
        });
    }

    private void tell(String name, String kind) {
        long alice = cast.id(ALICE);
        work.run(() -> notifications.tell(
                new NewNotification(name, alice, "KA", new About(kind, name, "/disputes"), name + " waits")));
    }

    private String mailed() {
        return work.call(() -> jdbc.sql("""
                        select coalesce(string_agg(subject || ' ' || to_char(due_at at time zone 'Asia/Kolkata', 'YYYY-MM-DD HH24:MI'),
                                                   ', ' order by id), '') from mail
                        """).query(String.class).single());
    }

    private void save(String... fields) {
        assertThat(send("/my-work/settings", ALICE, fields)).hasStatus(302);
    }

    private MvcTestResult send(String path, Cast.Member member, String... fields) {
        var request = mvc.post().uri(path).with(cast.signedIn(member)).with(csrf());
        for (String field : fields) {
            int split = field.indexOf('=');
            request.param(field.substring(0, split), field.substring(split + 1));
        }
        return request.exchange();
    }

    private Document page(String path, Cast.Member member) throws Exception {
        MvcTestResult result = mvc.get().uri(path).with(cast.signedIn(member)).exchange();
        assertThat(result).hasStatusOk();
        return Jsoup.parse(result.getResponse().getContentAsString(StandardCharsets.UTF_8));
    }
}

package com.circledesk.work.web;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.BOB;
import static com.circledesk.support.Cast.HARISH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.circledesk.shared.NotFoundException;
import com.circledesk.support.Cast;
import com.circledesk.support.Cast.Member;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Race;
import com.circledesk.support.SystemWork;
import com.circledesk.users.ActorContext;
import com.circledesk.work.About;
import com.circledesk.work.NewNotification;
import com.circledesk.work.NewTask;
import com.circledesk.work.Notifications;
import com.circledesk.work.Tasks;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Tasks and notifications: given once, seen by whom they are for, ended with a tap. */
@IntegrationTest
class WorkTests {
    private static final About DISPUTE = new About("DISPUTE", "D-KA-000001", "/disputes/D-KA-000001");

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Cast cast;

    @Autowired
    private SystemWork work;

    @Autowired
    private Tasks tasks;

    @Autowired
    private Notifications notifications;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void tasksStandByTheDayTheyAreDueAndGoWithATapAndComeBackWithAnother() {
        give(ALICE, "later", "2026-12-20");
        give(ALICE, "late", "2026-11-18");
        give(HARISH, "the head's", "2026-11-01");

        Document page = page(ALICE, "/my-work");
        assertThat(page.select(".todo-title").eachText()).containsExactly("late", "later");
        assertThat(page.select(".todo .pill").eachText()).containsExactly("3 days overdue", "in 29 days");
        assertThat(page.select(".page-sub").text()).startsWith("2 tasks, one of them overdue.");

        MvcTestResult done = post(ALICE, page.select(".todo form").attr("action"));
        assertThat(done).hasRedirectedUrl("/my-work");
        assertThat(page(ALICE, "/my-work").select(".todo-title").eachText()).containsExactly("later");
        Document ended = page(ALICE, "/my-work?which=done");
        assertThat(ended.select(".todo-title").eachText()).containsExactly("late");
        assertThat(ended.select(".todo").text()).contains("Alice Rao, 21 Nov 2026");

        post(ALICE, ended.select(".todo form").attr("action"));
        assertThat(page(ALICE, "/my-work").select(".todo-title").eachText()).containsExactly("late", "later");
    }

    @Test
    void aRemarkIsKeptAndOneThatIsTooLongComesBack() {
        give(ALICE, "late", "2026-11-18");
        String path = page(ALICE, "/my-work").select(".todo form").attr("action");
        MvcTestResult refused = post(ALICE, path, "r".repeat(501));
        assertThat(refused).hasStatus(422).bodyText().contains("r".repeat(501)).contains("At most 500 characters.");

        assertThat(post(ALICE, path, " Vi will book it. ")).hasRedirectedUrl("/my-work");
        assertThat(page(ALICE, "/my-work?which=done").select(".todo").text()).contains("Vi will book it.");
        post(ALICE, path.replace("completion", "reopening"));
        assertThat(page(ALICE, "/my-work").select(".todo").text()).doesNotContain("Vi will book it.");
    }

    @Test
    void theSameKeyGivesOneTaskForEver() {
        assertThat(give(ALICE, "once", "2026-12-01")).isTrue();
        assertThat(give(ALICE, "once", "2026-12-01")).isFalse();
        post(ALICE, page(ALICE, "/my-work").select(".todo form").attr("action"));
        assertThat(give(ALICE, "once", "2026-12-02")).isFalse();
        assertThat(page(ALICE, "/my-work").select(".todo-title")).isEmpty();
    }

    @Test
    void fourWhoGiveTheSameAtOnceGiveItOnce() {
        long alice = cast.id(ALICE);
        long told = Race.of(
                        4,
                        work.actor(),
                        runner -> work.call(() -> {
                            tasks.create(new NewTask("k", alice, "KA", null, DISPUTE, "t", LocalDate.of(2026, 12, 1)));
                            return notifications.tell(new NewNotification("k", alice, "KA", DISPUTE, "t"));
                        }))
                .stream()
                .filter(Race.Finish::result)
                .count();
        assertThat(told).isEqualTo(1);
        assertThat(page(ALICE, "/my-work").select(".todo-title").eachText()).containsExactly("t");
        assertThat(page(ALICE, "/my-work?which=notifications")
                        .select(".todo-title")
                        .eachText())
                .containsExactly("t (not read)");
    }

    @Test
    void theBellCountsUntilANotificationIsOpened() {
        assertThat(page(ALICE, "/").select(".bell-count")).isEmpty();
        work.run(() -> {
            notifications.tell(new NewNotification("a", cast.id(ALICE), "KA", DISPUTE, "first"));
            notifications.tell(new NewNotification("b", cast.id(ALICE), "KA", DISPUTE, "second"));
            notifications.tell(new NewNotification("c", cast.id(ALICE), "MH", DISPUTE, "of a circle she lost"));
        });
        assertThat(page(ALICE, "/").select(".bell-count").text()).isEqualTo("2");
        assertThat(page(HARISH, "/").select(".bell-count")).isEmpty();

        Document list = page(ALICE, "/my-work?which=notifications");
        assertThat(list.select(".is-unread .todo-title").eachText())
                .containsExactly("second (not read)", "first (not read)");
        assertThat(post(ALICE, list.select(".todo form").attr("action"))).hasRedirectedUrl("/disputes/D-KA-000001");
        list = page(ALICE, "/my-work?which=notifications");
        assertThat(list.select(".bell-count").text()).isEqualTo("1");
        assertThat(list.select(".is-unread .todo-title").eachText()).containsExactly("first (not read)");
        post(ALICE, list.select(".todo-end form").attr("action"));
        assertThat(page(ALICE, "/").select(".bell-count").text()).isEqualTo("2");
        post(ALICE, "/my-work/notifications/reading");
        assertThat(page(ALICE, "/").select(".bell-count")).isEmpty();
    }

    @Test
    void onlyWhoWasToldReadsIt() {
        work.run(() -> notifications.tell(new NewNotification("a", cast.id(ALICE), "KA", DISPUTE, "first")));
        String count = "select count(*) from notification";
        assertThat(cast.as(ALICE, () -> jdbc.sql(count).query(Long.class).single()))
                .isEqualTo(1);
        for (Member other : List.of(HARISH, BOB)) {
            assertThat(cast.as(other, () -> jdbc.sql(count).query(Long.class).single()))
                    .isZero();
            assertThat(cast.as(
                            other,
                            () -> jdbc.sql("update notification set read_at = app_now()")
                                    .update()))
                    .isZero();
        }
    }

    @Test
    void anotherPersonsTaskIsAsGoodAsMissing() {
        give(ALICE, "hers", "2026-12-01");
        long id = cast.as(
                HARISH, () -> jdbc.sql("select id from task").query(Long.class).single());
        ActorContext.runAs(
                cast.actor(HARISH),
                () -> assertThatThrownBy(() -> tasks.finish(id, null)).isInstanceOf(NotFoundException.class));
        ActorContext.runAs(
                cast.actor(HARISH),
                () -> assertThatThrownBy(() -> tasks.reopen(id)).isInstanceOf(NotFoundException.class));
        assertThat(page(ALICE, "/my-work").select(".todo-title").eachText()).containsExactly("hers");
    }

    private boolean give(Member owner, String title, String dueOn) {
        return work.call(() ->
                tasks.create(new NewTask(title, cast.id(owner), "KA", null, DISPUTE, title, LocalDate.parse(dueOn))));
    }

    private Document page(Member member, String path) {
        MvcTestResult answer = mvc.get().uri(path).with(cast.signedIn(member)).exchange();
        assertThat(answer).hasStatusOk();
        return Jsoup.parse(new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8));
    }

    private MvcTestResult post(Member member, String path) {
        return mvc.post().uri(path).with(cast.signedIn(member)).with(csrf()).exchange();
    }

    private MvcTestResult post(Member member, String path, String remark) {
        return mvc.post()
                .uri(path)
                .with(cast.signedIn(member))
                .with(csrf())
                .param("remark", remark)
                .exchange();
    }
}

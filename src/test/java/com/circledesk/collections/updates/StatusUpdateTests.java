package com.circledesk.collections.updates;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.BOB;
import static com.circledesk.support.Cast.FELIX;
import static com.circledesk.support.Cast.HARISH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.circledesk.collections.flags.Prediction;
import com.circledesk.collections.flags.RaiseFlag;
import com.circledesk.collections.flags.RedFlags;
import com.circledesk.collections.support.AskForSupport;
import com.circledesk.collections.support.Desk;
import com.circledesk.collections.support.SupportAct;
import com.circledesk.collections.support.SupportRequests;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.Submission;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Money;
import com.circledesk.shared.NotFoundException;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.Cast.Member;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Race;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import com.circledesk.support.TestClock;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The life of status updates: composed, sent, frozen, commented on, answered, restated. Today is a Saturday, the day due was Friday. */
@IntegrationTest
class StatusUpdateTests {
    private static final Scope KA = Scope.of("KA");

    @Autowired
    private StatusComposer composer;

    @Autowired
    private StatusUpdates updates;

    @Autowired
    private StatusUpdateQueries queries;

    @Autowired
    private StatusSchedules schedules;

    @Autowired
    private SupportRequests support;

    @Autowired
    private RedFlags flags;

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

    private long airtel;
    private long invoice;

    @BeforeEach
    void anAccountThatOwes() {
        airtel = accounts.create("KA-AIRTEL", "Airtel", "KA");
        long jio = accounts.create("KA-JIO", "Jio", "KA");
        manages(ALICE, airtel, "KA");
        manages(ALICE, jio, "KA");
        invoice = receivables.invoice(airtel, "INV-1", "2026-08-01", "2026-08-31", "1000");
        receivables.invoice(airtel, "INV-2", "2026-11-16", "2026-12-16", "500");
        receivables.invoice(jio, "INV-3", "2026-11-01", "2026-12-01", "300");
    }

    private void manages(Member member, long account, String circle) {
        long id = cast.id(member);
        work.run(() -> jdbc.sql(
                        "insert into account_manager (account_id, circle, from_on, user_id) values (:account, :circle, '2026-01-01', :user)")
                .param("account", account)
                .param("circle", circle)
                .param("user", id)
                .update());
    }

    private <T> T as(Member member, Callable<T> what) {
        return ActorContext.callAs(cast.actor(member), null, what);
    }

    private ComposedUpdate composed() {
        return as(ALICE, () -> composer.compose("KA", cast.id(ALICE), KA));
    }

    private Submission submit(FormKey key, Map<String, String> remarks, Map<Long, String> answers) {
        String seen = composed().mark();
        return as(ALICE, () -> updates.submit(key, SubmitUpdate.of("KA", seen, remarks, answers)));
    }

    private String sent() {
        return submit(FormKey.fresh(), Map.of(), Map.of()).outcome();
    }

    private long comment(String ref, String text) {
        return Long.parseLong(as(
                        HARISH,
                        () -> updates.comment(
                                FormKey.fresh(),
                                new CommentOnUpdate(ref, "KA-AIRTEL", text, LocalDate.of(2026, 11, 27))))
                .outcome());
    }

    private StatusUpdate update(String ref) {
        return as(HARISH, () -> queries.get(ref, KA));
    }

    @Test
    void composesWhatIsDueWhatMovedAndSaysSo() {
        ComposedUpdate composed = composed();
        assertThat(composed.dueOn()).isEqualTo(LocalDate.of(2026, 11, 20));
        assertThat(composed.accounts()).extracting(AccountStatus::code).containsExactly("KA-AIRTEL", "KA-JIO");
        AccountStatus account = composed.accounts().get(0);
        assertThat(account.figures().overdue()).isEqualTo(Money.of("1000"));
        assertThat(account.figures().closing()).isEqualTo(Money.of("1500"));
        assertThat(account.movement().opening()).isEqualTo(Money.of("1000"));
        assertThat(account.movement().billed()).isEqualTo(Money.of("500"));
        assertThat(account.summary())
                .isEqualTo(
                        "₹1,000.00 of ₹1,500.00 open is overdue (66.7 %), ₹1,000.00 of it 61-90 days late."
                                + " Since 14 Nov no money came in, ₹500.00 was billed. No promise, plan or dispute covers what is overdue.");
    }

    @Test
    void tellsWhoWasAskedForSupportAndWhatIsFeared() {
        String first = asked("KA-AIRTEL", "Signed copies of August", "2500000.00");
        asked("KA-AIRTEL", "Meter readings", "70000.00");
        String other = asked("KA-JIO", "Signed order", "100.00");
        String withdrawn = asked("KA-JIO", "Not needed", "900.00");
        as(ALICE, () -> support.act(FormKey.fresh(), withdrawn, SupportAct.WITHDRAW, null, null));
        String flag = as(
                        ALICE,
                        () -> flags.raise(
                                FormKey.fresh(),
                                new RaiseFlag(
                                        "KA-JIO",
                                        new Prediction(
                                                "It may not come.",
                                                Money.of("300"),
                                                LocalDate.of(2026, 12, 31),
                                                50,
                                                null,
                                                ALICE.email(),
                                                LocalDate.of(2026, 11, 28)))))
                .outcome();

        List<AccountStatus> told = composed().accounts();
        assertThat(told.get(0).items(StatusItem.Kind.SUPPORT))
                .as("the largest first")
                .extracting(StatusItem::what)
                .containsExactly(
                        "Signed copies of August; asked of Felix Dsouza (Billing) on 21 Nov",
                        "Meter readings; asked of Felix Dsouza (Billing) on 21 Nov");
        StatusItem item = told.get(0).items(StatusItem.Kind.SUPPORT).get(0);
        assertThat(item.amount()).isEqualTo(Money.of("2500000"));
        assertThat(item.path()).isEqualTo("/support-requests/" + first);
        assertThat(told.get(1).items(StatusItem.Kind.SUPPORT))
                .as("what ended is not told")
                .extracting(StatusItem::ref)
                .containsExactly(other);
        assertThat(told.get(1).items(StatusItem.Kind.FLAG))
                .extracting(StatusItem::path)
                .containsExactly("/receivables/red-flags/" + flag);
    }

    private String asked(String account, String subject, String unblocks) {
        AskForSupport asked = new AskForSupport(
                account, Desk.BILLING, subject, null, Money.of(unblocks), cast.id(FELIX), LocalDate.of(2026, 11, 30));
        return as(ALICE, () -> support.ask(FormKey.fresh(), asked)).outcome();
    }

    @Test
    void freezesAndTellsWhatWasRestatedSince() {
        String first = submit(FormKey.fresh(), Map.of("KA-AIRTEL", " They pay on Monday. "), Map.of())
                .outcome();
        assertThat(first).isEqualTo("SU-KA-%s-2627-01".formatted(cast.id(ALICE)));
        assertThat(update(first).accounts().get(0).remark()).isEqualTo("They pay on Monday.");
        assertThat(restated(first)).isEmpty();
        StatusUpdate told = update(first);
        clock.moveTo(LocalDate.of(2026, 11, 26));
        receivables.allocate(receivables.receipt(airtel, "RC-1", "2026-11-19", "400"), invoice, "400");
        assertThat(update(first)).isEqualTo(told);
        assertThat(Objects.requireNonNull(restated(first).get(airtel)).overdue())
                .isEqualTo(Money.of("600"));
        String second = sent();
        assertThat(second).endsWith("-02");
        AccountStatus account = update(second).accounts().get(0);
        assertThat(account.movement().opening()).isEqualTo(Money.of("1500"));
        assertThat(account.movement().restated()).isEqualTo(Money.of("-400"));
        assertThat(account.movement().received()).isEqualTo(Money.ZERO);
        assertThat(account.before()).isEqualTo(told.accounts().get(0).figures());
        assertThat(account.remarkBefore()).isEqualTo("They pay on Monday.");
    }

    private Map<Long, StatusFigures> restated(String ref) {
        return as(HARISH, () -> composer.restated(queries.get(ref, KA), KA));
    }

    @Test
    void theNextOneWaitsForAnAnswerToEveryComment() {
        String first = sent();
        long comment = comment(first, "Why is nothing promised?");
        assertThat(jdbcTask(comment)).isEqualTo("2026-11-27 false");
        clock.moveTo(LocalDate.of(2026, 11, 26));
        assertThatThrownBy(this::sent)
                .isInstanceOfSatisfying(
                        BusinessRuleException.class,
                        refused -> assertThat(refused.code()).isEqualTo("unanswered"));
        submit(FormKey.fresh(), Map.of(), Map.of(comment, "They wait for a credit note."));
        assertThat(update(first).comments())
                .extracting(StatusComment::answer)
                .containsExactly("They wait for a credit note.");
        assertThat(jdbcTask(comment)).isEqualTo("2026-11-27 true");
        assertThatThrownBy(() -> as(ALICE, () -> {
                    updates.answer(comment, "No, something else.");
                    return true;
                }))
                .isInstanceOf(BusinessRuleException.class);
    }

    private String jdbcTask(long comment) {
        return as(
                ALICE,
                () -> work.call(
                        () -> jdbc.sql("select due_on || ' ' || (done_at is not null) from task where key = :key")
                                .param("key", "status-comment:" + comment)
                                .query(String.class)
                                .single()));
    }

    @Test
    void sentAtOnceItIsSentOnce() {
        String seen = composed().mark();
        FormKey key = FormKey.fresh();
        List<Race.Finish<Submission>> same = Race.of(
                4, cast.actor(ALICE), n -> updates.submit(key, SubmitUpdate.of("KA", seen, Map.of(), Map.of())));
        assertThat(same).allMatch(Race.Finish::won);
        assertThat(same).filteredOn(each -> !each.result().repeated()).hasSize(1);
        List<Race.Finish<Submission>> others = Race.of(
                2,
                cast.actor(ALICE),
                n -> updates.submit(
                        FormKey.fresh(), SubmitUpdate.of("KA", composed().mark(), Map.of(), Map.of())));
        assertThat(others).noneMatch(Race.Finish::won);
        clock.moveTo(LocalDate.of(2026, 11, 26));
        String now = composed().mark();
        List<Race.Finish<Submission>> two = Race.of(
                2,
                cast.actor(ALICE),
                n -> updates.submit(FormKey.fresh(), SubmitUpdate.of("KA", now, Map.of(), Map.of())));
        assertThat(two).filteredOn(Race.Finish::won).hasSize(1);
        assertThat(two)
                .filteredOn(each -> !each.won())
                .allSatisfy(each -> assertThat(each.refusal()).isInstanceOf(BusinessRuleException.class));
    }

    @Test
    void aCommentMadeMeanwhileIsNeitherLostNorPassedOver() {
        String first = sent();
        clock.moveTo(LocalDate.of(2026, 11, 26));
        String seen = composed().mark();
        List<Race.Finish<Submission>> finishes = Race.of(
                2,
                cast.actor(ALICE),
                n -> n == 0
                        ? updates.submit(FormKey.fresh(), SubmitUpdate.of("KA", seen, Map.of(), Map.of()))
                        : as(
                                HARISH,
                                () -> updates.comment(
                                        FormKey.fresh(),
                                        new CommentOnUpdate(first, null, "And now?", LocalDate.of(2026, 11, 27)))));
        assertThat(finishes.get(1).won()).isTrue();
        assertThat(as(ALICE, () -> queries.unanswered("KA", cast.id(ALICE), KA)))
                .hasSize(1);
        clock.moveTo(LocalDate.of(2026, 12, 3));
        assertThatThrownBy(this::sent).isInstanceOf(BusinessRuleException.class);
    }

    @Test
    void figuresThatChangedAreLookedAtFirst() {
        String seen = composed().mark();
        receivables.receipt(airtel, "RC-1", "2026-11-19", "400");
        assertThatThrownBy(() -> as(
                        ALICE, () -> updates.submit(FormKey.fresh(), SubmitUpdate.of("KA", seen, Map.of(), Map.of()))))
                .isInstanceOf(FiguresChangedException.class);
    }

    @Test
    void anotherCirclesAreAsGoodAsMissing() {
        String ref = sent();
        cast.id(BOB);
        assertThatThrownBy(() -> as(BOB, () -> queries.get(ref, Scope.of("MH"))))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> as(BOB, () -> queries.get(ref, KA))).isInstanceOf(NotFoundException.class);
    }

    @Test
    void whichWeekADayBelongsTo() {
        record Day(String day, String due) {}
        for (Day each : List.of(
                new Day("2026-11-17", "2026-11-13"),
                new Day("2026-11-18", "2026-11-20"),
                new Day("2026-11-20", "2026-11-20"),
                new Day("2026-11-24", "2026-11-20"),
                new Day("2026-11-25", "2026-11-27"))) {
            assertThat(as(ALICE, () -> schedules.dueOn("KA", LocalDate.parse(each.day()))))
                    .as(each.day())
                    .isEqualTo(LocalDate.parse(each.due()));
        }
    }
}

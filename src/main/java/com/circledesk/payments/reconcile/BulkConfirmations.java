package com.circledesk.payments.reconcile;

import com.circledesk.forms.FormKey;
import com.circledesk.payments.matching.ConfirmProposal;
import com.circledesk.payments.matching.ProposalService;
import com.circledesk.payments.posting.Settled;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Money;
import com.circledesk.shared.NotFoundException;
import com.circledesk.users.Actor;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Permission;
import com.circledesk.users.Scope;
import com.circledesk.work.About;
import com.circledesk.work.NewNotification;
import com.circledesk.work.Notifications;
import java.sql.Types;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Confirms many proposals, each in a transaction of its own that also notes that it is done: a run that is interrupted goes on
 * where it stopped, and nothing is posted twice. Whoever asked may leave; those who wait see the first few at once.
 */
@Service
public class BulkConfirmations {
    private static final Logger LOG = LoggerFactory.getLogger(BulkConfirmations.class);

    /** Longer than any posting takes: one that was begun so long ago was begun by somebody who is no more. */
    private static final int SILENCE_SECONDS = 120;

    private final JdbcClient jdbc;
    private final ProposalService proposals;
    private final Notifications notifications;
    private final TransactionTemplate transaction;

    BulkConfirmations(
            JdbcClient jdbc,
            ProposalService proposals,
            Notifications notifications,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.proposals = proposals;
        this.notifications = notifications;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** A proposal that was seen. */
    public record Chosen(String receiptNo, String stamp) {}

    private record Item(
            long id, UUID run, String receiptNo, String circle, String stamp, long userId, String askedBy) {}

    /** @param key of the form: sent twice it is the same run. What the actor does not see is left out. */
    public UUID ask(FormKey key, List<Chosen> chosen) {
        Actor actor = ActorContext.required();
        transaction.executeWithoutResult(status -> jdbc.sql("""
                        insert into bulk_confirmation (run, receipt_no, circle, stamp, user_id)
                        select :run, r.receipt_no, r.circle, min(c.stamp), :user
                        from unnest(cast(:numbers as text[]), cast(:stamps as text[])) with ordinality c (number, stamp, position)
                        join receipt r on r.receipt_no = c.number
                        where r.circle = any (:circles) and c.stamp <> ''
                        group by r.receipt_no, r.circle
                        order by min(c.position)
                        on conflict do nothing
                        """)
                .param("run", key.value())
                .param("user", Objects.requireNonNull(actor.userId()))
                .param("numbers", chosen.stream().map(Chosen::receiptNo).toArray(String[]::new))
                .param("stamps", chosen.stream().map(Chosen::stamp).toArray(String[]::new))
                .param("circles", actor.scope().toArray())
                .update());
        return key.value();
    }

    /** As far as the time allows; the rest is the job's. @return how far it is, empty: nothing of it is the actor's to confirm */
    public Optional<BulkRun> begin(UUID run, Duration atMost) {
        long until = System.nanoTime() + atMost.toNanos();
        Optional<Item> next = claim(run, ActorContext.required());
        while (next.isPresent()) {
            confirm(next.get());
            next = System.nanoTime() - until < 0 ? claim(run, ActorContext.required()) : Optional.empty();
        }
        Actor actor = ActorContext.required();
        return Objects.requireNonNull(
                transaction.execute(status -> read(run, Objects.requireNonNull(actor.userId()), actor.scope())));
    }

    /** Everything that waits; who asked is told when a run is through. @return how many were worked on */
    public int workOff(Scope everywhere) {
        Actor system = Actor.system("bulk-confirmation", everywhere);
        int worked = 0;
        for (Optional<Item> next = claim(null, system); next.isPresent(); next = claim(null, system)) {
            Item item = next.get();
            confirm(item);
            worked++;
            ActorContext.runAs(
                    system, () -> transaction.executeWithoutResult(status -> tellIfThrough(item, everywhere)));
        }
        return worked;
    }

    private Optional<Item> claim(@Nullable UUID run, Actor actor) {
        return ActorContext.callAs(
                actor,
                null,
                () -> Objects.requireNonNull(transaction.execute(status -> jdbc.sql("""
                                update bulk_confirmation set claimed_at = app_now()
                                where id = (
                                    select id from bulk_confirmation
                                    where done_at is null and (cast(:run as uuid) is null or run = :run)
                                      and (claimed_at is null or claimed_at < app_now() - make_interval(secs => :silence))
                                    order by id limit 1 for update skip locked)
                                returning id, run, receipt_no, circle, stamp, user_id, asked_by
                                """)
                        .param("run", run, Types.OTHER)
                        .param("silence", SILENCE_SECONDS)
                        .query(Item.class)
                        .optional())));
    }

    /** In the name of the person who asked, who saw this circle then. */
    private void confirm(Item item) {
        Actor person = new Actor(item.userId(), item.askedBy(), Scope.of(item.circle()), Set.of(Permission.POST_MONEY));
        ActorContext.runAs(person, () -> {
            try {
                transaction.executeWithoutResult(status -> {
                    Settled settled = Settled.of(proposals.confirm(
                            FormKey.fresh(), new ConfirmProposal(item.receiptNo(), item.stamp(), null)));
                    Money cash =
                            Money.of(jdbc.sql("select coalesce(sum(amount), 0) from allocation where id = any (:ids)")
                                    .param("ids", settled.allocations().toArray(Long[]::new))
                                    .query(java.math.BigDecimal.class)
                                    .single());
                    note(item, settled.allocations().size(), cash, null);
                });
            } catch (BusinessRuleException | NotFoundException e) {
                refuse(item, String.valueOf(e.getMessage()));
            } catch (RuntimeException e) {
                LOG.error("Receipt {} could not be confirmed with others", item.receiptNo(), e);
                refuse(item, "It could not be posted: confirm it on its own page.");
            }
        });
    }

    private void refuse(Item item, String refusal) {
        transaction.executeWithoutResult(status -> note(item, null, null, refusal));
    }

    private void note(Item item, @Nullable Integer invoices, @Nullable Money cash, @Nullable String refusal) {
        jdbc.sql("""
                        update bulk_confirmation set done_at = app_now(), invoices = :invoices, cash = :cash, refusal = :refusal
                        where id = :id and done_at is null
                        """)
                .param("invoices", invoices, Types.INTEGER)
                .param("cash", cash == null ? null : cash.amount(), Types.NUMERIC)
                .param("refusal", refusal, Types.VARCHAR)
                .param("id", item.id())
                .update();
    }

    private void tellIfThrough(Item item, Scope everywhere) {
        BulkRun run = read(item.run(), item.userId(), everywhere).orElseThrow();
        if (!run.isUnderWay()) {
            notifications.tell(new NewNotification(
                    "bulk-confirmation:" + item.run(),
                    item.userId(),
                    item.circle(),
                    new About(
                            "BULK_CONFIRMATION",
                            String.valueOf(run.credits()),
                            "/payments/reconcile/certain/" + run.id()),
                    "Confirmed: %d of %d credits are posted, %d were left out."
                            .formatted(
                                    run.posted(), run.credits(), run.refused().size())));
        }
    }

    /** @return empty where there is none of this person's */
    public Optional<BulkRun> find(long id, Scope scope) {
        Long user = ActorContext.required().userId();
        return user == null
                ? Optional.empty()
                : Objects.requireNonNull(transaction.execute(status -> jdbc.sql(
                                "select run from bulk_confirmation where id = :id and user_id = :user and circle = any (:circles)")
                        .param("id", id)
                        .param("user", user)
                        .param("circles", scope.toArray())
                        .query(UUID.class)
                        .optional()
                        .flatMap(run -> read(run, user, scope))));
    }

    /** The one of this person's that is under way, the last first. */
    public Optional<Long> underWay(Scope scope) {
        return Objects.requireNonNull(transaction.execute(status -> jdbc.sql("""
                        select id from bulk_confirmation
                        where user_id = :user and done_at is null and circle = any (:circles) order by id desc limit 1
                        """)
                .param("user", ActorContext.required().userId(), Types.BIGINT)
                .param("circles", scope.toArray())
                .query(Long.class)
                .optional()));
    }

    private record Counts(@Nullable Long id, int credits, int done, int posted, int invoices, Money cash) {}

    private Optional<BulkRun> read(UUID run, long user, Scope scope) {
        Counts counts = jdbc.sql("""
                        select min(id) as id, count(*)::int as credits, count(done_at)::int as done, count(invoices)::int as posted,
                               coalesce(sum(invoices), 0)::int as invoices, coalesce(sum(cash), 0) as cash
                        from bulk_confirmation where run = :run and user_id = :user and circle = any (:circles)
                        """)
                .param("run", run)
                .param("user", user)
                .param("circles", scope.toArray())
                .query(Counts.class)
                .single();
        if (counts.id() == null) {
            return Optional.empty();
        }
        List<BulkRun.Refused> refused = jdbc.sql("""
                        select receipt_no, refusal from bulk_confirmation
                        where run = :run and user_id = :user and circle = any (:circles) and refusal is not null order by id
                        """)
                .param("run", run)
                .param("user", user)
                .param("circles", scope.toArray())
                .query(BulkRun.Refused.class)
                .list();
        return Optional.of(new BulkRun(
                counts.id(),
                counts.credits(),
                counts.done(),
                counts.posted(),
                counts.invoices(),
                counts.cash(),
                refused));
    }
}

package com.circledesk.demo;

import com.circledesk.circles.Circle;
import com.circledesk.circles.CircleQueries;
import com.circledesk.receivables.Ledger;
import com.circledesk.users.Actor;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fills an empty house with the demonstration circle, relative to today, in one transaction: a start that is killed in
 * between leaves nothing, and the next one begins anew. A bootstrap administrator may be there already.
 */
@Component
@Order(20)
@ConditionalOnBooleanProperty("circledesk.demo")
class Demonstration implements ApplicationRunner {
    private static final Logger log = LoggerFactory.getLogger(Demonstration.class);
    private static final int TIMEOUT_SECONDS = 600;

    private final BookLoader loader;
    private final DemoUsers users;
    private final DemoDisputes disputes;
    private final DemoPromises promises;
    private final DemoAdvices advices;
    private final DemoReminders reminders;
    private final DemoTargets targets;
    private final DemoUpdates updates;
    private final DemoEscalations escalations;
    private final DemoFlags flags;
    private final DemoMails mails;
    private final DemoCare care;
    private final DemoBooks books;
    private final DemoStatements statements;
    private final DemoCredits credits;
    private final CircleQueries circles;
    private final Ledger ledger;
    private final JdbcClient jdbc;
    private final DataSource dataSource;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Demonstration(
            BookLoader loader,
            DemoUsers users,
            DemoDisputes disputes,
            DemoPromises promises,
            DemoAdvices advices,
            DemoReminders reminders,
            DemoTargets targets,
            DemoUpdates updates,
            DemoEscalations escalations,
            DemoFlags flags,
            DemoMails mails,
            DemoCare care,
            DemoBooks books,
            DemoStatements statements,
            DemoCredits credits,
            CircleQueries circles,
            Ledger ledger,
            JdbcClient jdbc,
            DataSource dataSource,
            PlatformTransactionManager transactionManager,
            Clock clock) {
        this.loader = loader;
        this.users = users;
        this.disputes = disputes;
        this.promises = promises;
        this.advices = advices;
        this.reminders = reminders;
        this.targets = targets;
        this.updates = updates;
        this.escalations = escalations;
        this.flags = flags;
        this.mails = mails;
        this.care = care;
        this.books = books;
        this.statements = statements;
        this.credits = credits;
        this.circles = circles;
        this.ledger = ledger;
        this.jdbc = jdbc;
        this.dataSource = dataSource;
        this.transaction = new TransactionTemplate(transactionManager);
        this.transaction.setTimeout(TIMEOUT_SECONDS);
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        Scope everyCircle = new Scope(circles.all().stream().map(Circle::code).collect(Collectors.toSet()));
        ActorContext.runAs(Actor.system("demonstration", everyCircle), () -> {
            long begin = System.nanoTime();
            if (Boolean.TRUE.equals(transaction.execute(status -> loadIfEmpty()))) {
                transaction.executeWithoutResult(status -> ledger.closeMonths());
                credits.identify(ActorContext.required());
                reminders.tell(ActorContext.required());
                targets.set(ActorContext.required());
                care.write();
                updates.send(ActorContext.required());
                escalations.live(ActorContext.required());
                flags.raise(ActorContext.required());
                mails.deliver(ActorContext.required());
                log.info("The demonstration circle is loaded ({} s).", (System.nanoTime() - begin) / 1_000_000_000);
            }
        });
    }

    private boolean loadIfEmpty() {
        // Two instances that start at the same moment: the second waits and finds the first one's work.
        jdbc.sql("select pg_advisory_xact_lock(hashtext('circledesk demonstration'))")
                .query((row, number) -> number)
                .list();
        if (!isEmpty()) {
            return false;
        }
        BookPlan plan = BookPlan.demonstration(LocalDate.now(clock));
        log.info("Loading the demonstration circle: {} invoices until {}.", plan.invoices(), plan.until());
        BookStage stage = new BookStage();
        new BookGenerator(plan, stage).generate(circle -> "");
        copy(stage);
        users.create();
        loader.load(plan);
        users.handAccountsOver(plan);
        register();
        disputes.raise();
        advices.write();
        books.write();
        statements.record(plan);
        promises.make();
        return true;
    }

    /** The name and address under each GSTIN that invoices name. */
    private void register() {
        jdbc.sql("""
                        insert into supplier_registration (gstin, from_on, legal_name, address, serves)
                        select i.supplier_gstin, '2020-04-01', 'Vindhya Tower Infrastructure Ltd',
                               format(E'Circle office %s\\nPost box 1, GST state %s', min(c.name), left(i.supplier_gstin, 2)),
                               array_agg(distinct i.circle)
                        from invoice i join circle c on c.code = i.circle where i.supplier_gstin is not null
                        group by i.supplier_gstin
                        """).update();
    }

    private boolean isEmpty() {
        return jdbc.sql("""
                        select not exists (select from account)
                           and not exists (select from app_user where role <> 'ADMINISTRATOR')
                        """).query(Boolean.class).single();
    }

    private void copy(BookStage stage) {
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            stage.copyTo(connection);
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("The demonstration could not be staged.", e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }
}

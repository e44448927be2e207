package com.circledesk.demo;

import com.circledesk.accounts.AccountFacts;
import com.circledesk.accounts.AccountQueries;
import com.circledesk.collections.letters.LetterItem;
import com.circledesk.collections.letters.LetterQueries;
import com.circledesk.collections.letters.LetterTemplates;
import com.circledesk.collections.letters.Letters;
import com.circledesk.forms.FormKey;
import com.circledesk.users.Actor;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Letters of the last weeks: mailed, but for one that was taken along, and invoices that letters leave out. A letter is dated on
 * a day since which nothing was posted to what it lists, so that it asks for what the books say as of its day.
 */
@Component
class DemoLetters {
    private static final int DAYS_BACK = 27;
    private static final LocalTime AT_FIVE = LocalTime.of(17, 5);
    private static final List<String> TEMPLATES = List.of("REMINDER", "ESCALATION", "REMINDER");

    private final Letters letters;
    private final LetterQueries queries;
    private final LetterTemplates templates;
    private final AccountQueries accounts;
    private final DemoPeople people;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DemoLetters(
            Letters letters,
            LetterQueries queries,
            LetterTemplates templates,
            AccountQueries accounts,
            DemoPeople people,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.letters = letters;
        this.queries = queries;
        this.templates = templates;
        this.accounts = accounts;
        this.people = people;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    private record Planned(
            DemoUsers.Person by,
            String account,
            LocalDate day,
            String template,
            @Nullable String address) {}

    private record Chance(String account, String customer, LocalDate day) {}

    /** In the order of their days: three of Karnataka's manager, the last one to be taken along, and one of each other. */
    List<LetterOfADay> plan() {
        List<Planned> planned = new ArrayList<>();
        planned.addAll(of(DemoUsers.ASHA, "KA", TEMPLATES.size()));
        planned.addAll(of(DemoUsers.VIKRAM, "MH", 1));
        planned.addAll(of(DemoUsers.NEHA, "DL", 1));
        return planned.stream()
                .sorted(Comparator.comparing(Planned::day))
                .map(each -> new LetterOfADay(each.day(), () -> write(each)))
                .toList();
    }

    record LetterOfADay(LocalDate day, Runnable write) {}

    private List<Planned> of(DemoUsers.Person by, String circle, int count) {
        Actor person = people.actor(by);
        List<Planned> planned = new ArrayList<>();
        for (Chance chance : people.call(person, LocalDate.now(clock), AT_FIVE, () -> chances(circle))) {
            if (planned.size() == count) {
                break;
            }
            String template = TEMPLATES.get(planned.size());
            boolean asks = people.call(person, chance.day(), AT_FIVE, () -> asks(person, chance.account(), template));
            if (asks) {
                planned.add(new Planned(by, chance.account(), chance.day(), template, address(planned.size(), chance)));
            }
        }
        return planned;
    }

    private static @Nullable String address(int number, Chance chance) {
        String house = chance.customer().split(" ", 2)[0].toLowerCase(Locale.ROOT);
        return number == TEMPLATES.size() - 1 ? null : "accounts.payable@" + house + ".example";
    }

    /** The first working day for each account since which what is overdue on it, and cash on account, did not move. */
    private List<Chance> chances(String circle) {
        List<Chance> found = transaction.execute(status -> jdbc.sql("""
                        select a.code as account, a.customer_name as customer, min(d.day) as day
                        from account a cross join (select app_today() - n as day from generate_series(1, :back) n) d
                        where a.circle = :circle and extract(isodow from d.day) <> :sunday and is_working_day(a.circle, d.day)
                          and not exists (select from on_account_item x where x.account_id = a.id and x.rest > 0 and x.dated_on > d.day)
                          and not exists (select from open_item o
                                          where o.account_id = a.id and o.due_date < d.day and o.last_effective_on > d.day)
                        group by a.code, a.customer_name order by min(d.day), a.code
                        """)
                .param("back", DAYS_BACK)
                .param("sunday", DayOfWeek.SUNDAY.getValue())
                .param("circle", circle)
                .query(Chance.class)
                .list());
        return found == null ? List.of() : found;
    }

    private boolean asks(Actor person, String account, String template) {
        return letters.compose(facts(account, person), templates.get(template), "", person.scope())
                .amount()
                .isPositive();
    }

    private void write(Planned planned) {
        Actor person = people.actor(planned.by());
        people.at(
                person,
                planned.day(),
                AT_FIVE,
                () -> letters.write(
                        FormKey.fresh(),
                        new Letters.Write(planned.account(), planned.template(), planned.address()),
                        facts(planned.account(), person),
                        planned.by().fullName()));
    }

    /** One that expires, and one that was ended before its day. */
    void leaveOut() {
        LocalDate today = LocalDate.now(clock);
        Actor asha = people.actor(DemoUsers.ASHA);
        List<LetterItem> ours = people.call(asha, today, AT_FIVE, () -> items("KA-VI", asha));
        leaveOut(asha, "KA-VI", ours.get(0), today.minusDays(2), "In the payment run of the 10th, says Ms Rathod.");
        String ended = leaveOut(
                asha, "KA-VI", ours.get(1), today.minusDays(12), "They look for the proof of submission once more.");
        people.at(
                asha,
                today.minusDays(4),
                () -> letters.list(
                        FormKey.fresh(),
                        new Letters.EndSuppression(
                                "KA-VI", Long.parseLong(ended), "The proof was found; the invoice is accounted.")));
        Actor vikram = people.actor(DemoUsers.VIKRAM);
        people.call(vikram, today, AT_FIVE, () -> items("MH-BSNL", vikram)).stream()
                .findFirst()
                .ifPresent(item -> leaveOut(
                        vikram,
                        "MH-BSNL",
                        item,
                        today.minusDays(6),
                        "Their BA head decides on it in the joint meeting."));
    }

    private List<LetterItem> items(String account, Actor person) {
        return queries.items(facts(account, person).id(), person.scope()).stream()
                .filter(LetterItem::isListed)
                .toList();
    }

    private String leaveOut(Actor person, String account, LetterItem item, LocalDate day, String why) {
        LocalDate until = LocalDate.now(clock).plusDays(20);
        return people.call(
                        person,
                        day,
                        AT_FIVE,
                        () -> letters.suppress(
                                FormKey.fresh(), new Letters.Suppress(account, item.invoiceId(), why, until)))
                .outcome();
    }

    private AccountFacts facts(String account, Actor person) {
        return accounts.get(account, person.scope());
    }
}

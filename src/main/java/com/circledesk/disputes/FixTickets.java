package com.circledesk.disputes;

import com.circledesk.forms.FormKey;
import com.circledesk.forms.FormSubmissions;
import com.circledesk.forms.Submission;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Choice;
import com.circledesk.shared.Formats;
import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.Paths;
import com.circledesk.shared.Texts;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import com.circledesk.work.About;
import com.circledesk.work.NewNotification;
import com.circledesk.work.NewTask;
import com.circledesk.work.Notifications;
import com.circledesk.work.Tasks;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Asks billing to end a root cause: a task for a person of finance that tells how often it came so far. A ticket is of one
 * circle, as its counts are, and there is one at a time: its key counts the ones that are done.
 */
@Service
@Transactional
public class FixTickets {
    private static final String KIND = "ROOT_CAUSE";
    private static final int LINK_MAX = 500;

    /** The moment a dispute was first decided: since then it came of its root cause. */
    private static final String CAME_AT = """
            (select min(e.recorded_at) from dispute_event e where e.dispute_id = d.id and e.to_status = 'DECIDED')
            """;

    private final JdbcClient jdbc;
    private final FormSubmissions submissions;
    private final Tasks tasks;
    private final Notifications notifications;
    private final Texts texts;
    private final Formats formats;
    private final Paths paths;

    FixTickets(
            JdbcClient jdbc,
            FormSubmissions submissions,
            Tasks tasks,
            Notifications notifications,
            Texts texts,
            Formats formats,
            Paths paths) {
        this.jdbc = jdbc;
        this.submissions = submissions;
        this.tasks = tasks;
        this.notifications = notifications;
        this.texts = texts;
        this.formats = formats;
        this.paths = paths;
    }

    /** A task, its key, and whom it is for. */
    private record Ticket(String key, long owner) {}

    /** @return its outcome: the key of the task */
    public Submission ask(FormKey key, AskForFix asked) {
        return submissions.once(key, "fix-ticket", asked, () -> {
            CauseCount count = counts(asked.rootCause(), ActorContext.required().scope()).stream()
                    .filter(each -> each.circle().equals(asked.circle()))
                    .findFirst()
                    .orElseThrow(() -> new NotFoundException("Root cause", asked.rootCause()));
            Ticket ticket = ticket(asked);
            About about = new About(KIND, shortened(count.name(), 80), link(count));
            String sentence = sentence(asked, count);
            boolean given = tasks.create(
                    new NewTask(ticket.key(), ticket.owner(), count.circle(), null, about, sentence, asked.dueOn()));
            if (!given) {
                throw new BusinessRuleException("already-asked", texts.get("disputes.fix.already", count.circle()));
            }
            notifications.tell(new NewNotification(ticket.key(), ticket.owner(), count.circle(), about, sentence));
            return ticket.key();
        });
    }

    private Ticket ticket(AskForFix asked) {
        return jdbc.sql("""
                        select p.key || (select count(*) from task t
                                         where t.about_kind = :kind and starts_with(t.key, p.key) and t.done_at is not null) as key,
                               u.id as owner
                        from app_user u
                        cross join (select 'fix:' || cast(:circle as text) || ':' || md5(lower(cast(:cause as text))) || ':' as key) p
                        where lower(u.email) = lower(:owner)
                        """)
                .param("kind", KIND)
                .param("circle", asked.circle())
                .param("cause", asked.rootCause())
                .param(
                        "owner",
                        people(asked.circle()).stream()
                                .map(Choice::value)
                                .filter(asked.owner()::equalsIgnoreCase)
                                .findFirst()
                                .orElse(""))
                .query(Ticket.class)
                .optional()
                .orElseThrow(() -> new BusinessRuleException("unknown-user", texts.get("disputes.fix.unknown")));
    }

    private String link(CauseCount count) {
        String rows =
                paths.with(paths.with("/disputes?state=all", "circle", count.circle()), "rootCause", count.name());
        return rows.length() <= LINK_MAX ? rows : "/disputes/root-causes";
    }

    private String sentence(AskForFix asked, CauseCount count) {
        String said = texts.get(
                "disputes.fix.task",
                asked.title(),
                count.circle(),
                count.disputes(),
                formats.rupees(count.claimed()),
                formats.rupees(count.valid()));
        return asked.remark() == null ? said : said + " " + asked.remark();
    }

    private static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }

    /** Of each circle in which it came; the most first. */
    @Transactional(readOnly = true)
    public List<CauseCount> counts(String rootCause, Scope scope) {
        return jdbc.sql("""
                        select max(d.root_cause) as name, d.circle, count(*) as disputes, sum(d.disputed_amount) as claimed,
                               coalesce(sum(d.decided_amount), 0) as valid
                        from dispute d
                        where lower(d.root_cause) = lower(:cause) and d.circle = any (:circles) and %s <= app_now()
                        group by d.circle order by count(*) desc, d.circle
                        """.formatted(CAME_AT))
                .param("cause", rootCause.strip())
                .param("circles", scope.toArray())
                .query(CauseCount.class)
                .list();
    }

    /** By root cause in small letters: each circle in which it came, with what was asked last. */
    @Transactional(readOnly = true)
    public Map<String, List<FixTicket>> byCause(Scope scope) {
        return jdbc
                .sql("""
                        with ticket as (
                            select distinct on (t.circle, split_part(t.key, ':', 3)) t.circle, split_part(t.key, ':', 3) as mark,
                                   o.full_name as owner, t.due_on, t.created_at, t.done_at
                            from task t join app_user o on o.id = t.owner_id
                            where t.about_kind = :kind and t.circle = any (:circles)
                            order by t.circle, split_part(t.key, ':', 3), t.done_at is not null, t.created_at desc)
                        select lower(d.root_cause) as cause, d.circle, t.owner, t.due_on, t.created_at as asked_at, t.done_at,
                               count(*) filter (where case when t.created_at is not null then %s > t.created_at end) as again
                        from dispute d left join ticket t on t.circle = d.circle and t.mark = md5(lower(d.root_cause))
                        where d.root_cause is not null and d.circle = any (:circles)
                        group by 1, 2, 3, 4, 5, 6 order by 1, 2
                        """.formatted(CAME_AT))
                .param("kind", KIND)
                .param("circles", scope.toArray())
                .query(FixTicket.class)
                .list()
                .stream()
                .collect(Collectors.groupingBy(FixTicket::cause));
    }

    /** People of finance who see the circle, by mail address. */
    @Transactional(readOnly = true)
    public List<Choice> people(String circle) {
        return jdbc.sql("""
                        select u.email as value, u.full_name as label from app_user u
                        where u.disabled_at is null and u.role = 'FINANCE'
                          and (u.all_circles or exists (
                              select from user_circle c
                              where c.user_id = u.id and c.circle = :circle and c.circle = any (app_circles())))
                        order by lower(u.full_name), u.email
                        """).param("circle", circle).query(Choice.class).list();
    }
}

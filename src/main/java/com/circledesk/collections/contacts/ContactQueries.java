package com.circledesk.collections.contacts;

import com.circledesk.receivables.Selection;
import com.circledesk.receivables.Selections;
import com.circledesk.shared.Listing;
import com.circledesk.users.Scope;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads the contact log. */
@Service
@Transactional(readOnly = true)
public class ContactQueries {
    private static final int PEOPLE_MAX = 50;

    private static final String FROM = """
            from contact c join account a on a.id = c.account_id
            where c.circle = any (:circles)
              and (cast(:accounts as bigint[]) is null or c.account_id = any (cast(:accounts as bigint[])))
              and (cast(:channel as text) is null or c.channel = :channel)
              and (cast(:result as text) is null or c.result = :result)
              and (cast(:from as date) is null or c.contacted_on >= :from)
              and (cast(:to as date) is null or c.contacted_on <= :to)
              and (cast(:followUpBy as date) is null or c.follow_up_on <= :followUpBy and %1$s)
              and (:text = '' or position(:text in lower(c.person)) > 0 or position(:text in lower(c.remark)) > 0
                   or position(:text in lower(c.recorded_by)) > 0
                   or exists (select from app_user u
                              where lower(u.email) = lower(c.recorded_by) and position(:text in lower(u.full_name)) > 0))
            """.formatted("""
            not exists (select from contact l where l.account_id = c.account_id and (l.contacted_on, l.id) > (c.contacted_on, c.id))
            """.strip());

    private static final String ROW = """
            select c.id, a.code as account, a.customer_name, c.circle, c.channel, c.person, c.result, c.remark, c.contacted_on,
                   c.follow_up_on,
                   not exists (select from contact l
                               where l.account_id = c.account_id and (l.contacted_on, l.id) > (c.contacted_on, c.id)) as latest,
                   c.recorded_at, c.recorded_by as by
            """;

    private final JdbcClient jdbc;
    private final Selections selections;

    ContactQueries(JdbcClient jdbc, Selections selections) {
        this.jdbc = jdbc;
        this.selections = selections;
    }

    public long count(Scope scope, ContactFilter filter) {
        return in(scope, filter, "select count(*) " + FROM).query(Long.class).single();
    }

    public List<ContactRow> rows(
            Scope scope, ContactFilter filter, ContactSort sort, boolean turned, int page, int size) {
        return listed(scope, filter, sort, turned).page(page, size);
    }

    public void forEach(
            Scope scope, ContactFilter filter, ContactSort sort, boolean turned, Consumer<ContactRow> each) {
        listed(scope, filter, sort, turned).forEach(each);
    }

    private Listing<ContactRow> listed(Scope scope, ContactFilter filter, ContactSort sort, boolean turned) {
        return new Listing<>(
                in(scope, filter, ROW + FROM + " order by " + sort.orderBy(turned) + Listing.CUT), ContactRow.class);
    }

    /** The last contact of each of these accounts that was ever spoken to. */
    public List<LastContact> last(Scope scope, Collection<Long> accountIds) {
        return jdbc.sql("""
                        select distinct on (c.account_id) c.account_id, c.contacted_on, c.person, c.follow_up_on,
                               max(c.contacted_on) filter (where c.result <> 'NOT_REACHED') over (partition by c.account_id) as answered_on
                        from contact c
                        where c.circle = any (:circles) and c.account_id = any (:accounts)
                        order by c.account_id, c.contacted_on desc, c.id desc
                        """)
                .param("circles", scope.toArray())
                .param("accounts", accountIds.toArray(Long[]::new))
                .query(LastContact.class)
                .list();
    }

    /** The same in short, of thousands of accounts. */
    public Map<Long, LastSpoken> lastSpoken(Scope scope, Collection<Long> accountIds) {
        Map<Long, LastSpoken> found = new HashMap<>();
        jdbc.sql("""
                        select a.id, c.contacted_on, c.follow_up_on
                        from unnest(:accounts) a (id)
                        cross join lateral (
                            select contacted_on, follow_up_on from contact where account_id = a.id and circle = any (:circles)
                            order by contacted_on desc, id desc limit 1) c
                        """)
                .param("circles", scope.toArray())
                .param("accounts", accountIds.toArray(Long[]::new))
                .query(row -> {
                    found.put(
                            row.getLong(1),
                            new LastSpoken(row.getObject(2, LocalDate.class), row.getObject(3, LocalDate.class)));
                });
        return found;
    }

    /** Whom of these accounts one spoke to before, to choose from; the last first. */
    public List<String> people(String account, Scope scope) {
        return jdbc.sql("""
                        select c.person from contact c join account a on a.id = c.account_id
                        where lower(a.code) = lower(:account) and c.circle = any (:circles)
                        group by c.person order by max(c.contacted_on) desc, c.person limit :max
                        """)
                .param("account", account)
                .param("circles", scope.toArray())
                .param("max", PEOPLE_MAX)
                .query(String.class)
                .list();
    }

    private JdbcClient.StatementSpec in(Scope scope, ContactFilter filter, String sql) {
        Selection selection = selections.select(scope, filter.book());
        return jdbc.sql(sql)
                .param("circles", selection.circles())
                .param("accounts", selection.accounts())
                .param(
                        "channel",
                        filter.channel() == null ? null : filter.channel().name(),
                        Types.VARCHAR)
                .param(
                        "result",
                        filter.result() == null ? null : filter.result().name(),
                        Types.VARCHAR)
                .param("from", filter.from(), Types.DATE)
                .param("to", filter.to(), Types.DATE)
                .param("followUpBy", filter.followUpBy(), Types.DATE)
                .param("text", filter.text().toLowerCase(Locale.ROOT));
    }
}

package com.circledesk.collections.support;

import com.circledesk.receivables.BookFilter;
import com.circledesk.receivables.Selection;
import com.circledesk.receivables.Selections;
import com.circledesk.shared.Listing;
import com.circledesk.shared.NotFoundException;
import com.circledesk.users.Scope;
import java.sql.Types;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads requests for support. Another circle's is as good as missing. */
@Service
@Transactional(readOnly = true)
public class SupportQueries {
    private static final int FOUND_MAX = 250;

    private static final String LATE =
            "(s.status = 'ASKED' and s.answer_by < :today or s.status = 'ACCEPTED' and s.due_on < :today)";

    private static final String FROM = """
            from support_request s
            join account a on a.id = s.account_id
            join app_user q on q.id = s.asked_by_id
            join app_user o on o.id = s.owner_id
            where s.circle = any (:circles)
              and (cast(:accounts as bigint[]) is null or s.account_id = any (cast(:accounts as bigint[])))
              and (cast(:desk as text) is null or s.desk = :desk)
              and (cast(:person as bigint) is null or :person in (s.asked_by_id, s.owner_id))
              and case cast(:state as text)
                      when 'open' then s.ended_at is null
                      when 'late' then %s
                      when 'ended' then s.ended_at is not null
                      else true end
              and (:text = '' or position(:text in lower(s.support_ref)) > 0 or position(:text in lower(s.subject)) > 0
                   or position(:text in lower(a.code)) > 0 or position(:text in lower(a.customer_name)) > 0)
            """.formatted(LATE);

    private static final String ROW = """
            select s.id, s.support_ref as ref, a.code as account, a.customer_name, s.circle, s.desk, s.subject, s.details, s.unblocks,
                   s.asked_by_id, q.full_name as asked_by, s.owner_id, o.full_name as owner, s.answer_by, s.due_on, s.status, s.asked_at,
                   s.answered_at, s.ended_at, s.rating
            """;

    private final JdbcClient jdbc;
    private final Selections selections;

    SupportQueries(JdbcClient jdbc, Selections selections) {
        this.jdbc = jdbc;
        this.selections = selections;
    }

    public List<SupportRow> rows(
            Scope scope, SupportFilter filter, LocalDate today, SupportSort sort, boolean turned, int page, int size) {
        return listed(scope, filter, today, sort, turned).page(page, size);
    }

    public void forEach(
            Scope scope,
            SupportFilter filter,
            LocalDate today,
            SupportSort sort,
            boolean turned,
            Consumer<SupportRow> each) {
        listed(scope, filter, today, sort, turned).forEach(each);
    }

    private Listing<SupportRow> listed(
            Scope scope, SupportFilter filter, LocalDate today, SupportSort sort, boolean turned) {
        return new Listing<>(
                in(scope, filter, today, ROW + FROM + " order by " + sort.orderBy(turned) + Listing.CUT),
                SupportRow.class);
    }

    public SupportTotals totals(Scope scope, SupportFilter filter, LocalDate today) {
        return in(scope, filter, today, """
                        select count(*) as requests, count(*) filter (where %s) as late, coalesce(sum(s.unblocks), 0) as unblocks,
                               round(avg(s.rating), 1) as rating, count(s.rating) as rated
                        """.formatted(LATE) + FROM)
                .query(SupportTotals.class)
                .single();
    }

    public SupportRow get(String ref, LocalDate today, Scope scope) {
        SupportFilter filter = new SupportFilter(BookFilter.NONE, null, null, null, ref);
        return rows(scope, filter, today, SupportSort.CLOCK, false, 0, FOUND_MAX).stream()
                .filter(row -> row.ref().equalsIgnoreCase(ref))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("Request for support", ref));
    }

    /** The last first. */
    public List<SupportEvent> events(long requestId, Scope scope) {
        return jdbc.sql("""
                        select kind, remark, recorded_at as at, recorded_by as by from support_event
                        where request_id = :request and circle = any (:circles) order by id desc
                        """)
                .param("request", requestId)
                .param("circles", scope.toArray())
                .query(SupportEvent.class)
                .list();
    }

    private JdbcClient.StatementSpec in(Scope scope, SupportFilter filter, LocalDate today, String sql) {
        Selection selection = selections.select(scope, filter.book());
        return jdbc.sql(sql)
                .param("circles", selection.circles())
                .param("accounts", selection.accounts())
                .param("desk", filter.desk() == null ? null : filter.desk().name(), Types.VARCHAR)
                .param("person", filter.person(), Types.BIGINT)
                .param("state", filter.state(), Types.VARCHAR)
                .param("today", today)
                .param("text", filter.text().toLowerCase(Locale.ROOT));
    }
}

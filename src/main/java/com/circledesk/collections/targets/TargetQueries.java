package com.circledesk.collections.targets;

import com.circledesk.circles.WorkingDays;
import com.circledesk.receivables.LedgerMemory;
import com.circledesk.receivables.Selection;
import com.circledesk.receivables.Selections;
import com.circledesk.shared.Money;
import com.circledesk.users.Scope;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads targets and the bridge from them to what is missing. */
@Service
@Transactional(readOnly = true)
public class TargetQueries {
    private static final long NOBODY = 0;

    private final JdbcClient jdbc;
    private final Selections selections;
    private final WorkingDays days;
    private final AccountBridges accounts;
    private final LedgerMemory memory;

    TargetQueries(
            JdbcClient jdbc, Selections selections, WorkingDays days, AccountBridges accounts, LedgerMemory memory) {
        this.jdbc = jdbc;
        this.selections = selections;
        this.days = days;
        this.accounts = accounts;
        this.memory = memory;
    }

    /** Of the whole scope, as of today or the end of a month that is over. */
    public Bridge bridge(Scope scope, YearMonth month, LocalDate asOf, BridgeGroup groupBy) {
        return bridge(scope, BridgeRequest.of(month, asOf, groupBy));
    }

    /** The largest shortfall first. Accounts without a target are in it where something came or is promised. */
    public Bridge bridge(Scope scope, BridgeRequest asked) {
        Selection selection = selections.select(scope, asked.filter());
        List<AccountBridge> found = accounts.read(selection, asked);
        Map<String, Integer> left = days.between(
                List.of(selection.circles()), asked.asOf(), asked.month().atEndOfMonth());
        Map<String, List<AccountBridge>> groups = new LinkedHashMap<>();
        Map<String, String> labels = new LinkedHashMap<>();
        for (AccountBridge account : found) {
            String key = key(account, asked.groupBy());
            groups.computeIfAbsent(key, each -> new ArrayList<>()).add(account);
            labels.put(key, label(account, asked.groupBy()));
        }
        List<BridgeRow> rows = new ArrayList<>();
        groups.forEach(
                (key, group) -> rows.add(BridgeSums.sum(key, Objects.requireNonNull(labels.get(key)), group, left)));
        rows.sort(Comparator.comparing(BridgeRow::shortfall)
                .reversed()
                .thenComparing(Comparator.comparing(BridgeRow::target).reversed())
                .thenComparing(BridgeRow::key));
        return new Bridge(asked, rows, BridgeSums.sum("total", "total", found, left));
    }

    private static String key(AccountBridge account, BridgeGroup groupBy) {
        return switch (groupBy) {
            case ACCOUNT -> account.code();
            case MANAGER -> String.valueOf(account.managerId() == null ? NOBODY : account.managerId());
            case CIRCLE -> account.circle();
        };
    }

    private static String label(AccountBridge account, BridgeGroup groupBy) {
        return switch (groupBy) {
            case ACCOUNT -> account.customerName();
            case MANAGER -> account.managerName() == null ? "" : account.managerName();
            case CIRCLE -> account.circleName();
        };
    }

    /**
     * The invoices that would close each account's gap if they were paid, as they are open now: what is due by the month's end
     * first, of that the largest, so that the fewest have to be asked for. An account's are remembered until something of it changes.
     */
    public List<ClosingInvoice> closingInvoices(Scope scope, BridgeRequest asked, int limit) {
        Selection selection = selections.select(scope, asked.filter());
        List<ClosingInvoice> ofEach = memory.recallRows(
                selection,
                asked.asOf(),
                Arrays.asList("closing invoices", asked.month(), asked.manager(), limit),
                ClosingInvoice::accountId,
                of -> readClosing(of, gaps(selection, asked, of), asked, limit));
        LocalDate last = asked.month().atEndOfMonth();
        return ofEach.stream()
                .sorted(Comparator.comparing(
                                (ClosingInvoice each) -> each.dueDate().isAfter(last))
                        .thenComparing(ClosingInvoice::net, Comparator.reverseOrder())
                        .thenComparing(ClosingInvoice::invoiceNo))
                .limit(limit)
                .toList();
    }

    private Map<Long, BigDecimal> gaps(Selection selection, BridgeRequest asked, Selection of) {
        Set<Long> wanted = of.accounts() == null ? Set.of() : Set.of(of.accounts());
        Map<Long, BigDecimal> gaps = new LinkedHashMap<>();
        for (AccountBridge account : accounts.read(selection, asked)) {
            BigDecimal gap = account.target().subtract(account.received()).subtract(account.promised());
            if (gap.signum() > 0 && (of.accounts() == null || wanted.contains(account.accountId()))) {
                gaps.put(account.accountId(), gap);
            }
        }
        return gaps;
    }

    private List<ClosingInvoice> readClosing(Selection of, Map<Long, BigDecimal> gaps, BridgeRequest asked, int limit) {
        if (gaps.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        with gap as (
                            select g.account_id, g.amount
                            from unnest(cast(:accounts as bigint[]), cast(:gaps as numeric[])) g (account_id, amount)
                        ), disputed as materialized (
                            select d.invoice_id, sum(d.amount) as amount from disputed_amounts(:today, null, :circles, :accounts) d
                            group by d.invoice_id
                        ), promised as materialized (
                            select p.invoice_id, sum(p.amount) as amount
                            from promised_amounts_of(:circles, :accounts, :today, null) p group by p.invoice_id
                        ), candidate as (
                            select o.invoice_id, o.account_id, o.circle, o.due_date, o.open_amount as open,
                                   o.open_amount - coalesce(d.amount, 0) - coalesce(p.amount, 0) as free
                            from gap g
                            join open_item o on o.account_id = g.account_id
                            left join disputed d on d.invoice_id = o.invoice_id
                            left join promised p on p.invoice_id = o.invoice_id
                            where o.account_id = any (:accounts) and o.circle = any (:circles) and o.open_amount > 0
                              and o.open_amount > coalesce(d.amount, 0) + coalesce(p.amount, 0)
                        ), item as materialized (
                            select * from (
                                select c.*, row_number() over (partition by c.account_id order by c.due_date > :last, c.free desc, c.invoice_id) as place
                                from candidate c) c
                            where c.place <= :limit
                        ), expected as materialized (
                            select t.invoice_id, sum(t.amount) as amount
                            from expected_tax(array(select i.invoice_id from item i), :today) t group by t.invoice_id
                        ), netted as (
                            select i.*, i.free - round(least(i.open, greatest(0, coalesce(t.amount, 0) - coalesce(b.amount, 0)))
                                                       * i.free / i.open, 2) as net
                            from item i
                            left join expected t on t.invoice_id = i.invoice_id
                            left join lateral (select -sum(e.amount) as amount from ledger_entry e
                                               where e.invoice_id = i.invoice_id and e.counts_as in ('TDS', 'GST_TDS')) b on true
                        ), summed as (
                            select n.*, sum(n.net) over (partition by n.account_id order by n.place) - n.net as before
                            from netted n where n.net > 0
                        )
                        select s.account_id, i.invoice_no, a.code as account, a.customer_name, s.circle, s.due_date,
                               greatest(0, :today - s.due_date) as days_overdue, s.open, s.free, s.net
                        from summed s join gap g on g.account_id = s.account_id and s.before < g.amount
                        join invoice i on i.id = s.invoice_id join account a on a.id = s.account_id
                        """)
                .param("accounts", gaps.keySet().toArray(Long[]::new))
                .param("gaps", gaps.values().toArray(BigDecimal[]::new))
                .param("circles", of.circles())
                .param("today", asked.asOf())
                .param("last", asked.month().atEndOfMonth())
                .param("limit", limit)
                .query((row, n) -> new ClosingInvoice(
                        row.getLong("account_id"),
                        row.getString("invoice_no"),
                        row.getString("account"),
                        row.getString("customer_name"),
                        row.getString("circle"),
                        row.getObject("due_date", LocalDate.class),
                        row.getInt("days_overdue"),
                        Money.of(row.getBigDecimal("open")),
                        Money.of(row.getBigDecimal("free")),
                        Money.of(row.getBigDecimal("net"))))
                .list();
    }
}

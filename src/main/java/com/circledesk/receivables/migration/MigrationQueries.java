package com.circledesk.receivables.migration;

import com.circledesk.receivables.LedgerMemory;
import com.circledesk.receivables.Selection;
import com.circledesk.receivables.Selections;
import com.circledesk.receivables.ageing.AgeingQueries;
import com.circledesk.receivables.ageing.AgeingRequest;
import com.circledesk.shared.Money;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Follows open amounts from one date to another. Amounts of the same account, charge type, invoice date and due date move
 * through the buckets together, so they are followed as one.
 */
@Service
@Transactional(readOnly = true)
public class MigrationQueries {
    private static final String OPEN = """
            select account_id, charge_type, invoice_date, due_date, sum(amount) as amount
            from ledger_balances(%s, cast(:knownOn as date), :circles, cast(:accounts as bigint[]))
            where charge_type <> 'ON_ACCOUNT' and %s
            group by 1, 2, 3, 4
            """;

    private static final String MOVED = """
            select account_id, charge_type, invoice_date, due_date,
                   sum(amount) filter (where counts_as in ('INVOICE', 'DEBIT_NOTE')) as billed,
                   sum(amount) filter (where counts_as = 'ALLOCATION') as collected,
                   sum(amount) filter (where counts_as = 'CREDIT_NOTE') as credited,
                   sum(amount) filter (where counts_as in ('TDS', 'GST_TDS', 'DEDUCTION', 'ROUND_OFF', 'WRITE_OFF')) as deducted
            from ledger_day
            where effective_on > :from and effective_on <= :to and charge_type <> 'ON_ACCOUNT'
              and (cast(:knownOn as date) is null or recorded_on <= :knownOn) and %s
            group by 1, 2, 3, 4
            """;

    private final JdbcClient jdbc;
    private final Selections selections;
    private final AgeingQueries ageings;
    private final LedgerMemory memory;

    MigrationQueries(JdbcClient jdbc, Selections selections, AgeingQueries ageings, LedgerMemory memory) {
        this.jdbc = jdbc;
        this.selections = selections;
        this.ageings = ageings;
        this.memory = memory;
    }

    /** @param after what is asked for at the second date */
    public Migration migration(Scope scope, LocalDate from, AgeingRequest after) {
        int buckets = after.buckets().size();
        TreeMap<Integer, Sums> rows = new TreeMap<>(
                (one, other) -> one.equals(other) ? 0 : one < 0 ? 1 : other < 0 ? -1 : Integer.compare(one, other));
        Sums totals = new Sums(buckets);
        for (Moved each : moved(selections.select(scope, after.filter()), from, after)) {
            rows.computeIfAbsent(each.was(), was -> new Sums(buckets)).add(each);
            totals.add(each);
        }
        return new Migration(
                ageings.ageing(scope, after.at(from)),
                ageings.ageing(scope, after),
                rows.entrySet().stream()
                        .map(row -> row.getValue().row(row.getKey()))
                        .filter(row -> !row.isZeroThroughout())
                        .toList(),
                totals.row(MigrationRow.NEW));
    }

    /** What moved of an account from a bucket (-1: from none) to another. */
    private record Moved(
            long accountId,
            int was,
            int isNow,
            Money opening,
            Money billed,
            Money collected,
            Money credited,
            Money deducted,
            Money closing) {}

    /** Remembered by account until something of it changes. */
    private List<Moved> moved(Selection selection, LocalDate from, AgeingRequest after) {
        return memory.recallRows(
                selection,
                after.asOf(),
                Arrays.asList("migration", from, after.knownOn(), after.buckets()),
                Moved::accountId,
                of -> read(of, from, after));
    }

    private List<Moved> read(Selection selection, LocalDate from, AgeingRequest after) {
        String sql = """
                select account_id,
                       case when coalesce(o.amount, 0) = 0 then -1
                            else width_bucket(cast(:from as date) - %4$s, cast(:thresholds as integer[])) end as was,
                       width_bucket(cast(:to as date) - %4$s, cast(:thresholds as integer[])) as is_now,
                       coalesce(sum(o.amount), 0) as opening, coalesce(sum(m.billed), 0) as billed,
                       coalesce(sum(m.collected), 0) as collected, coalesce(sum(m.credited), 0) as credited,
                       coalesce(sum(m.deducted), 0) as deducted, coalesce(sum(c.amount), 0) as closing
                from (%1$s) o
                full join (%2$s) c using (account_id, charge_type, invoice_date, due_date)
                full join (%3$s) m using (account_id, charge_type, invoice_date, due_date)
                group by 1, 2, 3
                """.formatted(
                        OPEN.formatted(":from", Selection.CONDITION),
                        OPEN.formatted(":to", Selection.CONDITION),
                        MOVED.formatted(Selection.CONDITION),
                        after.buckets().basis().column());
        return selection
                .in(jdbc.sql(sql))
                .param("from", from)
                .param("to", after.asOf())
                .param("knownOn", after.knownOn())
                .param("thresholds", after.buckets().thresholdArray())
                .query(Moved.class)
                .list();
    }

    /** A row while it is summed up. */
    private static final class Sums {
        private Money opening = Money.ZERO;
        private Money billed = Money.ZERO;
        private Money collected = Money.ZERO;
        private Money credited = Money.ZERO;
        private Money deducted = Money.ZERO;
        private final List<Money> moved;

        Sums(int buckets) {
            moved = new ArrayList<>(Collections.nCopies(buckets, Money.ZERO));
        }

        void add(Moved each) {
            opening = opening.plus(each.opening());
            billed = billed.plus(each.billed());
            collected = collected.plus(each.collected());
            credited = credited.plus(each.credited());
            deducted = deducted.plus(each.deducted());
            moved.set(each.isNow(), moved.get(each.isNow()).plus(each.closing()));
        }

        MigrationRow row(int bucket) {
            return new MigrationRow(bucket, opening, billed, collected, credited, deducted, moved);
        }
    }
}

package com.circledesk.receivables;

import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.Types;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Sums over the ledger that were read before, for as long as they are what would be read again. A sum is kept with the
 * database's snapshot it was read in; the transaction that wants it asks whether anything that it sees was posted since
 * ({@code ledger_unchanged}), by whichever instance. An entry that takes effect after the day of a sum leaves it as it is.
 */
@Component
public class LedgerMemory {
    /** Rows of answers, which are well below a kilobyte each. */
    private static final int ROWS = 40_000;

    /** From so many on it costs less to read all of them at once. */
    private static final int ACCOUNTS_READ_APART = 200;

    /** Far below the day for which the database keeps what changed. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final Cache<Key, Sum> sums = Caffeine.newBuilder()
            .maximumWeight(ROWS)
            .weigher((Key key, Sum sum) -> 1 + rows(sum.value()))
            .expireAfterWrite(LONGEST)
            .build();

    LedgerMemory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param seenBy what row-level security showed when it was read: nobody is given what he would not be shown */
    private record Key(
            Scope seenBy,
            Object question,
            List<String> circles,
            @Nullable List<Long> accounts,
            @Nullable List<String> chargeTypes,
            LocalDate day) {
        static Key of(Object question, Selection selection, LocalDate day) {
            return new Key(
                    ActorContext.required().scope(),
                    question,
                    List.of(selection.circles()),
                    list(selection.accounts()),
                    list(selection.chargeTypes()),
                    day);
        }

        private static <T> @Nullable List<T> list(T @Nullable [] values) {
            return values == null ? null : List.of(values);
        }
    }

    private record Sum(String seen, Object value) {}

    /** @param accounts of which something changed, or null: perhaps of all */
    private record Changed(String moment, @Nullable Set<Long> accounts) {}

    private record Answer(String moment, List<Integer> unchanged) {}

    /**
     * @param day up to which entries count
     * @param question what else the answer depends on, besides the names of accounts
     * @param read gives what may be shared and is never changed
     */
    @SuppressWarnings("NullAway")
    public <V> V recall(Selection selection, LocalDate day, Object question, Supplier<V> read) {
        return recall(selection, List.of(day), question, days -> Map.of(day, read.get()))
                .get(day);
    }

    /** The same for several days; those that are not known any more are read together. */
    public <V> Map<LocalDate, V> recall(
            Selection selection,
            Collection<LocalDate> days,
            Object question,
            Function<Collection<LocalDate>, Map<LocalDate, V>> read) {
        if (!TransactionSynchronizationManager.isCurrentTransactionReadOnly() || ActorContext.current() == null) {
            return read.apply(days);
        }
        Map<LocalDate, Sum> kept = new LinkedHashMap<>();
        for (LocalDate day : new TreeSet<>(days)) {
            Sum sum = sums.getIfPresent(Key.of(question, selection, day));
            if (sum != null) {
                kept.put(day, sum);
            }
        }
        Answer answer = ask(selection, kept);
        Map<LocalDate, V> found = new LinkedHashMap<>();
        List<LocalDate> asked = List.copyOf(kept.keySet());
        for (int number : answer.unchanged()) {
            LocalDate day = asked.get(number - 1);
            found.put(day, Objects.requireNonNull(this.<V>value(kept.get(day))));
        }
        List<LocalDate> missing = new ArrayList<>(new TreeSet<>(days));
        missing.removeAll(found.keySet());
        if (!missing.isEmpty()) {
            Map<LocalDate, V> fresh = read.apply(missing);
            fresh.forEach((day, value) -> sums.put(
                    Key.of(question, selection, day), new Sum(answer.moment(), Objects.requireNonNull(value))));
            found.putAll(fresh);
        }
        return found;
    }

    /**
     * The same where each row is of one account and says nothing of another: after a change only the accounts that it names are
     * read, if it names few.
     */
    public <V> List<V> recallRows(
            Selection selection,
            LocalDate day,
            Object question,
            ToLongFunction<V> account,
            Function<Selection, List<V>> read) {
        if (!TransactionSynchronizationManager.isCurrentTransactionReadOnly() || ActorContext.current() == null) {
            return read.apply(selection);
        }
        Key key = Key.of(question, selection, day);
        Sum sum = sums.getIfPresent(key);
        Changed changed = changed(selection, day, sum);
        Set<Long> accounts = changed.accounts();
        List<V> kept = value(sum);
        if (kept != null && accounts != null && accounts.isEmpty()) {
            return kept;
        }
        List<V> rows = kept == null || accounts == null || accounts.size() > ACCOUNTS_READ_APART
                ? read.apply(selection)
                : Stream.concat(
                                kept.stream().filter(row -> !accounts.contains(account.applyAsLong(row))),
                                read.apply(selection.narrowedTo(accounts)).stream())
                        .toList();
        sums.put(key, new Sum(changed.moment(), rows));
        return rows;
    }

    private Changed changed(Selection selection, LocalDate day, @Nullable Sum sum) {
        return jdbc.sql("""
                        select pg_current_snapshot()::text as moment,
                               ledger_changed(cast(:seen as pg_snapshot), :circles, :day) as accounts
                        """)
                .param("seen", sum == null ? null : sum.seen(), Types.VARCHAR)
                .param("circles", selection.circles())
                .param("day", day)
                .query((row, number) -> new Changed(
                        row.getString("moment"),
                        row.getArray("accounts") == null
                                ? null
                                : Set.of((Long[]) row.getArray("accounts").getArray())))
                .single();
    }

    private static int rows(Object value) {
        return value instanceof Map<?, ?> map ? map.size() : value instanceof List<?> list ? list.size() : 0;
    }

    @SuppressWarnings("unchecked")
    private <V> @Nullable V value(@Nullable Sum sum) {
        return sum == null ? null : (V) sum.value();
    }

    private Answer ask(Selection selection, Map<LocalDate, Sum> kept) {
        return jdbc.sql("""
                        select pg_current_snapshot()::text as moment,
                               array(select number::integer
                                     from unnest(cast(:seen as pg_snapshot[]), cast(:days as date[]))
                                          with ordinality as kept (seen, day, number)
                                     where ledger_unchanged(kept.seen, :circles, kept.day)) as unchanged
                        """)
                .param("seen", kept.values().stream().map(Sum::seen).toArray(String[]::new))
                .param("days", kept.keySet().stream().map(LocalDate::toString).toArray(String[]::new))
                .param("circles", selection.circles())
                .query((row, number) -> new Answer(row.getString("moment"), Arrays.asList((Integer[])
                        row.getArray("unchanged").getArray())))
                .single();
    }

    /** What changed longer ago than any sum is kept. */
    @Transactional
    public void forgetOldChanges() {
        jdbc.sql("delete from ledger_change where recorded_at < app_now() - interval '1 day'")
                .update();
    }

    /** For a database whose past was taken away, as tests do. */
    public void forgetAll() {
        sums.invalidateAll();
    }
}

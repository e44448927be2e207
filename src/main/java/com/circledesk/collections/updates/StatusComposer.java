package com.circledesk.collections.updates;

import com.circledesk.receivables.ageing.AgeBuckets;
import com.circledesk.receivables.ageing.AgeingBasis;
import com.circledesk.shared.Money;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Composes what there is to say of a manager's accounts, all of one moment. */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
public class StatusComposer {
    private static final int DAYS_BEFORE_FIRST = 7;

    private final StatusBook book;
    private final List<StatusPart> parts;
    private final StatusWords words;
    private final StatusSchedules schedules;
    private final Clock clock;

    StatusComposer(StatusBook book, List<StatusPart> parts, StatusWords words, StatusSchedules schedules, Clock clock) {
        this.book = book;
        this.parts = List.copyOf(parts);
        this.words = words;
        this.schedules = schedules;
        this.clock = clock;
    }

    /** As of today and as known now; what weighs most comes first. */
    public ComposedUpdate compose(String circle, long managerId, Scope scope) {
        LocalDate today = LocalDate.now(clock);
        Instant knownAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        AgeBuckets buckets = AgeBuckets.standard(AgeingBasis.DUE);
        List<StatusBook.Account> accounts = book.accounts(circle, managerId, today, scope);
        return new ComposedUpdate(
                circle,
                managerId,
                schedules.dueOn(circle, today),
                today,
                knownAt,
                buckets,
                of(accounts, buckets, today, scope));
    }

    private List<AccountStatus> of(List<StatusBook.Account> accounts, AgeBuckets buckets, LocalDate asOf, Scope scope) {
        // The demonstration composes its past as it was known then.
        LocalDate knownOn = ActorContext.now() == null ? null : asOf;
        List<Long> ids = accounts.stream().map(StatusBook.Account::id).toList();
        Map<Long, StatusFigures> figures = book.figures(ids, buckets, asOf, knownOn, scope);
        Map<Long, StatusBook.Before> before = book.before(ids, scope);
        Map<Long, LocalDate> since = new HashMap<>();
        ids.forEach(id -> since.put(id, since(before.get(id), asOf)));
        Map<Long, StatusMovement> movements = book.movements(since, asOf, knownOn, scope);
        Map<Long, List<StatusItem>> items = new HashMap<>();
        parts.forEach(part -> part.read(ids, asOf, scope)
                .forEach((account, said) ->
                        items.computeIfAbsent(account, id -> new ArrayList<>()).addAll(said)));
        StatusFigures nothing =
                new StatusFigures(Collections.nCopies(buckets.size(), Money.ZERO), Money.ZERO, Money.ZERO);
        return accounts.stream()
                .map(account -> status(
                        account,
                        figures.getOrDefault(account.id(), nothing),
                        before.get(account.id()),
                        movements.getOrDefault(account.id(), StatusMovement.NONE),
                        items.getOrDefault(account.id(), List.of()),
                        buckets,
                        asOf))
                .sorted(Comparator.comparing(
                                (AccountStatus each) -> each.figures().overdue())
                        .thenComparing(each -> each.figures().open())
                        .reversed())
                .toList();
    }

    private static LocalDate since(StatusBook.@Nullable Before before, LocalDate asOf) {
        return before == null ? asOf.minusDays(DAYS_BEFORE_FIRST) : before.asOf();
    }

    private AccountStatus status(
            StatusBook.Account account,
            StatusFigures figures,
            StatusBook.@Nullable Before before,
            StatusMovement moved,
            List<StatusItem> items,
            AgeBuckets buckets,
            LocalDate asOf) {
        Money openingNow = figures.closing().minus(moved.closing());
        Money opening = before == null ? openingNow : before.figures().closing();
        StatusMovement movement = new StatusMovement(
                opening,
                openingNow.minus(opening),
                moved.billed(),
                moved.received(),
                moved.taxed(),
                moved.credited(),
                moved.adjusted());
        AccountStatus status = new AccountStatus(
                account.id(),
                account.code(),
                account.customerName(),
                account.operator(),
                figures,
                since(before, asOf),
                before == null ? null : before.updateId(),
                before == null || !before.bounds().equals(buckets.bounds()) ? null : before.figures(),
                before == null ? null : before.remark(),
                movement,
                items.stream().sorted(Comparator.comparing(StatusItem::kind)).toList(),
                "",
                null);
        return status.saying(words.summary(status, buckets, asOf));
    }

    /** Figures of the same day as they are known now, by account id: of those accounts that were told otherwise. */
    public Map<Long, StatusFigures> restated(StatusUpdate update, Scope scope) {
        Map<Long, StatusFigures> now = book.figures(
                update.accounts().stream().map(AccountStatus::accountId).toList(),
                update.buckets(),
                update.asOf(),
                null,
                scope);
        Map<Long, StatusFigures> restated = new HashMap<>();
        for (AccountStatus told : update.accounts()) {
            StatusFigures known = Objects.requireNonNullElseGet(
                    now.get(told.accountId()),
                    () -> new StatusFigures(
                            told.figures().amounts().stream()
                                    .map(each -> Money.ZERO)
                                    .toList(),
                            Money.ZERO,
                            Money.ZERO));
            if (!known.equals(told.figures())) {
                restated.put(told.accountId(), known);
            }
        }
        return restated;
    }
}

package com.circledesk.collections.targets;

import com.circledesk.forms.FormKey;
import com.circledesk.forms.FormSubmissions;
import com.circledesk.forms.Submission;
import com.circledesk.receivables.BookFilter;
import com.circledesk.receivables.Words;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Money;
import com.circledesk.shared.Texts;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Colleague;
import com.circledesk.users.Scope;
import com.circledesk.users.UserQueries;
import com.circledesk.work.About;
import com.circledesk.work.NewTask;
import com.circledesk.work.Tasks;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Ends a month for accounts once it is over: reached, or the rest carried forward with a reason and an owner. Once each. */
@Service
@Transactional
public class MonthClose {
    private final JdbcClient jdbc;
    private final TargetRecords records;
    private final TargetQueries targets;
    private final FormSubmissions submissions;
    private final Tasks tasks;
    private final UserQueries users;
    private final Texts texts;
    private final Clock clock;

    MonthClose(
            JdbcClient jdbc,
            TargetRecords records,
            TargetQueries targets,
            FormSubmissions submissions,
            Tasks tasks,
            UserQueries users,
            Texts texts,
            Clock clock) {
        this.jdbc = jdbc;
        this.records = records;
        this.targets = targets;
        this.submissions = submissions;
        this.tasks = tasks;
        this.users = users;
        this.texts = texts;
        this.clock = clock;
    }

    /** In the order of their labels; those that are retired are no choice any more. */
    @Transactional(readOnly = true)
    public List<ShortfallReason> reasons() {
        return jdbc.sql(
                        "select code, label, retired_at is not null as retired from shortfall_reason order by lower(label)")
                .query(ShortfallReason.class)
                .list();
    }

    /** A code is made of the label. */
    public void addReason(String label) {
        String code = label.toUpperCase(java.util.Locale.ROOT)
                .replaceAll("[^A-Z]+", "_")
                .replaceAll("^_|_$", "");
        int added = jdbc.sql("""
                        insert into shortfall_reason (code, label) values (left(:code, 40), :label)
                        on conflict do nothing
                        """)
                .param("code", code.length() < 2 ? "REASON_" + code : code)
                .param("label", label)
                .update();
        if (added == 0) {
            throw new BusinessRuleException("conflict", texts.get("targets.reasons.taken", label));
        }
    }

    public void retireReason(String code, boolean retired) {
        jdbc.sql("update shortfall_reason set retired_at = case when :retired then app_now() end where code = :code")
                .param("retired", retired)
                .param("code", code)
                .update();
    }

    /** @return its outcome: how many accounts were closed */
    public Submission close(FormKey key, CloseTargets asked) {
        if (!LocalDate.now(clock).isAfter(asked.month().atEndOfMonth())) {
            throw new BusinessRuleException(
                    "wrong-state",
                    texts.get(
                            "targets.close.tooEarly", Words.month(asked.month().atDay(1))));
        }
        return submissions.once(key, "target-close", asked, () -> {
            Scope scope = ActorContext.required().scope();
            Map<String, CloseTargets.Line> lines = asked.lines().stream()
                    .collect(Collectors.toMap(
                            CloseTargets.Line::account, Function.identity(), (one, other) -> other, TreeMap::new));
            Map<String, TargetRecords.Account> accounts = new TreeMap<>();
            Map<String, Long> locked = new TreeMap<>();
            lines.keySet().forEach(code -> {
                TargetRecords.Account account = records.account(code);
                accounts.put(code, account);
                locked.put(code, records.locked(account, asked.month().atDay(1)));
            });
            BookFilter filter = new BookFilter(List.of(), List.of(), List.copyOf(lines.keySet()), List.of());
            BridgeRequest request =
                    new BridgeRequest(asked.month(), asked.month().atEndOfMonth(), BridgeGroup.ACCOUNT, filter, null);
            Map<String, BridgeRow> rows = targets.bridge(scope, request).rows().stream()
                    .collect(Collectors.toMap(BridgeRow::key, Function.identity()));
            Set<Long> owners =
                    users.colleagues(scope).stream().map(Colleague::id).collect(Collectors.toSet());
            locked.forEach((code, target) -> {
                TargetRecords.Account account = java.util.Objects.requireNonNull(accounts.get(code));
                BridgeRow row = rows.get(account.code());
                CloseTargets.Line line = java.util.Objects.requireNonNull(lines.get(code));
                close(account, target, row, line, asked.month(), owners);
            });
            return String.valueOf(lines.size());
        });
    }

    private void close(
            TargetRecords.Account account,
            long target,
            @org.jspecify.annotations.Nullable BridgeRow row,
            CloseTargets.Line line,
            YearMonth month,
            Set<Long> owners) {
        TargetRecords.Last last = records.last(target).orElse(null);
        if (row == null || last == null || last.closed()) {
            throw new BusinessRuleException("wrong-state", texts.get("targets.close.already", account.code()));
        }
        Money missing = row.target().minus(row.received());
        boolean missed = missing.isPositive();
        if (missed && (line.reason() == null || line.owner() == null || !owners.contains(line.owner()))) {
            throw new BusinessRuleException(
                    "missing", texts.get("targets.close.missing", account.code(), Words.rupees(missing)));
        }
        int closed = jdbc.sql("""
                        insert into collection_target_close
                            (target_id, account_id, circle, target_amount, collected, shortfall, reason, owner_id, remark)
                        select t.id, t.account_id, t.circle, :amount, :collected, :shortfall, r.code, u.id, cast(:remark as text)
                        from collection_target t
                        left join shortfall_reason r on :missed and r.code = :reason and r.retired_at is null
                        left join app_user u on :missed and u.id = cast(:owner as bigint)
                        where t.id = :target and (not :missed or r.code is not null)
                        """)
                .param("target", target)
                .param("amount", row.target().amount())
                .param("collected", row.received().amount())
                .param("shortfall", missed ? missing.amount() : java.math.BigDecimal.ZERO)
                .param("missed", missed)
                .param("reason", line.reason())
                .param("owner", line.owner())
                .param("remark", line.remark())
                .update();
        if (closed == 0) {
            throw new BusinessRuleException(
                    "bad-choice", texts.get("targets.close.missing", account.code(), Words.rupees(missing)));
        }
        if (missed) {
            carry(account, target, missing, line, month);
        }
    }

    private void carry(
            TargetRecords.Account account, long target, Money missing, CloseTargets.Line line, YearMonth month) {
        YearMonth next = month.plusMonths(1);
        tasks.create(new NewTask(
                "shortfall:" + target,
                java.util.Objects.requireNonNull(line.owner()),
                account.circle(),
                account.id(),
                new About(
                        "TARGET",
                        account.code(),
                        "/receivables/targets/account?account=%s&month=%s"
                                .formatted(URLEncoder.encode(account.code(), StandardCharsets.UTF_8), next)),
                texts.get("targets.carried.task", Words.rupees(missing), account.code(), Words.month(month.atDay(1))),
                next.atEndOfMonth()));
    }
}

package com.circledesk.collections.updates;

import com.circledesk.receivables.ageing.AgeBuckets;
import com.circledesk.shared.Formats;
import com.circledesk.shared.Money;
import com.circledesk.shared.Texts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** The sentences of an account: how it stands, what changed, what covers it. Each rule is a text of the messages. */
@Component
class StatusWords {
    private final Texts texts;
    private final Formats formats;

    StatusWords(Texts texts, Formats formats) {
        this.texts = texts;
        this.formats = formats;
    }

    String summary(AccountStatus account, AgeBuckets buckets, LocalDate asOf) {
        List<String> sentences = new ArrayList<>();
        sentences.add(standing(account.figures(), buckets));
        sentences.add(change(account));
        if (account.figures().overdue().isPositive()) {
            sentences.add(cover(account, asOf));
        }
        return String.join(" ", sentences);
    }

    private String standing(StatusFigures now, AgeBuckets buckets) {
        if (now.open().isZero()) {
            return now.unapplied().isZero()
                    ? texts.get("updates.says.nothing")
                    : texts.get("updates.says.onAccount", amount(now.unapplied().negated()));
        }
        if (now.overdue().isZero()) {
            return texts.get("updates.says.notDue", amount(now.open()));
        }
        int oldest = buckets.size() - 1;
        while (now.amounts().get(oldest).isZero()) {
            oldest--;
        }
        return texts.get(
                "updates.says.overdue",
                amount(now.overdue()),
                amount(now.open()),
                formats.share(now.overdue().amount(), now.open().amount()),
                amount(now.amounts().get(oldest)),
                buckets.labels().get(oldest));
    }

    private String change(AccountStatus account) {
        StatusMovement moved = account.movement();
        String since = formats.dayAndMonth(account.sinceOn());
        String money = moved.received().isZero()
                ? texts.get("updates.says.noMoney", since, amount(moved.billed()))
                : texts.get("updates.says.money", since, amount(moved.received().negated()), amount(moved.billed()));
        StatusFigures before = account.before();
        if (before == null || before.overdue().equals(account.figures().overdue())) {
            return money;
        }
        Money less = before.overdue().minus(account.figures().overdue());
        return money
                + " "
                + (less.isPositive()
                        ? texts.get("updates.says.less", amount(less))
                        : texts.get("updates.says.more", amount(less.negated())));
    }

    private String cover(AccountStatus account, LocalDate asOf) {
        List<String> covers = new ArrayList<>();
        if (account.figures().disputed().isPositive()) {
            covers.add(
                    texts.get("updates.says.disputed", amount(account.figures().disputed())));
        }
        List<StatusItem> promises = account.items(StatusItem.Kind.PROMISE).stream()
                .filter(item -> item.onDay() != null && !item.onDay().isBefore(asOf))
                .toList();
        if (!promises.isEmpty()) {
            covers.add(texts.get(
                    "updates.says.promised",
                    amount(promises.stream()
                            .map(item -> Objects.requireNonNullElse(item.amount(), Money.ZERO))
                            .reduce(Money.ZERO, Money::plus)),
                    formats.dayAndMonth(promises.get(0).onDay())));
        }
        if (covers.isEmpty() && account.items(StatusItem.Kind.PLAN).isEmpty()) {
            return texts.get("updates.says.uncovered");
        }
        return covers.isEmpty() ? texts.get("updates.says.planned") : String.join(" ", covers);
    }

    private String amount(Money amount) {
        return formats.compact(amount);
    }
}

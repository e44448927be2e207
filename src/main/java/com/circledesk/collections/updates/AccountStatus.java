package com.circledesk.collections.updates;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account in an update, composed or as it was sent.
 *
 * @param sinceOn day from which its movement counts: of the update before, or where there is none a week ago
 * @param before what the update before said, or null
 * @param remarkBefore what its manager said then, or null
 * @param summary a sentence or two that rules made of the figures
 * @param remark the manager's own words, or null
 */
public record AccountStatus(
        long accountId,
        String code,
        String customerName,
        String operator,
        StatusFigures figures,
        LocalDate sinceOn,
        @Nullable Long sinceUpdate,
        @Nullable StatusFigures before,
        @Nullable String remarkBefore,
        StatusMovement movement,
        List<StatusItem> items,
        String summary,
        @Nullable String remark) {
    public AccountStatus {
        items = List.copyOf(items);
    }

    public List<StatusItem> items(StatusItem.Kind kind) {
        return items.stream().filter(item -> item.kind() == kind).toList();
    }

    /** Of what there is nothing. */
    public List<StatusItem.Kind> absent() {
        return Arrays.stream(StatusItem.Kind.values())
                .filter(kind -> items(kind).isEmpty())
                .toList();
    }

    AccountStatus saying(String sentences) {
        return new AccountStatus(
                accountId,
                code,
                customerName,
                operator,
                figures,
                sinceOn,
                sinceUpdate,
                before,
                remarkBefore,
                movement,
                items,
                sentences,
                remark);
    }

    AccountStatus remarked(@Nullable String words) {
        return new AccountStatus(
                accountId,
                code,
                customerName,
                operator,
                figures,
                sinceOn,
                sinceUpdate,
                before,
                remarkBefore,
                movement,
                items,
                summary,
                words);
    }
}

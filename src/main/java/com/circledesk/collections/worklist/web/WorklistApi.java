package com.circledesk.collections.worklist.web;

import com.circledesk.collections.worklist.Ranked;
import com.circledesk.collections.worklist.Worklist;
import com.circledesk.collections.worklist.WorklistFilter;
import com.circledesk.collections.worklist.WorklistQueries;
import com.circledesk.collections.worklist.WorklistRow;
import com.circledesk.receivables.BookFilter;
import com.circledesk.shared.Money;
import com.circledesk.shared.Paged;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The worklist for programs: the same ranking and the same scope as on the page. */
@RestController
@RequestMapping("/api/v1/worklist")
@Requires(Permission.VIEW_RECEIVABLES)
class WorklistApi {
    record Points(String factor, BigDecimal points, BigDecimal most) {}

    record Item(
            String account,
            String circle,
            @Nullable String manager,
            BigDecimal score,
            List<Points> factors,
            Money chased,
            Money overdue,
            Money disputed,
            Money promised,
            Money unapplied,
            Money notAccounted,
            boolean brokenPromise,
            List<String> why,
            String nextAction,
            String next,
            boolean away,
            @Nullable LocalDate awayUntil) {
        private static @Nullable LocalDate until(Ranked ranked) {
            return ranked.away() && ranked.step() != null ? ranked.step().untilOn() : null;
        }

        static Item of(WorklistRow row) {
            return new Item(
                    row.figures().account(),
                    row.figures().circle(),
                    row.figures().manager(),
                    row.score().points(),
                    row.score().factors().stream()
                            .map(each -> new Points(each.factor().name(), each.points(), each.most()))
                            .toList(),
                    row.figures().chased(),
                    row.figures().overdue(),
                    row.figures().disputed(),
                    row.figures().promised(),
                    row.figures().unapplied(),
                    row.figures().unaccounted(),
                    row.ranked().onTop(),
                    row.why(),
                    row.next().name(),
                    row.doNext(),
                    row.ranked().away(),
                    until(row.ranked()));
        }
    }

    private final WorklistQueries worklists;
    private final Clock clock;

    WorklistApi(WorklistQueries worklists, Clock clock) {
        this.worklists = worklists;
        this.clock = clock;
    }

    /** @param mine only accounts that the token's person manages or was given */
    @GetMapping
    Paged<Item> list(
            CurrentUser user,
            @RequestParam(defaultValue = "") String[] circle,
            @RequestParam(defaultValue = "") String[] account,
            @RequestParam(defaultValue = "false") boolean mine,
            @RequestParam(defaultValue = "0") @Min(0) @Max(10_000_000) int page,
            @RequestParam(defaultValue = "50") @Min(1) @Max(500) int size) {
        BookFilter book = new BookFilter(Arrays.asList(circle), List.of(), Arrays.asList(account), List.of());
        LocalDate today = LocalDate.now(clock);
        Worklist worklist = worklists.worklist(
                user.scope(), new WorklistFilter(book, mine ? user.id() : null, "open", "score"), today);
        return new Paged<>(
                worklists.rows(user.scope(), worklist.page(page, size), today).stream()
                        .map(Item::of)
                        .toList(),
                page,
                size,
                worklist.accounts().size());
    }
}

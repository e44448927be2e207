package com.circledesk.receivables.openitems.web;

import com.circledesk.receivables.ageing.AgeBuckets;
import com.circledesk.receivables.ageing.AgeingParameters;
import com.circledesk.receivables.ageing.AgeingRequest;
import com.circledesk.receivables.openitems.OpenItemFilter;
import com.circledesk.receivables.openitems.OpenItemQueries;
import com.circledesk.receivables.openitems.OpenItemRow;
import com.circledesk.receivables.openitems.OpenItemSort;
import com.circledesk.shared.Paged;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Open items for programs. */
@RestController
@Requires(Permission.VIEW_RECEIVABLES)
class OpenItemApi {
    private final OpenItemQueries openItems;
    private final Clock clock;

    OpenItemApi(OpenItemQueries openItems, Clock clock) {
        this.openItems = openItems;
        this.clock = clock;
    }

    record Item(
            String invoiceNo,
            String account,
            String circle,
            String chargeType,
            LocalDate invoiceDate,
            LocalDate dueDate,
            long age,
            String bucket,
            String open,
            String disputed,
            long daysLeft) {
        static Item of(OpenItemRow row) {
            return new Item(
                    row.invoiceNo(),
                    row.account(),
                    row.circle(),
                    row.chargeType(),
                    row.invoiceDate(),
                    row.dueDate(),
                    row.ageDays(),
                    row.bucket(),
                    row.open().toString(),
                    row.disputed().toString(),
                    row.daysLeft());
        }
    }

    @GetMapping("/api/v1/open-items")
    Paged<Item> openItems(
            CurrentUser user,
            AgeingParameters parameters,
            @RequestParam(defaultValue = "") String[] bucket,
            @RequestParam(defaultValue = "age") String sort,
            @RequestParam(defaultValue = "0") @Min(0) @Max(10_000_000) int page,
            @RequestParam(defaultValue = "50") @Min(1) @Max(500) int size) {
        OpenItemSort order = OpenItemSort.named(sort).orElseThrow(() -> bad("sort is one of age, amount and due."));
        AgeingRequest ageing;
        try {
            ageing = parameters.strictly(LocalDate.now(clock));
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, e.getMessage(), e);
        }
        OpenItemFilter filter =
                new OpenItemFilter(ageing, numbers(ageing.buckets(), List.of(bucket)), null, null, null);
        Paged<OpenItemRow> found = openItems.page(user.scope(), filter, order, false, page, size);
        return new Paged<>(found.items().stream().map(Item::of).toList(), page, size, found.total());
    }

    private static List<Integer> numbers(AgeBuckets buckets, List<String> labels) {
        List<Integer> numbers = new ArrayList<>();
        for (String label : labels) {
            if (!label.isBlank()) {
                numbers.add(buckets.numbered(label)
                        .orElseThrow(() -> bad("bucket is one of " + String.join(", ", buckets.labels()) + ".")));
            }
        }
        return numbers;
    }

    private static ResponseStatusException bad(String sentence) {
        return new ResponseStatusException(HttpStatus.BAD_REQUEST, sentence);
    }
}

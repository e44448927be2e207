package com.circledesk.collections.targets.web;

import com.circledesk.collections.targets.Bridge;
import com.circledesk.collections.targets.BridgeGroup;
import com.circledesk.collections.targets.BridgeRequest;
import com.circledesk.collections.targets.BridgeRow;
import com.circledesk.collections.targets.ClosingInvoice;
import com.circledesk.collections.targets.TargetQueries;
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
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Targets and bridges for programs. */
@RestController
@Requires(Permission.VIEW_RECEIVABLES)
class TargetApi {
    private static final int INVOICES_MAX = 500;

    private final TargetQueries targets;
    private final Clock clock;

    TargetApi(TargetQueries targets, Clock clock) {
        this.targets = targets;
        this.clock = clock;
    }

    record Target(
            String account, String month, Money current, Money arrears, Money target, String state, boolean approved) {}

    record Row(
            String key,
            String label,
            Money current,
            Money arrears,
            Money target,
            Money received,
            Money taxDeducted,
            Money promised,
            @Nullable BigDecimal keptRate,
            Money expected,
            Money atRisk,
            Money gap,
            Money landing,
            @Nullable BigDecimal achievementPercent,
            @Nullable Money runRate,
            int workingDaysLeft) {
        static Row of(BridgeRow row) {
            return new Row(
                    row.key(),
                    row.label(),
                    row.current(),
                    row.arrears(),
                    row.target(),
                    row.received(),
                    row.taxDeducted(),
                    row.promised(),
                    row.keptRate(),
                    row.expected(),
                    row.atRisk(),
                    row.gap(),
                    row.landing(),
                    row.achievement(),
                    row.runRate(),
                    row.workingDays());
        }
    }

    record Invoice(String invoiceNo, String account, LocalDate dueDate, Money open, Money net) {
        static Invoice of(ClosingInvoice invoice) {
            return new Invoice(
                    invoice.invoiceNo(), invoice.account(), invoice.dueDate(), invoice.open(), invoice.net());
        }
    }

    record Answer(String month, LocalDate asOf, String groupBy, List<Row> rows, Row totals, List<Invoice> closing) {}

    @GetMapping("/api/v1/targets")
    Paged<Target> targets(
            CurrentUser user,
            @RequestParam(required = false) @Nullable String month,
            @RequestParam(defaultValue = "") String[] circle,
            @RequestParam(defaultValue = "") String[] operator,
            @RequestParam(defaultValue = "") String[] account,
            @RequestParam(defaultValue = "0") @Min(0) @Max(10_000_000) int page,
            @RequestParam(defaultValue = "50") @Min(1) @Max(500) int size) {
        YearMonth asked = month(month);
        BookFilter filter = new BookFilter(List.of(circle), List.of(operator), List.of(account), List.of());
        List<Target> found = targets
                .bridge(user.scope(), new BridgeRequest(asked, day(asked, null), BridgeGroup.ACCOUNT, filter, null))
                .rows()
                .stream()
                .filter(row -> row.state() != null)
                .sorted((one, other) -> one.key().compareToIgnoreCase(other.key()))
                .map(row -> new Target(
                        row.key(),
                        asked.toString(),
                        row.current(),
                        row.arrears(),
                        row.target(),
                        String.valueOf(row.state()),
                        row.unapproved() == 0))
                .toList();
        return new Paged<>(found.stream().skip((long) page * size).limit(size).toList(), page, size, found.size());
    }

    @GetMapping("/api/v1/targets/bridge")
    Answer bridge(
            CurrentUser user,
            @RequestParam(required = false) @Nullable String month,
            @RequestParam(required = false) @Nullable LocalDate asOf,
            @RequestParam(defaultValue = "account") String groupBy,
            @RequestParam(defaultValue = "") String[] circle,
            @RequestParam(defaultValue = "") String[] operator,
            @RequestParam(defaultValue = "") String[] account) {
        YearMonth asked = month(month);
        BridgeGroup group =
                BridgeGroup.named(groupBy).orElseThrow(() -> bad("groupBy is one of account, manager and circle."));
        BookFilter filter = new BookFilter(List.of(circle), List.of(operator), List.of(account), List.of());
        BridgeRequest request = new BridgeRequest(asked, day(asked, asOf), group, filter, null);
        Bridge bridge = targets.bridge(user.scope(), request);
        return new Answer(
                asked.toString(),
                bridge.asked().asOf(),
                group.parameter(),
                bridge.rows().stream().map(Row::of).toList(),
                Row.of(bridge.total()),
                targets.closingInvoices(user.scope(), request, INVOICES_MAX).stream()
                        .map(Invoice::of)
                        .toList());
    }

    private YearMonth month(@Nullable String text) {
        return text == null
                ? YearMonth.from(LocalDate.now(clock))
                : TargetParameters.month(text).orElseThrow(() -> bad("month is written like 2026-11."));
    }

    private LocalDate day(YearMonth month, @Nullable LocalDate asOf) {
        LocalDate day = asOf == null ? LocalDate.now(clock) : asOf;
        return day.isBefore(month.atDay(1)) ? month.atDay(1) : day;
    }

    private static ResponseStatusException bad(String sentence) {
        return new ResponseStatusException(HttpStatus.BAD_REQUEST, sentence);
    }
}

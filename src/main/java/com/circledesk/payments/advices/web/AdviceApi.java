package com.circledesk.payments.advices.web;

import com.circledesk.payments.advices.AdviceLine;
import com.circledesk.payments.advices.AdviceRow;
import com.circledesk.payments.advices.Advices;
import com.circledesk.shared.Paged;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Remittance advices, for programs. They are sent as imports of the kind {@code advices}. */
@RestController
@RequestMapping("/api/v1/advices")
@Requires(Permission.POST_MONEY)
class AdviceApi {
    private final Advices advices;

    AdviceApi(Advices advices) {
        this.advices = advices;
    }

    /** @param credit what its receipts come to, null while there is none */
    record Told(
            long id,
            @Nullable String utr,
            @Nullable LocalDate paidOn,
            int lines,
            int unknown,
            String gross,
            String tds,
            String gstTds,
            String deductions,
            String net,
            @Nullable String credit,
            @Nullable String receiptNo,
            boolean takenBack) {
        static Told of(AdviceRow row) {
            return new Told(
                    row.id(),
                    row.utr(),
                    row.paidOn(),
                    row.lines(),
                    row.unknown(),
                    row.gross().toString(),
                    row.tds().toString(),
                    row.gstTds().toString(),
                    row.deduction().toString(),
                    row.net().toString(),
                    row.credit() == null ? null : String.valueOf(row.credit()),
                    row.receiptNo(),
                    row.isReversed());
        }
    }

    /** @param invoiceNo the invoice that is meant, null while nobody knows */
    record Line(
            int lineNo,
            String givenNo,
            @Nullable String invoiceNo,
            @Nullable String account,
            String gross,
            String tds,
            String gstTds,
            String deductions,
            @Nullable String deductionReason,
            String net) {
        static Line of(AdviceLine line) {
            return new Line(
                    line.lineNo(),
                    line.givenNo(),
                    line.invoiceNo(),
                    line.account(),
                    line.gross().toString(),
                    line.tds().toString(),
                    line.gstTds().toString(),
                    line.deduction().toString(),
                    line.deductionReason(),
                    line.net().toString());
        }
    }

    record ToldLines(Told advice, List<Line> lines) {}

    /** The last first. */
    @GetMapping
    Paged<Told> list(
            CurrentUser user,
            @RequestParam(defaultValue = "ALL") Advices.Filter show,
            @RequestParam(defaultValue = "0") @Min(0) @Max(10_000_000) int page,
            @RequestParam(defaultValue = "50") @Min(1) @Max(500) int size) {
        Paged<AdviceRow> found = advices.list(show, page, size, user.scope());
        return new Paged<>(found.items().stream().map(Told::of).toList(), page, size, found.total());
    }

    /** With those of its lines that are of one's circles, or of no known invoice. */
    @GetMapping("/{id}")
    ToldLines get(CurrentUser user, @PathVariable long id) {
        return new ToldLines(
                Told.of(advices.get(id, user.scope())),
                advices.lines(id, user.scope()).stream().map(Line::of).toList());
    }
}

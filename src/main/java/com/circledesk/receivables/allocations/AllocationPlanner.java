package com.circledesk.receivables.allocations;

import static com.circledesk.receivables.allocations.AllocationPlan.Fault.WHOLE;

import com.circledesk.receivables.Words;
import com.circledesk.receivables.allocations.AllocationBooks.Invoice;
import com.circledesk.receivables.allocations.AllocationBooks.Source;
import com.circledesk.receivables.allocations.AllocationPlan.Fault;
import com.circledesk.receivables.periods.PeriodLocks;
import com.circledesk.shared.Money;
import com.circledesk.users.Scope;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Works out what an allocation would do and says in sentences why it cannot be done. The database refuses the same once
 * more, and for every date instead of only now, but in fewer words.
 */
@Component
class AllocationPlanner {
    private final AllocationBooks books;
    private final PeriodLocks locks;
    private final Clock clock;

    AllocationPlanner(AllocationBooks books, PeriodLocks locks, Clock clock) {
        this.books = books;
        this.locks = locks;
        this.clock = clock;
    }

    AllocationPlan plan(Allocate asked, Scope scope) {
        Source source = books.source(asked.source(), scope);
        List<AllocationPlan.Line> lines = new ArrayList<>();
        List<Fault> faults = new ArrayList<>(wholeFaults(asked, source));
        Map<Integer, Invoice> invoices = books.invoices(asked, source, scope);
        Set<String> seen = new HashSet<>();
        for (int at = 0; at < asked.lines().size(); at++) {
            Allocate.Line line = asked.lines().get(at);
            Fault wrong = shapeFault(at, line);
            if (wrong == null && !seen.add(line.invoiceNo().trim().toLowerCase(Locale.ROOT))) {
                wrong = fault(at, "duplicate", "Invoice %s is listed twice.".formatted(line.invoiceNo()));
            }
            if (wrong == null) {
                wrong = planLine(at, line, asked, source, invoices.get(at), lines);
            }
            if (wrong != null && !faults.contains(wrong)) {
                faults.add(wrong);
            }
        }
        return new AllocationPlan(
                source.id(),
                source.accountId(),
                source.account(),
                new AllocationSource(asked.source().type(), source.number()),
                source.rest(),
                lines,
                faults);
    }

    /** What the receipt or note itself forbids, whatever the lines name. */
    static List<Fault> wholeFaults(Allocate asked, Source source) {
        String word = asked.source().word();
        if (source.reversed()) {
            return List.of(new Fault(WHOLE, "", "reversed", "This %s was taken back.".formatted(word)));
        }
        if (asked.lines().isEmpty()) {
            return List.of(new Fault(WHOLE, "", "missing", "Choose at least one invoice."));
        }
        if (asked.moved().compareTo(source.rest()) > 0) {
            String left = source.rest().isZero()
                    ? "Nothing of this %s is left.".formatted(word)
                    : "Only %s of this %s is left.".formatted(Words.rupees(source.rest()), word);
            return List.of(new Fault(WHOLE, "", "over-allocated", left));
        }
        return List.of();
    }

    private static @Nullable Fault shapeFault(int at, Allocate.Line line) {
        boolean takesOff = line.leftOver() != null && line.leftOver().way().settles();
        if (line.amount().isZero() && line.tds().isZero() && line.gstTds().isZero() && !takesOff) {
            return fault(at, "zero", "Say how much goes to invoice %s.".formatted(line.invoiceNo()));
        }
        boolean hasReason =
                line.deductionReason() != null && !line.deductionReason().isBlank();
        return line.deduction().isPositive() && !hasReason
                ? new Fault(
                        at,
                        "deductionReason",
                        "missing",
                        "Say why something is deducted from invoice %s.".formatted(line.invoiceNo()))
                : null;
    }

    private @Nullable Fault planLine(
            int at,
            Allocate.Line line,
            Allocate asked,
            Source source,
            @Nullable Invoice invoice,
            List<AllocationPlan.Line> lines) {
        if (invoice == null) {
            return fault(at, "unknown-invoice", "There is no invoice %s.".formatted(line.invoiceNo()));
        }
        LocalDate earliest = source.datedOn().isAfter(invoice.datedOn()) ? source.datedOn() : invoice.datedOn();
        Fault wrong = invoiceFault(at, line, invoice, source);
        if (wrong == null) {
            wrong = leftOverFault(at, line, invoice);
        }
        if (wrong == null && asked.effectiveOn() != null) {
            wrong = dateFault(asked.effectiveOn(), earliest, invoice, source);
        }
        if (wrong == null) {
            wrong = repeatFault(at, line, source, invoice);
        }
        if (wrong == null) {
            lines.add(new AllocationPlan.Line(
                    invoice.id(), invoice.invoiceNo(), line, invoice.open(), invoice.keyedOn(), invoice.effectiveOn()));
        }
        return wrong;
    }

    private static @Nullable Fault invoiceFault(int at, Allocate.Line line, Invoice invoice, Source source) {
        if (invoice.reversed()) {
            return fault(at, "cancelled", "Invoice %s was cancelled.".formatted(invoice.invoiceNo()));
        }
        if (invoice.accountId() != source.accountId()) {
            return fault(
                    at,
                    "account-mismatch",
                    "Invoice %s belongs to another account than %s.".formatted(invoice.invoiceNo(), source.number()));
        }
        if (line.settles().compareTo(invoice.open()) > 0) {
            return fault(
                    at,
                    "over-applied",
                    invoice.open().isZero()
                            ? "Nothing of invoice %s is open any more.".formatted(invoice.invoiceNo())
                            : "Only %s of invoice %s is open."
                                    .formatted(Words.rupees(invoice.open()), invoice.invoiceNo()));
        }
        return null;
    }

    /** What is said of the rest is said of all of it: nobody rounds off a part, and nothing stays open unsaid. */
    private static @Nullable Fault leftOverFault(int at, Allocate.Line line, Invoice invoice) {
        LeftOver left = line.leftOver();
        if (left == null) {
            return null;
        }
        Money rest = invoice.open().minus(left.way().settles() ? line.settles().minus(left.amount()) : line.settles());
        if (rest.equals(left.amount())
                && !rest.isZero()
                && (left.way() == LeftOver.Way.ROUND_OFF || rest.isPositive())) {
            return null;
        }
        return fault(
                at,
                "residual",
                "%s of invoice %s is left over, not %s."
                        .formatted(Words.rupees(rest), invoice.invoiceNo(), Words.rupees(left.amount())));
    }

    private @Nullable Fault dateFault(LocalDate asked, LocalDate earliest, Invoice invoice, Source source) {
        if (asked.isBefore(earliest)) {
            return new Fault(
                    WHOLE,
                    "effectiveOn",
                    "before-document",
                    "Effective on %s at the earliest: neither before %s nor before invoice %s."
                            .formatted(Words.day(earliest), source.number(), invoice.invoiceNo()));
        }
        if (asked.isAfter(LocalDate.now(clock))) {
            return new Fault(WHOLE, "effectiveOn", "future-date", "The effective date lies in the future.");
        }
        return locks.lockedSentence(asked)
                .map(sentence -> new Fault(WHOLE, "effectiveOn", "period-locked", sentence))
                .orElse(null);
    }

    /** One source pays one invoice once a day: a second time would be the same natural key with other values. */
    private static @Nullable Fault repeatFault(int at, Allocate.Line line, Source source, Invoice invoice) {
        Money before = invoice.paidBefore();
        boolean moves = line.leftOver() == null || line.leftOver().request() == null;
        return before == null || !moves
                ? null
                : fault(
                        at,
                        "duplicate",
                        "%s already pays %s of invoice %s, effective %s. Reverse that first, or choose another date."
                                .formatted(
                                        source.number(),
                                        Words.rupees(before),
                                        invoice.invoiceNo(),
                                        Words.day(invoice.keyedOn())));
    }

    private static Fault fault(int line, String code, String message) {
        return new Fault(line, "amount", code, message);
    }
}

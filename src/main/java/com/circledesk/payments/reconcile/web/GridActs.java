package com.circledesk.payments.reconcile.web;

import com.circledesk.payments.reconcile.Grid;
import com.circledesk.receivables.allocations.Allocate;
import com.circledesk.receivables.receipts.ReceiptFacts;
import com.circledesk.shared.Money;
import com.circledesk.users.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What a button does to the grid: to the rows that are ticked, or to all where none is. Nothing is recorded. */
@Component
class GridActs {
    private static final String PAGE = "page-";

    private final Grid grid;
    private final ReconcilePage page;

    GridActs(Grid grid, ReconcilePage page) {
        this.grid = grid;
        this.page = page;
    }

    /**
     * @param unknown numbers that no open invoice of the account has
     * @param tooMany whether there would be more rows than a form takes; nothing was added then
     */
    record Done(ReconcileForm form, List<String> unknown, boolean tooMany) {
        static Done of(ReconcileForm form) {
            return new Done(form, List.of(), false);
        }
    }

    /**
     * @param act {@code find} adds the invoices that are named, {@code open} all that are open, {@code oldest} fills the oldest
     *     first, {@code short} says of what stays open that it was paid short, {@code account} leaves the rest on account,
     *     {@code clear} takes rows off, {@code page-} and a number shows another page
     */
    Done on(ReconcileForm form, String act, ReceiptFacts receipt, Scope scope) {
        if (act.startsWith(PAGE)) {
            return Done.of(form.turned(act.substring(PAGE.length())));
        }
        return switch (act) {
            case "open" -> add(form, receipt, grid.open(receipt, scope), false, scope);
            case "oldest" -> Done.of(form.with(oldest(form, receipt, scope), account(form)));
            case "short" -> Done.of(form.with(nameShort(form, receipt, scope), account(form)));
            case "account" ->
                Done.of(form.with(
                        form.rows(), left(form, receipt).plus(form.account()).toString()));
            case "clear" -> Done.of(cleared(form));
            default -> add(form, receipt, Grid.numbers(ReconcileForm.text(form.find())), true, scope);
        };
    }

    private static String account(ReconcileForm form) {
        return ReconcileForm.text(form.onAccount());
    }

    private static Money left(ReconcileForm form, ReceiptFacts receipt) {
        return receipt.rest().minus(form.cash()).minus(form.account());
    }

    private static ReconcileForm cleared(ReconcileForm form) {
        List<ReconcileForm.Line> rest =
                form.rows().stream().filter(form.meant().negate()).toList();
        return form.with(rest, rest.isEmpty() ? "" : account(form));
    }

    /** Adds those that do not stand there, each with what of the money reaches it; or only lists them. */
    private Done add(
            ReconcileForm form, ReceiptFacts receipt, Collection<String> numbers, boolean filled, Scope scope) {
        Set<String> there = form.rows().stream().map(ReconcileForm.Line::key).collect(Collectors.toSet());
        List<String> asked = numbers.stream()
                .filter(number -> !there.contains(number.toLowerCase(Locale.ROOT)))
                .toList();
        if (form.rows().size() + asked.size() > Grid.ROWS_MAX) {
            return new Done(form, List.of(), true);
        }
        List<ReconcileForm.Line> rows = new ArrayList<>(form.rows());
        List<String> unknown = List.of();
        if (filled) {
            Grid.Named found = grid.named(receipt, asked, left(form, receipt), scope);
            found.lines().forEach(line -> rows.add(ReconcileForm.Line.of(line)));
            unknown = found.unknown();
        } else {
            asked.forEach(number -> rows.add(ReconcileForm.Line.listed(number)));
        }
        int first = form.rows().size();
        ReconcileForm now = form.with(rows, account(form));
        return new Done(rows.size() > first ? now.showing(filled ? first : 0) : now, unknown, false);
    }

    /** The ticked anew, as far as what the others leave reaches; without ticks those that are empty, and others that are open. */
    private List<ReconcileForm.Line> oldest(ReconcileForm form, ReceiptFacts receipt, Scope scope) {
        List<ReconcileForm.Line> ticked = form.ticked();
        if (!ticked.isEmpty()) {
            Money left = left(form, receipt).plus(ReconcileForm.sum(ticked));
            List<String> numbers =
                    ticked.stream().map(ReconcileForm.Line::number).toList();
            return filled(form.rows(), grid.named(receipt, numbers, left, scope).lines());
        }
        Set<String> said = form.rows().stream()
                .filter(line -> !line.isBlank())
                .map(ReconcileForm.Line::number)
                .collect(Collectors.toSet());
        return filled(form.rows(), grid.oldest(receipt, said, left(form, receipt), scope));
    }

    private static List<ReconcileForm.Line> filled(List<ReconcileForm.Line> rows, List<Allocate.Line> fills) {
        Map<String, ReconcileForm.Line> byNumber = new LinkedHashMap<>();
        rows.forEach(row -> byNumber.put(row.key(), row));
        fills.forEach(fill -> {
            ReconcileForm.Line line = ReconcileForm.Line.of(fill);
            ReconcileForm.Line there = byNumber.get(line.key());
            byNumber.put(line.key(), there == null ? line : line.asTicked(there.ticked()));
        });
        return List.copyOf(byNumber.values());
    }

    private List<ReconcileForm.Line> nameShort(ReconcileForm form, ReceiptFacts receipt, Scope scope) {
        var open = page.open(receipt, form, scope);
        Predicate<ReconcileForm.Line> meant = form.meant();
        return form.rows().stream()
                .map(line -> {
                    var invoice = open.get(line.key());
                    boolean unsaid = ReconcileForm.text(line.left()).isBlank() && !line.isBlank();
                    return unsaid
                                    && meant.test(line)
                                    && invoice != null
                                    && invoice.open().minus(line.settles()).isPositive()
                            ? line.with(ReconcilePage.SHORT_PAYMENT)
                            : line;
                })
                .toList();
    }
}

package com.circledesk.payments.handshake.web;

import com.circledesk.payments.handshake.Comparison;
import com.circledesk.payments.handshake.Difference;
import com.circledesk.payments.handshake.HandshakeQueries;
import com.circledesk.payments.handshake.Sheet;
import com.circledesk.payments.handshake.SheetLine;
import com.circledesk.payments.handshake.SheetQueries;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What customers' books and ours say, for programs: differences of an extract, and signed sheets. */
@RestController
@RequestMapping("/api/v1/reconciliations")
@Requires(Permission.VIEW_RECEIVABLES)
class ReconciliationApi {
    private final HandshakeQueries books;
    private final SheetQueries sheets;

    ReconciliationApi(HandshakeQueries books, SheetQueries sheets) {
        this.books = books;
        this.sheets = sheets;
    }

    record Line(
            String kind,
            @Nullable String invoiceNo,
            @Nullable String documentNo,
            @Nullable LocalDate datedOn,
            String ours,
            String theirs,
            String amount,
            @Nullable String owner,
            @Nullable String nextAction) {
        static Line of(Difference each) {
            return new Line(
                    each.kind().name(),
                    each.invoiceNo(),
                    each.documentNo(),
                    each.datedOn(),
                    each.ours().toString(),
                    each.theirs().toString(),
                    each.amount().toString(),
                    each.owner(),
                    each.nextAction());
        }

        static Line of(SheetLine each) {
            return new Line(
                    each.kind().name(),
                    each.invoiceNo(),
                    each.documentNo(),
                    each.datedOn(),
                    each.ours().toString(),
                    each.theirs().toString(),
                    each.amount().toString(),
                    each.owner(),
                    each.nextAction());
        }
    }

    /** @param extracts days of the extracts that there are of the account, the last first */
    record Books(
            String account,
            LocalDate asOf,
            String theirs,
            String ours,
            String residual,
            List<Line> differences,
            List<LocalDate> extracts) {}

    record Signed(
            long id,
            String account,
            YearMonth month,
            LocalDate asOf,
            String theirs,
            String ours,
            String residual,
            String nextAction,
            LocalDate signedOn,
            String signedByUs,
            String signedByThem) {
        static Signed of(Sheet sheet) {
            return new Signed(
                    sheet.id(),
                    sheet.account(),
                    sheet.month(),
                    sheet.asOf(),
                    sheet.theirs().toString(),
                    sheet.ours().toString(),
                    sheet.residual().toString(),
                    sheet.nextAction(),
                    sheet.signedOn(),
                    sheet.signedByUs(),
                    sheet.signedByThem());
        }
    }

    record SignedLines(Signed sheet, List<Line> lines) {}

    /** Each difference between both books on the day of an extract of the customer's ledger. */
    @GetMapping("/differences")
    Books differences(
            CurrentUser user,
            @RequestParam("account_code") String account,
            @RequestParam("as_of") @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate asOf) {
        Comparison found = books.compare(user.scope(), account, asOf);
        return new Books(
                found.account(),
                found.asOf(),
                found.theirs().toString(),
                found.ours().toString(),
                found.residual().toString(),
                found.differences().stream().map(Line::of).toList(),
                books.extracts(user.scope(), account));
    }

    /** Of an account, the last month first; the last sixty. */
    @GetMapping("/sheets")
    List<Signed> sheets(CurrentUser user, @RequestParam("account_code") String account) {
        return sheets.of(user.scope(), account).stream().map(Signed::of).toList();
    }

    @GetMapping("/sheets/{id}")
    SignedLines sheet(CurrentUser user, @PathVariable long id) {
        return new SignedLines(
                Signed.of(sheets.get(user.scope(), id)),
                sheets.lines(user.scope(), id).stream().map(Line::of).toList());
    }
}

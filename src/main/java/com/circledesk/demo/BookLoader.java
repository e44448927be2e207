package com.circledesk.demo;

import com.circledesk.receivables.DocumentKind;
import com.circledesk.receivables.DocumentSet;
import com.circledesk.receivables.Ledger;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Records and posts a staged book as the desk would have: every Friday evening what became known in the week, as an import
 * per kind. So the past is not only dated but was also recorded then, and "as known on" has something to show.
 */
@Component
class BookLoader {
    private static final LocalTime EVENING = LocalTime.of(18, 30);
    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final DemoActing acting;
    private final Clock clock;

    BookLoader(JdbcClient jdbc, Ledger ledger, DemoActing acting, Clock clock) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.acting = acting;
        this.clock = clock;
    }

    /** What became known after one evening, up to and including the next. */
    private record Week(@Nullable LocalDate after, LocalDate until) {
        static Week upTo(LocalDate day) {
            return new Week(null, day);
        }

        Week next(LocalDate last) {
            LocalDate friday = until.with(TemporalAdjusters.next(DayOfWeek.FRIDAY));
            return new Week(until, friday.isAfter(last) ? last : friday);
        }
    }

    void load(BookPlan plan) {
        Week week = Week.upTo(plan.month(0).atDay(1));
        at(week.until());
        record(BookFile.ACCOUNTS, week, BookSql.ACCOUNTS);
        record(BookFile.SITES, week, BookSql.SITES);
        loadWeek(week);
        while (week.until().isBefore(plan.until())) {
            week = week.next(plan.until());
            at(week.until());
            loadWeek(week);
        }
        inImport(null);
    }

    private void loadWeek(Week week) {
        Long invoices = record(BookFile.INVOICES, week, BookSql.INVOICES);
        if (invoices != null) {
            ledger.postInvoices(DocumentSet.ofImport(invoices));
            record(BookFile.INVOICE_LINES, week, BookSql.INVOICE_LINES);
        }
        Long receipts = record(BookFile.RECEIPTS, week, BookSql.RECEIPTS);
        if (receipts != null) {
            ledger.postReceipts(DocumentSet.ofImport(receipts));
        }
        Long notes = record(BookFile.NOTES, week, BookSql.NOTES);
        if (notes != null) {
            ledger.postNotes(DocumentSet.ofImport(notes));
        }
        reverse(week);
        Long allocations = record(BookFile.ALLOCATIONS, week, BookSql.ALLOCATIONS);
        if (allocations != null) {
            ledger.postAllocations(DocumentSet.ofImport(allocations));
        }
        record(BookFile.GL_BALANCES, week, BookSql.GL_BALANCES);
    }

    /** Sets the transaction's business moment: that evening, or now if that is still to come. */
    private void at(LocalDate day) {
        Instant evening = day.atTime(EVENING).atZone(clock.getZone()).toInstant();
        Instant moment = evening.isAfter(clock.instant()) ? clock.instant() : evening;
        acting.tell("app.now", moment.toString());
    }

    private void inImport(@Nullable Long id) {
        acting.tell("app.import_id", id == null ? "" : id.toString());
    }

    /** Inserts the week's documents of a kind as an import of their own; null where there are none. */
    private @Nullable Long record(BookFile file, Week week, String sql) {
        int rows = with(jdbc.sql("select count(*) from " + BookStage.table(file) + " d " + BookSql.OF_THE_WEEK), week)
                .query(Integer.class)
                .single();
        if (rows == 0) {
            return null;
        }
        long id = jdbc.sql(BookSql.IMPORT)
                .param("kind", file.kind())
                .param("file", "%s-%s.csv".formatted(file.kind(), week.until()))
                .param("rows", rows)
                .query(Long.class)
                .single();
        inImport(id);
        with(jdbc.sql(sql), week).param("import", id).update();
        return id;
    }

    private void reverse(Week week) {
        List<Reversal> reversals = with(jdbc.sql(BookSql.REVERSALS), week)
                .query((row, number) -> new Reversal(
                        DocumentKind.valueOf(row.getString("document")),
                        row.getObject("effective_on", LocalDate.class),
                        row.getString("reason"),
                        List.of((Long[]) row.getArray("ids").getArray())))
                .list();
        if (!reversals.isEmpty()) {
            inImport(null);
        }
        for (Reversal reversal : reversals) {
            ledger.reverse(
                    reversal.document(), DocumentSet.of(reversal.ids()), reversal.effectiveOn(), reversal.reason());
        }
    }

    /** Allocations come before the receipt they took from. */
    private record Reversal(DocumentKind document, @Nullable LocalDate effectiveOn, String reason, List<Long> ids) {}

    private static JdbcClient.StatementSpec with(JdbcClient.StatementSpec statement, Week week) {
        return statement
                .param("after", week.after() == null ? LocalDate.of(1900, 1, 1) : week.after())
                .param("until", week.until());
    }
}

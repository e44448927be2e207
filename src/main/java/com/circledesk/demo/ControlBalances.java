package com.circledesk.demo;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.IntStream;

/** What the ERP says each account owed at the last three month ends. It agrees, but for a note that only the ERP has. */
final class ControlBalances {
    private static final int MONTH_ENDS = 3;
    /** A credit note of ₹1,00,000 and GST that was booked in the ERP and never sent on. */
    private static final long ONLY_IN_THE_ERP = Paise.rupees(118_000);

    private final LocalDate[] ends;
    private final long[][] balances;

    ControlBalances(LocalDate until, int accounts) {
        ends = IntStream.rangeClosed(1, MONTH_ENDS)
                .mapToObj(back -> YearMonth.from(until)
                        .minusMonths(MONTH_ENDS + 1L - back)
                        .atEndOfMonth())
                .toArray(LocalDate[]::new);
        balances = new long[accounts][MONTH_ENDS];
    }

    void add(BookAccount account, LocalDate effectiveOn, long amount) {
        for (int end = 0; end < MONTH_ENDS; end++) {
            if (!effectiveOn.isAfter(ends[end])) {
                balances[account.index()][end] += amount;
            }
        }
    }

    void write(List<BookAccount> accounts, BookSink sink) {
        for (int end = 0; end < MONTH_ENDS; end++) {
            for (BookAccount account : accounts) {
                long balance = balances[account.index()][end];
                boolean differs = end == MONTH_ENDS - 1 && account.index() == 0;
                sink.write(
                        BookFile.GL_BALANCES,
                        ends[end].plusDays(1),
                        account.code(),
                        ends[end].toString(),
                        Paise.text(differs ? balance - ONLY_IN_THE_ERP : balance));
            }
        }
    }
}

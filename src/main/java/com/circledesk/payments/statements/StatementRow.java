package com.circledesk.payments.statements;

import com.circledesk.shared.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement that was taken in.
 *
 * @param opening null where the file told no balances
 * @param unchanged lines of it that were known already
 * @param skipped rows of the file that are no lines
 * @param gap what is missing between the statement before, by its balance, and this one; null: nothing, or not known
 * @param waiting credits of it without account
 */
public record StatementRow(
        long id,
        String accountNo,
        String bank,
        String format,
        @Nullable String statementNo,
        LocalDate fromOn,
        LocalDate toOn,
        @Nullable Money opening,
        @Nullable Money closing,
        Money credits,
        Money debits,
        int lines,
        int unchanged,
        int skipped,
        List<String> remarks,
        long importId,
        Instant recordedAt,
        String recordedBy,
        @Nullable Money gap,
        int waiting) {
    public boolean hasBalances() {
        return opening != null;
    }
}

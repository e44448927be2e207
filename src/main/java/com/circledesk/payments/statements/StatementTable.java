package com.circledesk.payments.statements;

import com.circledesk.imports.cells.Cell;
import com.circledesk.imports.files.Row;
import com.circledesk.imports.files.TableFile;
import com.circledesk.payments.statements.reading.ReadLine;
import com.circledesk.payments.statements.reading.ReadStatement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements that were read, as a table in our own layout. */
final class StatementTable implements TableFile {
    private static final List<String> HEADERS = List.of(
            "bank_account",
            "booked_on",
            "value_on",
            "side",
            "amount",
            "reference",
            "utr",
            "remitter_name",
            "remitter_account",
            "narration",
            "returned");

    private final List<OfAccount> statements;
    private int statement;
    private int line;
    private long number;

    /** @param account number of a bank account that is known */
    record OfAccount(String account, ReadStatement read) {}

    StatementTable(List<OfAccount> statements) {
        this.statements = List.copyOf(statements);
    }

    List<OfAccount> statements() {
        return statements;
    }

    @Override
    public List<String> headers() {
        return HEADERS;
    }

    @Override
    public boolean next(Row row) {
        while (statement < statements.size()
                && line == statements.get(statement).read().lines().size()) {
            statement++;
            line = 0;
        }
        if (statement == statements.size()) {
            return false;
        }
        OfAccount of = statements.get(statement);
        ReadLine read = of.read().lines().get(line++);
        row.begin(++number);
        row.add(Cell.text(of.account()));
        row.add(Cell.text(read.bookedOn().toString()));
        row.add(Cell.text(read.valueOn().toString()));
        row.add(Cell.text(read.credit() ? "CREDIT" : "DEBIT"));
        row.add(Cell.text(read.amount().toPlainString()));
        row.add(Cell.text(read.reference()));
        row.add(text(read.utr()));
        row.add(text(read.remitterName()));
        row.add(text(read.remitterAccount()));
        row.add(Cell.text(read.narration()));
        row.add(Cell.text(read.isReturn() ? "Y" : "N"));
        return true;
    }

    private static Cell text(@Nullable String text) {
        return text == null ? Cell.BLANK : Cell.text(text);
    }

    @Override
    public boolean isRagged(Row row) {
        return false;
    }

    @Override
    public @Nullable String sheet() {
        return null;
    }

    @Override
    public @Nullable Character separator() {
        return null;
    }

    @Override
    public Long rowsExpected() {
        return statements.stream().mapToLong(each -> each.read().lines().size()).sum();
    }

    @Override
    public void close() {}
}

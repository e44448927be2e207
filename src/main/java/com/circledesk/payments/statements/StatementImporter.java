package com.circledesk.payments.statements;

import com.circledesk.imports.Column;
import com.circledesk.imports.FileToOpen;
import com.circledesk.imports.ImportKind;
import com.circledesk.imports.OpenedTable;
import com.circledesk.imports.RowImporter;
import com.circledesk.imports.Staging;
import com.circledesk.imports.files.BadFile;
import com.circledesk.imports.mappings.ColumnMapping;
import com.circledesk.imports.mappings.ColumnMappings;
import com.circledesk.imports.mappings.MappingDefinition;
import com.circledesk.payments.statements.reading.ReadStatement;
import com.circledesk.payments.statements.reading.StatementFiles;
import com.circledesk.receivables.Words;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Files of kind {@code statements}: what banks send, in every format of theirs, or a table in our own layout. A statement
 * is taken whole or not at all.
 */
@Component
@Order(9)
class StatementImporter implements RowImporter {
    static final String KIND_NAME = "statements";
    private static final int FIRST_YEAR = 1990;
    private static final ImportKind KIND = ImportKind.of(
            KIND_NAME,
            List.of("bank_account", "booked_on", "reference"),
            Column.key("bank_account", "50200012345678").asRequired(),
            Column.date("booked_on").asRequired().notInFuture(),
            Column.date("value_on"),
            Column.choice("side", "CREDIT", "DEBIT"),
            Column.amountFromZero("amount"),
            Column.amountFromZero("credit"),
            Column.amountFromZero("debit"),
            Column.signedAmount("balance"),
            Column.text("reference", 60),
            Column.text("utr", 40),
            Column.text("remitter_name", 200),
            Column.text("remitter_account", 40),
            Column.text("narration", 1000),
            Column.flag("returned"));

    private final BankAccounts accounts;
    private final ColumnMappings mappings;
    private final StatementRecords records;
    private final StatementReceipts receipts;
    private final StatementSettings settings;
    private final Clock clock;

    StatementImporter(
            BankAccounts accounts,
            ColumnMappings mappings,
            StatementRecords records,
            StatementReceipts receipts,
            StatementSettings settings,
            Clock clock) {
        this.accounts = accounts;
        this.mappings = mappings;
        this.records = records;
        this.receipts = receipts;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public ImportKind kind() {
        return KIND;
    }

    @Override
    public String list() {
        return "/payments/statements";
    }

    /** One statement is its page with its lines; of several the list. */
    @Override
    public String recorded(long importId) {
        List<Long> made = records.ofImport(importId);
        return made.size() == 1 ? list() + "/" + made.get(0) : list();
    }

    @Override
    public boolean takesParts() {
        return false;
    }

    @Override
    public boolean takesEmptyFiles() {
        return true;
    }

    @Override
    public OpenedTable open(FileToOpen file) {
        if (StatementFiles.isOwnLayout(file.path())) {
            return RowImporter.super.open(new FileToOpen(file.path(), "", file.limits(), file.lines(), file.mapping()));
        }
        List<BankAccount> known = accounts.all();
        List<ReadStatement> read = StatementFiles.read(
                file.path(),
                settings.sizeMax().toBytes(),
                file.limits(),
                layouts(file.mapping()),
                known.stream().map(BankAccount::accountNo).toList());
        List<StatementTable.OfAccount> statements = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        for (ReadStatement statement : read) {
            statement.requireBalanced();
            requireRupees(statement);
            requireDays(statement);
            statements.add(new StatementTable.OfAccount(
                    account(statement, known, remarks).accountNo(), statement));
            statement.remarks().stream().distinct().forEach(remarks::add);
        }
        if (read.stream().allMatch(statement -> statement.lines().isEmpty() && statement.opening() == null)) {
            throw new BadFile(
                    "empty-file", "No line stands in this statement, and no balances that say that there was none.");
        }
        return new OpenedTable(new StatementTable(statements), MappingDefinition.NONE, remarks);
    }

    private List<ColumnMapping> layouts(MappingDefinition chosen) {
        return chosen.equals(MappingDefinition.NONE)
                ? mappings.all(Optional.of(KIND_NAME))
                : List.of(new ColumnMapping(0, KIND_NAME, "that was chosen", chosen, 0));
    }

    private void requireRupees(ReadStatement statement) {
        String currency = statement.currency();
        if (currency != null && !currency.isBlank() && !currency.equals(settings.currency())) {
            throw BadFile.broken("%s is in %s. Only statements in %s are taken."
                    .formatted(statement.title(), currency, settings.currency()));
        }
    }

    private void requireDays(ReadStatement statement) {
        LocalDate last = statement.lastDay();
        if (last.isAfter(LocalDate.now(clock))) {
            throw new BadFile(
                    "future-date",
                    "%s has a day after today, %s. A statement is of days that have ended."
                            .formatted(statement.title(), Words.day(last)));
        }
        LocalDate first = statement.firstDay();
        if (first.getYear() < FIRST_YEAR) {
            throw new BadFile(
                    "not-a-date",
                    "%s has a day before %d, %s.".formatted(statement.title(), FIRST_YEAR, Words.day(first)));
        }
    }

    /** The one that the file names; where it names none, the only one at the bank whose layout the file has. */
    private BankAccount account(ReadStatement statement, List<BankAccount> known, List<String> remarks) {
        String written = statement.account();
        BankAccount account = written == null
                ? atBank(statement, known, remarks)
                : accounts.find(written).orElse(null);
        String shown = known.stream()
                .filter(BankAccount::isOpen)
                .map(each -> each.accountNo() + " (" + each.bank() + ")")
                .collect(Collectors.joining(", "));
        String list = shown.isEmpty() ? "No bank account is known yet" : "Known are " + shown;
        if (account == null && written == null) {
            throw new BadFile(
                    "unknown-account",
                    "The file does not say of which account it is. %s: save a column mapping in which bank_account is a constant, and choose it for this file."
                            .formatted(list));
        }
        if (account == null) {
            throw new BadFile(
                    "unknown-account",
                    "The file is of account %s, which is none of ours. %s; the administrator adds others."
                            .formatted(written, list));
        }
        if (!account.isOpen()) {
            throw new BadFile(
                    "unknown-account",
                    "The bank account %s is closed here: the administrator opens it again."
                            .formatted(account.accountNo()));
        }
        return account;
    }

    private static @Nullable BankAccount atBank(
            ReadStatement statement, List<BankAccount> known, List<String> remarks) {
        String bank = statement.format().split(" ")[0].toLowerCase(Locale.ROOT);
        List<BankAccount> there = known.stream()
                .filter(account -> account.isOpen()
                        && account.bank().toLowerCase(Locale.ROOT).startsWith(bank))
                .toList();
        if (there.size() != 1) {
            return null;
        }
        remarks.add("The file does not say of which account it is: taken for %s, the only one at %s."
                .formatted(there.get(0).accountNo(), there.get(0).bank()));
        return there.get(0);
    }

    @Override
    public void check(Staging rows) {
        records.check(rows);
    }

    @Override
    public void post(Staging rows) {
        records.post(rows);
    }

    @Override
    public void revert(long importId, String reason) {
        receipts.revert(importId, reason);
    }
}

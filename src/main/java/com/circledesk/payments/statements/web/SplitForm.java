package com.circledesk.payments.statements.web;

import com.circledesk.forms.AmountText;
import com.circledesk.forms.FormKey;
import com.circledesk.payments.statements.SplitBankLine;
import com.circledesk.shared.Money;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/** A credit shared out, as it is filled in: an account and an amount a row, rows may stay empty. */
record SplitForm(
        @Nullable List<String> account,
        @Nullable List<String> amount,
        @Nullable String key) {
    static final int ROWS = 8;

    static SplitForm empty() {
        return new SplitForm(List.of(), List.of(), FormKey.fresh().toString());
    }

    public String account(int row) {
        return at(account, row);
    }

    public String amount(int row) {
        return at(amount, row);
    }

    private static String at(@Nullable List<String> values, int row) {
        return values == null || row >= values.size() ? "" : values.get(row).strip();
    }

    int rows() {
        int sent = Math.max(account == null ? 0 : account.size(), amount == null ? 0 : amount.size());
        return Math.min(100, Math.max(ROWS, sent));
    }

    SplitBankLine command(long line, BindingResult errors) {
        List<SplitBankLine.Part> parts = new ArrayList<>();
        for (int row = 0; row < rows(); row++) {
            if (account(row).isEmpty() && amount(row).isEmpty()) {
                continue;
            }
            Money given = AmountText.parse(amount(row)).orElse(null);
            if (account(row).isEmpty()) {
                errors.reject("missing", "Row %d has an amount but no account.".formatted(row + 1));
            } else if (given == null) {
                errors.reject("not-a-number", "Row %d: \"%s\" %s".formatted(row + 1, amount(row), AmountText.HINT));
            } else {
                parts.add(new SplitBankLine.Part(account(row), given));
            }
        }
        if (parts.isEmpty() && !errors.hasErrors()) {
            errors.reject("missing", "Name at least two accounts, each with its part.");
        }
        return new SplitBankLine(line, parts);
    }
}

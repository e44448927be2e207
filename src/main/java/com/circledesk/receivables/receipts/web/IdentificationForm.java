package com.circledesk.receivables.receipts.web;

import com.circledesk.forms.FormKey;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/** Whose money a receipt is, as it is filled in. */
record IdentificationForm(
        @Nullable String receipt,
        @Nullable String account,
        @Nullable String key) {
    static IdentificationForm of(String receipt) {
        return new IdentificationForm(receipt, "", FormKey.fresh().toString());
    }

    String receiptText() {
        return receipt == null ? "" : receipt.strip();
    }

    String accountText() {
        return account == null ? "" : account.strip();
    }

    void validate(BindingResult errors) {
        if (accountText().isEmpty()) {
            errors.rejectValue("account", "missing", "Choose the account whose money it is.");
        }
    }
}

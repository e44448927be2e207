package com.circledesk.demo;

import java.util.List;

/** The files of a book, in the order in which they are imported. Names and columns are those of the import contract. */
enum BookFile {
    ACCOUNTS(
            "account_code",
            "customer_name",
            "operator",
            "segment",
            "circle",
            "payment_terms_days",
            "gstin",
            "pan",
            "tan",
            "public_sector",
            "manager_email",
            "active"),
    SITES("site_code", "circle", "name", "ssa", "district", "latitude", "longitude", "site_type"),
    INVOICES(
            "invoice_no",
            "account_code",
            "charge_type",
            "invoice_date",
            "due_date",
            "taxable_amount",
            "tax_amount",
            "total_amount",
            "period",
            "irn",
            "supplier_gstin",
            "customer_gstin",
            "po_number"),
    INVOICE_LINES(
            "invoice_no", "line_no", "site_code", "tenancy", "charge_type", "period", "taxable_amount", "tax_amount"),
    RECEIPTS("receipt_no", "received_on", "amount", "account_code", "utr", "remitter", "narration"),
    NOTES(
            "note_no",
            "kind",
            "account_code",
            "note_date",
            "total_amount",
            "taxable_amount",
            "tax_amount",
            "invoice_no",
            "reason"),
    ALLOCATIONS(
            "receipt_no",
            "note_no",
            "invoice_no",
            "amount",
            "tds_amount",
            "gst_tds_amount",
            "deduction_amount",
            "deduction_reason",
            "effective_on"),
    GL_BALANCES("account_code", "date", "balance"),
    /** What only a ledger with a past can show: a payment that bounced, an allocation that was put right. No import. */
    REVERSALS("document", "receipt_no", "invoice_no", "effective_on", "reason");

    private final List<String> columns;

    BookFile(String... columns) {
        this.columns = List.of(columns);
    }

    List<String> columns() {
        return columns;
    }

    /** The kind of import, which is also the file's name: {@code invoice-lines}. */
    String kind() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}

package com.circledesk.receivables.imports;

import com.circledesk.imports.Column;
import com.circledesk.imports.ImportKind;
import com.circledesk.imports.RowImporter;
import com.circledesk.imports.Staging;
import com.circledesk.receivables.DocumentKind;
import com.circledesk.receivables.DocumentSet;
import com.circledesk.receivables.Ledger;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Files of kind {@code invoices}. At cut-over an open item may carry what was still open on a day: then only that amount is
 * posted, effective on that day.
 */
@Component
@Order(3)
class InvoiceImporter implements RowImporter {
    static final String[] CHARGE_TYPES = {"RENTAL", "LOADING", "ENERGY", "ONE_TIME", "EXIT", "INTEREST", "OTHER"};

    private static final ImportKind KIND = ImportKind.of(
            "invoices",
            List.of("invoice_no"),
            Column.key("invoice_no", "TC/26-27/000123").asRequired(),
            Column.key("account_code", "BHARTI-MH").asRequired(),
            Column.choice("charge_type", CHARGE_TYPES).asRequired(),
            Column.date("invoice_date").asRequired().notInFuture(),
            Column.date("due_date"),
            Column.amountFromZero("taxable_amount").asRequired(),
            Column.amountFromZero("tax_amount").asRequired(),
            Column.positiveAmount("total_amount").asRequired(),
            Column.month("period"),
            Column.irn("irn"),
            Column.gstin("supplier_gstin"),
            Column.gstin("customer_gstin"),
            Column.text("po_number", 60),
            Column.positiveAmount("opening_open_amount"),
            Column.date("opening_on").notInFuture());

    private static final String DUE = "coalesce(s.due_date, s.invoice_date + a.payment_terms_days)";

    private static final List<Staging.Rule> RULES = List.of(
            new Staging.Rule(
                    "total-mismatch",
                    "total_amount",
                    "taxable_amount + tax_amount <> total_amount",
                    "format('The total is %s, but taxable %s and tax %s make %s.', total_amount, taxable_amount, tax_amount,"
                            + " taxable_amount + tax_amount)"),
            new Staging.Rule(
                    "out-of-range",
                    "tax_amount",
                    "tax_amount > taxable_amount",
                    "format('The tax %s is more than the taxable amount %s.', tax_amount, taxable_amount)"),
            new Staging.Rule(
                    "out-of-range",
                    "opening_open_amount",
                    "opening_open_amount > total_amount",
                    "format('The open amount %s is more than the total %s.', opening_open_amount, total_amount)"),
            new Staging.Rule(
                    "due-before-invoice",
                    "due_date",
                    "due_date < invoice_date",
                    "format('The due date %s is before the invoice date %s.', due_date, invoice_date)"),
            new Staging.Rule(
                    "before-document",
                    "opening_on",
                    "opening_on < invoice_date",
                    "format('The opening day %s is before the invoice date %s.', opening_on, invoice_date)"),
            new Staging.Rule(
                    "missing",
                    "opening_on",
                    "opening_open_amount is not null and opening_on is null",
                    "'An opening amount needs the day on which it was open, opening_on.'"),
            new Staging.Rule(
                    "missing",
                    "opening_open_amount",
                    "opening_on is not null and opening_open_amount is null",
                    "'An opening day needs the amount that was open on it, opening_open_amount.'"));

    private final Ledger ledger;
    private final Dependants dependants;

    InvoiceImporter(Ledger ledger, Dependants dependants) {
        this.ledger = ledger;
        this.dependants = dependants;
    }

    @Override
    public ImportKind kind() {
        return KIND;
    }

    @Override
    public String list() {
        return "/receivables/open-items";
    }

    @Override
    public void check(Staging rows) {
        rows.refuseRepeatedKeys();
        References.requireAccount(rows);
        rows.check(RULES);
        References.findDocuments(rows, "invoice", "invoice_no");
        References.refuseTakenNumbers(rows, "invoice", "invoice_no");
        new Comparison(rows)
                .of("account_code", "lower(b.code)", "s.account_code_key")
                .of("charge_type", "i.charge_type", "s.charge_type")
                .of("invoice_date", "i.invoice_date", "s.invoice_date")
                .ifGiven("due_date", "i.due_date", DUE)
                .of("taxable_amount", "i.taxable_amount", "s.taxable_amount")
                .of("tax_amount", "i.tax_amount", "s.tax_amount")
                .of("total_amount", "i.total_amount", "s.total_amount")
                .ifGiven("period", "i.period", "s.period")
                .ifGiven("irn", "i.irn", "s.irn")
                .ifGiven("supplier_gstin", "i.supplier_gstin", "s.supplier_gstin")
                .ifGiven("customer_gstin", "i.customer_gstin", "s.customer_gstin")
                .ifGiven("po_number", "i.po_number", "s.po_number")
                .ifGiven("opening_open_amount", "i.opening_open_amount", "s.opening_open_amount")
                .ifGiven("opening_on", "i.opening_on", "s.opening_on")
                .decide("""
                        accepted s join found_invoice f on f.key = s.invoice_no_key
                        join invoice i on i.id = f.id join account b on b.id = i.account_id
                        join account a on lower(a.code) = s.account_code_key
                        """, "invoice_no", "'Invoice ' || i.invoice_no");
        Periods.refuseLocked(rows, "opening_on");
        Periods.refuseLocked(rows, "invoice_date", "s.opening_on is null");
    }

    @Override
    public void post(Staging rows) {
        rows.jdbc()
                .sql("""
                insert into invoice (invoice_no, account_id, circle, charge_type, invoice_date, due_date, taxable_amount, tax_amount,
                                     total_amount, period, irn, supplier_gstin, customer_gstin, po_number, opening_open_amount,
                                     opening_on, import_id, recorded_at, recorded_by)
                select s.invoice_no, a.id, a.circle, s.charge_type, s.invoice_date, %s, s.taxable_amount, s.tax_amount,
                       s.total_amount, s.period, s.irn, s.supplier_gstin, s.customer_gstin, s.po_number, s.opening_open_amount,
                       s.opening_on, :import, %s
                from accepted s join account a on lower(a.code) = s.account_code_key
                """.formatted(DUE, Ledger.RECORDED))
                .param("import", rows.importId())
                .update();
        ledger.postInvoices(DocumentSet.ofImport(rows.importId()));
    }

    @Override
    public void revert(long importId, String reason) {
        dependants.refuseThoseOfInvoices(importId);
        ledger.reverse(DocumentKind.INVOICE, DocumentSet.ofImport(importId), null, reason);
    }
}

package com.circledesk.demo;

/** From the staged text to documents, a week at a time. Only staged tables are joined: their statistics are known. */
final class BookSql {
    static final String OF_THE_WEEK = "where d.recorded_on > :after and d.recorded_on <= :until ";

    static final String IMPORT = """
            insert into import_batch (kind, mode, status, file_name, file_size, file_sha256, circles, rows_read, rows_accepted,
                                      finished_at)
            select :kind, 'COMMIT', 'COMMITTED', :file, 0, encode(sha256(convert_to(:file, 'UTF8')), 'hex'), app_circles(),
                   :rows, :rows, app_now()
            returning id
            """;

    static final String ACCOUNTS = """
            with operators as (
                insert into operator (name) select distinct d.operator from demo_accounts d returning id, name)
            insert into account (id, code, customer_name, operator_id, segment, circle, payment_terms_days, gstin, pan, tan,
                                 public_sector, import_id)
            select d.id, d.account_code, d.customer_name, o.id, d.segment, d.circle, d.payment_terms_days::integer, d.gstin,
                   d.pan, d.tan, d.public_sector = 'Y', :import
            from demo_accounts d join operators o on o.name = d.operator
            """ + OF_THE_WEEK;

    static final String SITES = """
            insert into site (id, code, circle, name, ssa, district, latitude, longitude, site_type, import_id)
            select d.id, d.site_code, d.circle, d.name, d.ssa, d.district, d.latitude::numeric, d.longitude::numeric,
                   d.site_type, :import
            from demo_sites d
            """ + OF_THE_WEEK;

    static final String INVOICES = """
            insert into invoice (id, invoice_no, account_id, circle, charge_type, invoice_date, due_date, taxable_amount,
                                 tax_amount, total_amount, period, irn, supplier_gstin, customer_gstin, po_number, import_id)
            select d.id, d.invoice_no, a.id, a.circle, d.charge_type, d.invoice_date::date, d.due_date::date,
                   d.taxable_amount::numeric, d.tax_amount::numeric, d.total_amount::numeric, d.period, d.irn,
                   d.supplier_gstin, d.customer_gstin, d.po_number, :import
            from demo_invoices d join demo_accounts a using (account_code)
            """ + OF_THE_WEEK;

    /** A line becomes known on the day of its invoice. */
    static final String INVOICE_LINES = """
            insert into invoice_line (invoice_id, line_no, circle, site_id, tenancy, charge_type, period, taxable_amount,
                                      tax_amount, import_id)
            select i.id, d.line_no::integer, a.circle, s.id, nullif(d.tenancy, ''), d.charge_type, d.period,
                   d.taxable_amount::numeric, d.tax_amount::numeric, :import
            from demo_invoice_lines d
            join demo_invoices i on i.invoice_no = d.invoice_no and i.recorded_on > :after and i.recorded_on <= :until
            join demo_accounts a using (account_code)
            left join demo_sites s on s.site_code = d.site_code
            """ + OF_THE_WEEK;

    static final String RECEIPTS = """
            insert into receipt (id, receipt_no, received_on, amount, account_id, circle, utr, remitter, narration, import_id)
            select d.id, d.receipt_no, d.received_on::date, d.amount::numeric, a.id, a.circle, d.utr, nullif(d.remitter, ''),
                   d.narration, :import
            from demo_receipts d left join demo_accounts a using (account_code)
            """ + OF_THE_WEEK;

    static final String NOTES = """
            insert into note (id, note_no, kind, account_id, circle, note_date, total_amount, taxable_amount, tax_amount,
                              invoice_id, reason, import_id)
            select d.id, d.note_no, d.kind, a.id, a.circle, d.note_date::date, d.total_amount::numeric,
                   d.taxable_amount::numeric, d.tax_amount::numeric, i.id, d.reason, :import
            from demo_notes d
            join demo_accounts a using (account_code)
            left join demo_invoices i on i.invoice_no = d.invoice_no
            """ + OF_THE_WEEK;

    static final String ALLOCATIONS = """
            insert into allocation (id, receipt_id, note_id, invoice_id, account_id, circle, amount, tds_amount,
                                    gst_tds_amount, deduction_amount, deduction_reason, keyed_on, effective_on, import_id)
            select d.id, r.id, n.id, i.id, a.id, a.circle, d.amount::numeric, d.tds_amount::numeric,
                   d.gst_tds_amount::numeric, d.deduction_amount::numeric, nullif(d.deduction_reason, ''),
                   d.effective_on::date, d.effective_on::date, :import
            from demo_allocations d
            join demo_invoices i on i.invoice_no = d.invoice_no
            join demo_accounts a using (account_code)
            left join demo_receipts r on r.receipt_no = d.receipt_no
            left join demo_notes n on n.note_no = d.note_no
            """ + OF_THE_WEEK;

    static final String GL_BALANCES = """
            insert into gl_balance (account_id, circle, balance_on, balance, import_id)
            select a.id, a.circle, d.date::date, d.balance::numeric, :import
            from demo_gl_balances d join demo_accounts a using (account_code)
            """ + OF_THE_WEEK;

    /** Allocations before the receipts they took from; an allocation that was put right stands twice, so the first counts. */
    static final String REVERSALS = """
            select d.document, nullif(d.effective_on, '')::date as effective_on, d.reason,
                   array_agg(case d.document
                                 when 'RECEIPT' then (select r.id from demo_receipts r where r.receipt_no = d.receipt_no)
                                 else (select min(l.id) from demo_allocations l
                                       where l.receipt_no = d.receipt_no and l.invoice_no = d.invoice_no)
                             end) as ids
            from demo_reversals d
            """ + OF_THE_WEEK + """
            group by 1, 2, 3 order by 1, 2, 3
            """;

    private BookSql() {}
}

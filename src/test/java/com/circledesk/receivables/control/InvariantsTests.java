package com.circledesk.receivables.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.circledesk.receivables.DocumentKind;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.Disputes;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Invariance;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Each invariant is silent on a sound book and speaks when the book is corrupted behind the guards' back. */
@IntegrationTest
class InvariantsTests {
    private static final String BATCH = """
            insert into import_batch (kind, mode, status, file_name, file_size, file_sha256, circles, created_by)
            values ('invoices', 'COMMIT', '%s', 'a.csv', 1, 'abc', array['KA'], 'system:test')""";

    /** A statement of one credit, which is RC-2. */
    private static final String BANK = """
            insert into bank_account (account_no, bank, name) values ('50200012345678', 'HDFC', 'Collections');
            insert into bank_statement (bank_account_id, format, from_on, to_on, opening, closing, credits, debits, lines, unchanged, import_id)
            select id, 'MT940', '2026-06-11', '2026-06-11', 0, 70, 70, 0, 1, 0, -1 from bank_account;
            insert into bank_line (bank_account_id, bank_statement_id, position, booked_on, value_on, side, amount, running_no, state)
            select bank_account_id, id, 1, '2026-06-11', '2026-06-11', 'CREDIT', 70, 1, 'UNIDENTIFIED' from bank_statement;
            insert into bank_line_receipt (bank_line_id, receipt_id)
            select l.id, r.id from bank_line l cross join receipt r where r.receipt_no = 'RC-2';
            """;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    @Qualifier("ownerDataSource")
    private DataSource owner;

    @Autowired
    private Invariants invariants;

    @Autowired
    private Invariance invariance;

    @Autowired
    private SystemWork work;

    @Autowired
    private Cast cast;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @Autowired
    private Disputes disputes;

    @BeforeEach
    void keepABook() {
        cast.id(Cast.FARAH);
        long airtel = accounts.create("KA-AIRTEL", "Airtel", "KA");
        long jio = accounts.create("KA-JIO", "Jio", "KA");
        receivables.invoice(jio, "INV-9", "2026-05-01", "2026-05-31", "90");
        long first = receivables.invoice(airtel, "INV-1", "RENTAL", "2026-05-01", "2026-05-31", "100000", "18000");
        long second = receivables.invoice(airtel, "INV-2", "ENERGY", "2026-07-01", "2026-07-31", "500", "0");
        long receipt = receivables.receipt(airtel, "RC-1", "2026-06-10", "116500");
        receivables.unidentifiedReceipt("RC-2", "2026-06-11", "70");
        receivables.allocate(receipt, first, "116000", "2000", "0", "2026-06-10");
        long wrong = receivables.allocate(receipt, second, "300");
        receivables.reverse(DocumentKind.ALLOCATION, wrong);
        receivables.creditNote(airtel, "CN-1", "2026-08-01", "40", second);
        receivables.debitNote(airtel, "DN-1", "2026-08-02", "25", null);
        disputes.raised("INV-9", "50");
        receivables.closeMonths();
        work.run(() -> {
            jdbc.sql("insert into collection_target (account_id, circle, month) values (:airtel, 'KA', '2026-11-01')")
                    .param("airtel", airtel)
                    .update();
            jdbc.sql("""
                            insert into collection_target_version
                                (target_id, account_id, circle, version, current_amount, arrears_amount, source, reason)
                            select id, account_id, circle, 1, 7, 0, 'PROPOSED', 'open' from collection_target
                            """).update();
            jdbc.sql("""
                            insert into landing_day (on_day, month, account_id, circle, target_amount, received, tax_deducted, promised,
                                                     kept_percent, expected)
                            values ('2026-11-03', '2026-11-01', :airtel, 'KA', 7, 0, 0, 0, 60, 0)
                            """).param("airtel", airtel).update();
            jdbc.sql("insert into period_lock (month) values ('2026-01-01')").update();
            jdbc.sql("update account set customer_name = 'Bharti Airtel' where code = 'KA-AIRTEL'")
                    .update();
        });
    }

    @Test
    void aSoundBookBreaksNone() {
        invariance.check();
    }

    @Test
    void everyInvariantIsShownToSpeak() {
        Set<Object> shown = corruptions().map(each -> each.get()[0]).collect(Collectors.toSet());
        assertThat(invariants.all())
                .extracting(Invariant::name)
                .containsExactlyInAnyOrderElementsOf(
                        shown.stream().map(Object::toString).toList());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("corruptions")
    void aCorruptionIsFound(String name, String sql) {
        Invariant invariant = invariants.all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        // As the owner, with triggers and foreign keys asleep, in a transaction that never happened.
        new TransactionTemplate(new DataSourceTransactionManager(owner)).executeWithoutResult(status -> {
            JdbcClient behind = JdbcClient.create(owner);
            behind.sql("select set_config('app.circles', :circles, true), set_config('app.actor', 'mallory', true)")
                    .param("circles", String.join(",", work.everyCircle().toArray()))
                    .query((row, number) -> number)
                    .list();
            assertThat(found(behind, invariant)).isEmpty();
            behind.sql("set local session_replication_role = replica").update();
            for (String statement : sql.split(";")) {
                behind.sql(statement).update();
            }
            assertThat(found(behind, invariant)).isNotEmpty();
            status.setRollbackOnly();
        });
    }

    private static List<String> found(JdbcClient jdbc, Invariant invariant) {
        return jdbc.sql(invariant.sql())
                .query((row, number) -> "%s %s %s"
                        .formatted(row.getString("circle"), row.getString("subject"), row.getString("detail")))
                .list();
    }

    static Stream<Arguments> corruptions() {
        return Stream.of(
                arguments("I01_open_item_equals_entries", "update open_item set open_amount = open_amount + 1"),
                arguments("I01_open_item_equals_entries", "delete from open_item"),
                arguments(
                        "I01_open_item_equals_entries",
                        "update open_item set settled_on = '2026-06-11' where open_amount = 0"),
                arguments("I01_open_item_equals_entries", """
                        update ledger_entry set effective_on = '2026-09-01' where kind = 'INVOICE';
                        update open_item set last_effective_on = '2026-09-01';
                        update open_item set settled_on = '2026-09-01' where open_amount = 0"""),
                arguments("I02_settlement_equals_entries", "update settlement set days_late = 0"),
                arguments("I02_settlement_equals_entries", "delete from settlement"),
                arguments("I02_settlement_day_equals_settlements", "update settlement_day set weighted_days = 0"),
                arguments(
                        "I03_allocation_equals_entries",
                        "update ledger_entry set amount = amount - 1 where kind = 'TDS'"),
                arguments("I03_allocation_equals_entries", "update allocation set reversed_at = null"),
                arguments(
                        "I03_allocation_equals_entries",
                        "update allocation set round_off_amount = 1 where reversed_at is null"),
                arguments(
                        "I42_taken_off_within_caps",
                        "update allocation set write_off_amount = 100.01 where reversed_at is null"),
                arguments("I42_taken_off_within_caps", """
                        insert into write_off_cap values ('2026-01-02', 10, 10, 0, 0, '2026-01-01', 'Farah');
                        update allocation set write_off_amount = 0.01 where reversed_at is null"""),
                arguments("I42_taken_off_within_caps", """
                        insert into write_off_request (account_id, circle, invoice_id, receipt_id, kind, amount, why, requested_at, requested_by)
                        select account_id, circle, invoice_id, receipt_id, 'WRITE_OFF', 5, 'small', now(), 'Farah' from allocation where reversed_at is null;
                        update allocation set write_off_amount = 5, write_off_request_id = (select max(id) from write_off_request)
                        where reversed_at is null"""),
                arguments("I43_targets_add_up", "update collection_target_version set circle = 'MH'"),
                arguments("I43_targets_add_up", "update landing_day set target_amount = target_amount + 1"),
                arguments("I43_targets_add_up", """
                        insert into collection_target_close (target_id, account_id, circle, target_amount, collected, shortfall, closed_by)
                        select id, account_id, circle, 8, 8, 0, 'Alice' from collection_target"""),
                arguments("I03_invoice_equals_entries", "delete from ledger_entry where kind = 'INVOICE'"),
                arguments(
                        "I03_invoice_equals_entries",
                        "update ledger_entry set amount = amount + 1 where kind = 'INVOICE'"),
                arguments("I03_invoice_equals_entries", "update invoice set reversed_at = now()"),
                arguments("I03_note_equals_entries", "update note set kind = 'DEBIT' where note_no = 'CN-1'"),
                arguments("I03_note_equals_entries", "delete from ledger_entry where kind = 'DEBIT_NOTE'"),
                arguments("I03_receipt_equals_entries", "update receipt set amount = amount + 1"),
                arguments("I03_receipt_equals_entries", """
                        update receipt set account_id = (select min(id) from account), circle = 'KA' where account_id is null"""),
                arguments("I05_on_account_item_equals_entries", "update on_account_item set rest = rest + 1"),
                arguments("I05_on_account_item_equals_entries", """
                        update ledger_entry set effective_on = '2026-05-15' where kind = 'ALLOCATION';
                        update on_account_item set dated_on = '2026-05-15'"""),
                arguments(
                        "I07_reversal_mirrors_original",
                        "update ledger_entry set effective_on = '2026-05-01' where kind = 'REVERSAL'"),
                arguments(
                        "I07_reversal_mirrors_original",
                        "update ledger_entry set amount = amount * 2 where kind = 'REVERSAL'"),
                arguments("I08_nothing_reversed_twice", """
                        drop index ledger_entry_reversed_once;
                        insert into ledger_entry (account_id, circle, invoice_id, receipt_id, note_id, allocation_id, kind,
                                                  counts_as, amount, effective_on, reverses, reason)
                        select account_id, circle, invoice_id, receipt_id, note_id, allocation_id, kind, counts_as, amount,
                               effective_on, reverses, reason
                        from ledger_entry where kind = 'REVERSAL'"""),
                arguments(
                        "I10_nothing_before_its_invoice",
                        "update ledger_entry set effective_on = '2026-04-30' where kind = 'TDS'"),
                arguments(
                        "I10_nothing_before_its_invoice",
                        "update note set note_date = '2026-06-30' where note_no = 'CN-1'"),
                arguments("I11_within_one_account", """
                        update ledger_entry set account_id = (select id from account where code = 'KA-JIO') where kind = 'RECEIPT'"""),
                arguments("I11_within_one_account", """
                        update allocation set account_id = (select id from account where code = 'KA-JIO')"""),
                arguments("I11_within_one_account", "update invoice set circle = 'MH' where invoice_no = 'INV-9'"),
                arguments("I13_allocation_sums_to_zero", """
                        update ledger_entry set amount = amount - 1 where kind = 'ALLOCATION' and invoice_id is not null"""),
                arguments("I09_note_is_its_approved_draft", """
                        insert into note_request (dispute_id, account_id, circle, total_amount)
                        select id, account_id, circle, 40 from dispute;
                        insert into note_draft (request_id, circle, invoice_id, taxable_amount, tax_amount, total_amount, note_id)
                        select r.id, r.circle, n.invoice_id, 40, 0, 40, n.id from note_request r join note n on n.note_no = 'CN-1'"""),
                arguments("I09_note_is_its_approved_draft", """
                        insert into note_request (dispute_id, account_id, circle, total_amount)
                        select id, account_id, circle, 40 from dispute;
                        insert into note_approval (request_id, circle, step) select id, circle, 1 from note_request"""),
                arguments(
                        "I15_note_series_has_no_gap",
                        "insert into note_series values ('CN000/2627/', 'CREDIT', '', 2026, 1)"),
                arguments(
                        "I15_note_series_has_no_gap",
                        "update note set note_no = 'CN000/2627/00001' where note_no = 'CN-1'"),
                arguments("I13_dispute_equals_its_lines", "update dispute set disputed_amount = 1"),
                arguments("I13_dispute_equals_its_lines", "update dispute set oldest_invoice_date = '2026-06-01'"),
                arguments("I13_dispute_equals_its_lines", "update dispute_line set ended_on = '2026-11-21'"),
                arguments("I13_dispute_equals_its_lines", "update dispute_claim set amount = amount + 0.01"),
                arguments("I13_dispute_equals_its_lines", "delete from dispute_claim"),
                arguments("I13_dispute_equals_its_lines", """
                        insert into dispute_owner (dispute_id, circle, owner_id, effective_on)
                        select d.id, d.circle, u.id, d.raised_on from dispute d cross join app_user u limit 1"""),
                arguments("I14_claimed_once", """
                        drop index dispute_line_claimed_once; drop index dispute_line_once;
                        insert into dispute_line (dispute_id, account_id, circle, invoice_id, disputed_amount)
                        select dispute_id, account_id, circle, invoice_id, 1 from dispute_line"""),
                arguments("I14_claimed_once", "update dispute_line set disputed_amount = 90.01"),
                arguments("I30_dispute_is_where_its_last_step_led", "update dispute set status = 'DECIDED'"),
                arguments("I30_dispute_is_where_its_last_step_led", "update dispute_event set from_status = 'CLOSED'"),
                arguments("I31_accounted_dispute_has_booked_notes", """
                        alter table dispute_event disable trigger all;
                        insert into dispute_event (dispute_id, circle, from_status, to_status)
                        select id, circle, 'ISSUED', 'ACCOUNTED' from dispute;
                        update dispute set status = 'ACCOUNTED';
                        insert into dispute_note (note_id, dispute_id, account_id, circle)
                        select n.id, d.id, d.account_id, d.circle from note n cross join dispute d where n.note_no = 'CN-1'"""),
                arguments("I31_accounted_dispute_has_booked_notes", """
                        insert into note_event (note_id, circle, what, happened_on)
                        select id, circle, 'BOOKED', note_date from note where note_no = 'CN-1';
                        update note set reversed_at = '2026-08-02' where note_no = 'CN-1'"""),
                arguments("I41_every_rupee_is_somewhere", "update ledger_snapshot set amount = amount + 0.01"),
                arguments("I41_every_rupee_is_somewhere", "update account_balance set balance = balance + 0.01"),
                arguments(
                        "I43_bank_lines_add_up",
                        BANK
                                + "alter table bank_statement drop constraint bank_statement_opening_and_lines_are_closing;"
                                + "update bank_statement set closing = closing + 0.01"),
                arguments("I43_bank_lines_add_up", BANK + "delete from bank_line"),
                arguments(
                        "I43_bank_lines_add_up",
                        BANK
                                + "update bank_line_receipt set receipt_id = (select id from receipt where receipt_no = 'RC-1')"),
                arguments("I15_document_number_once", """
                        drop index invoice_number_is_unique; update invoice set invoice_no = 'inv-1' where invoice_no = 'INV-2'"""),
                arguments("I17_file_imported_once", """
                        drop index import_batch_file_once;
                        %1$s; %1$s""".formatted(BATCH.formatted("COMMITTED"))),
                arguments("I18_import_counts_add_up", """
                        alter table import_batch drop constraint import_batch_counts_add_up;
                        %s; update import_batch set rows_read = 7""".formatted(BATCH.formatted("COMMITTED"))),
                arguments("I19_unfinished_import_left_nothing", """
                        %s; update invoice set import_id = (select id from import_batch)""".formatted(BATCH.formatted("FAILED"))),
                arguments("I19_unfinished_import_left_nothing", """
                        %s; update import_batch set status = 'REVERTED', reverted_by = 'x', reverted_at = now(), revert_reason = 'x';
                        update receipt set import_id = (select id from import_batch)""".formatted(BATCH.formatted("COMMITTED"))),
                arguments("I19_unfinished_import_left_nothing", "update invoice set import_id = -1"),
                arguments("I20_every_row_is_in_the_trail", "delete from audit_log where subject = 'receipt'"),
                arguments("I20_every_row_is_in_the_trail", """
                        %s; update site set import_id = null;
                        update invoice set import_id = (select id from import_batch)""".formatted(BATCH.formatted("COMMITTED"))),
                arguments("I21_trail_is_unbroken", """
                        update audit_log set before = before || '{"customer_name": "Other"}' where action = 'UPDATE'"""),
                arguments("I21_trail_is_unbroken", "update audit_log set actor = ''"),
                arguments("I22_every_table_is_audited", "alter table invoice disable trigger audit_insert"),
                arguments("I22_every_table_is_audited", "create table forgotten (id bigint)"),
                arguments("I23_every_circle_table_is_guarded", "alter table invoice no force row level security"),
                arguments("I23_every_circle_table_is_guarded", "create table forgotten (circle text)"),
                arguments("I23_history_cannot_be_rewritten", "grant delete on ledger_entry to circledesk_app"),
                arguments(
                        "I23_history_cannot_be_rewritten", "grant update (total_amount) on invoice to circledesk_app"),
                arguments(
                        "I23_history_cannot_be_rewritten",
                        "alter table ledger_entry disable trigger ledger_entry_posted"),
                arguments(
                        "I23_history_cannot_be_rewritten",
                        "alter table ledger_entry disable trigger ledger_entry_posted_by_the_hundred"),
                arguments("I26_money_is_exact", "create table forgotten (amount double precision)"),
                arguments("I26_money_is_exact", "create table forgotten (amount numeric)"),
                arguments("I27_account_balance_closes", "update account_balance set balance = balance + 0.01"),
                arguments("I27_account_balance_closes", "delete from account_balance"),
                arguments(
                        "I27_account_day_equals_days",
                        "update account_day set amount = amount + 0.01 where charge_type = 'ENERGY'"),
                arguments("I27_account_month_equals_days", "update account_month set amount = amount + 0.01"),
                arguments("I27_ageing_equals_balance", "update ledger_snapshot set amount = amount + 0.01"),
                arguments("I27_ledger_day_equals_entries", "update ledger_day set net_amount = net_amount + 0.01"),
                arguments("I27_ledger_day_equals_entries", "update ledger_day set recorded_on = '2026-01-01'"),
                arguments("I27_snapshot_equals_days", "delete from ledger_snapshot where month_end = '2026-10-31'"),
                arguments(
                        "I28_constraints_are_valid",
                        "alter table note add constraint positive check (total_amount > 0) not valid"),
                arguments(
                        "I40_certificates_equal_tax_entries", "update certificate_receivable set amount = amount + 1"),
                arguments("I41_signed_sheets_add_up", """
                        insert into reconciliation_sheet (account_id, circle, month, as_of, balance_theirs, balance_ours, residual,
                                                          next_action, signed_on, signed_by_us, signed_by_them)
                        select id, circle, '2026-06-01', '2026-06-30', 2, 1, 0, 'Meet', '2026-07-02', 'Farah', 'R. Rao' from account"""),
                arguments("I41_signed_sheets_add_up", """
                        insert into customer_invoice_state (invoice_id, account_id, circle, state, on_day)
                        select i.id, a.id, a.circle, 'ACCOUNTED', '2026-06-30' from invoice i join account a on a.id <> i.account_id"""),
                arguments("I40_certificates_equal_tax_entries", "delete from certificate_receivable"),
                arguments("I40_certificates_equal_tax_entries", "update certificate_receivable set section = '194C'"),
                arguments("I29_nothing_in_a_locked_month", """
                        update period_lock set month = '2026-05-01', locked_at = locked_at - interval '1 day'"""));
    }
}

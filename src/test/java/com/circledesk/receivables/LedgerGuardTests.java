package com.circledesk.receivables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.circledesk.support.Accounts;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the database keeps of the ledger whoever writes: entries of one account, history, what is derived. */
@IntegrationTest
class LedgerGuardTests {
    @Autowired
    private JdbcClient jdbc;

    @Autowired
    @Qualifier("ownerDataSource")
    private javax.sql.DataSource owner;

    @Autowired
    private SystemWork work;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    private long account;

    @BeforeEach
    void openAccount() {
        account = accounts.create("KA-AIRTEL", "Airtel", "KA");
    }

    @Test
    void entriesStayWithinOneAccount() {
        long stranger = accounts.create("KA-JIO", "Jio", "KA");
        long invoice = invoice("INV-1", "1000");
        long receipt = receivables.receipt(stranger, "RC-1", "2026-06-10", "400");
        assertThatThrownBy(() -> receivables.allocate(receipt, invoice, "400"))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("are of one account");
    }

    /** What foreign keys would ask row by row, the triggers ask of the whole statement: one stranger among many is found. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            invoice_id                        | -1                                            | account of its documents
            invoice_id                        | (select id from invoice where circle = 'MH')  | account of its documents
            receipt_id                        | -1                                            | account of its documents
            receipt_id                        | (select id from receipt where circle = 'MH')  | account of its documents
            note_id                           | -1                                            | account of its documents
            allocation_id                     | -1                                            | account of its documents
            account_id                        | -1                                            | account_balance
            circle                            | '''MH'''                                      | account_balance
            reverses                          | -1                                            | other values
            """)
    void entriesReferToDocumentsOfTheirAccount(String column, String value, String rule) {
        long stranger = accounts.create("MH-JIO", "Jio", "MH");
        receivables.invoice(stranger, "INV-MH", "2026-04-01", "2026-05-01", "1000");
        receivables.receipt(stranger, "RC-MH", "2026-06-10", "400");
        work.run(() -> jdbc.sql("""
                        insert into invoice (invoice_no, account_id, circle, charge_type, invoice_date, due_date,
                                             taxable_amount, tax_amount, total_amount)
                        select 'NEW-' || n, :account, 'KA', 'RENTAL', '2026-05-01', '2026-05-31', 1, 0, 1
                        from generate_series(1, 3) n
                        """).param("account", account).update());
        Map<String, String> values = new TreeMap<>(Map.of(
                "account_id",
                "e.account_id",
                "circle",
                "e.circle",
                "invoice_id",
                "e.invoice_id",
                "receipt_id",
                "null::bigint",
                "note_id",
                "null::bigint",
                "allocation_id",
                "null::bigint",
                "reverses",
                "null::bigint"));
        values.compute(column, (name, right) -> "case n when 2 then %s else %s end".formatted(value, right));
        String wrong = """
                insert into ledger_entry (kind, reason, counts_as, amount, effective_on, %s)
                select case when n = 2 and %s then 'REVERSAL' else 'INVOICE' end, 'a slip', 'INVOICE', 1, '2026-05-01', %s
                from (select *, id as invoice_id, row_number() over (order by id) as n from invoice
                      where invoice_no like 'NEW-%%') e
                """.formatted(
                String.join(", ", values.keySet()), column.equals("reverses"), String.join(", ", values.values()));
        assertThatThrownBy(() -> work.run(() -> jdbc.sql(wrong).update()))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining(rule);
    }

    @Test
    void anInvoiceIsOfAnAccountAndItsCircle() {
        invoice("INV-1", "1000");
        for (String wrong : List.of("-1, circle", "account_id, 'MH'")) {
            assertThatThrownBy(
                            () -> work.run(() -> jdbc.sql("""
                            insert into invoice (invoice_no, account_id, circle, charge_type, invoice_date, due_date,
                                                 taxable_amount, tax_amount, total_amount)
                            select 'INV-2', %s, charge_type, invoice_date, due_date, taxable_amount, tax_amount, total_amount
                            from invoice
                            """.formatted(wrong)).update()))
                    .isInstanceOf(DataAccessException.class)
                    .rootCause()
                    .hasMessageContaining("An invoice is of an account");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update ledger_entry set amount = amount",
                "delete from ledger_entry",
                "truncate ledger_entry cascade",
                "delete from invoice",
                "update invoice set total_amount = total_amount + 1, taxable_amount = taxable_amount + 1",
                "update audit_log set actor = 'nobody'"
            })
    void historyIsRefusedToChangeEvenToTheOwner(String sql) {
        invoice("INV-1", "1000");
        assertThatThrownBy(() -> JdbcClient.create(owner).sql(sql).update())
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageMatching("(?s).*(append-only|never edited).*");
        assertThatThrownBy(() -> work.run(() -> jdbc.sql(sql).update())).isInstanceOf(DataAccessException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update account_balance set balance = 0",
                "update open_item set open_amount = 0",
                "delete from settlement",
                "update on_account_item set rest = 0",
                "delete from ledger_day",
                "delete from ledger_snapshot",
                "delete from account_day",
                "insert into ledger_month_end values ('2026-10-31')"
            })
    void whatIsDerivedIsWrittenByTheTriggerAlone(String sql) {
        invoice("INV-1", "1000");
        assertThatThrownBy(() -> work.run(() -> jdbc.sql(sql).update()))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    @Test
    void balancesOfCirclesOutOfScopeAreNotSeen() {
        invoice("INV-1", "1000");
        assertThat(jdbcAll("select amount::text from ledger_balances('2026-11-21', null, array['MH'])"))
                .isEmpty();
        assertThat(com.circledesk.users.ActorContext.callAs(
                        com.circledesk.users.Actor.system("test", com.circledesk.users.Scope.of("MH")),
                        null,
                        () -> jdbcAll("select amount::text from ledger_balances('2026-11-21', null, array['KA'])")))
                .isEmpty();
    }

    private long invoice(String number, String total) {
        return receivables.invoice(account, number, "2026-05-01", "2026-05-31", total);
    }

    private BigDecimal rest(String type, long document) {
        return new BigDecimal(
                jdbcAll("select rest::text from on_account_item where document_type = '%s' and document_id = %d"
                                .formatted(type, document))
                        .get(0));
    }

    private List<String> jdbcAll(String sql) {
        return work.call(() -> jdbc.sql(sql).query(String.class).list());
    }
}

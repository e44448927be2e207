package com.circledesk.security;

import static com.circledesk.support.Cast.FARAH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.circledesk.receivables.DocumentKind;
import com.circledesk.security.ForbiddenWrites.Table;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import com.circledesk.users.ActorContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Each forbidden write is refused for the right reason, told by SQLSTATE and name of the rule, and something like it is
 * taken: see {@code forbidden-writes.txt}. The rules are those of the catalogue; one without a case fails.
 */
@IntegrationTest
class ForbiddenWritesTests {
    private static final String NOT_ALLOWED = "42501";
    private static final String EMPTY = "23502";
    private static final String TWICE = "23505";

    /** Every rule that can refuse a write, with its SQLSTATE; primary keys and empty columns are asked of every table. */
    private static final String RULES = """
            with business as (
                select oid, relname from pg_class
                where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> all (:without))
            select conname as rule,
                   case contype when 'c' then '23514' when 'f' then '23503' when 'u' then '23505' else '23P01' end as state
            from pg_constraint where conrelid in (select oid from business) and contype in ('c', 'f', 'u', 'x')
            union
            select c.relname, '23505' from pg_index i join pg_class c on c.oid = i.indexrelid
            where i.indrelid in (select oid from business) and i.indisunique
              and not exists (select from pg_constraint where conindid = i.indexrelid)
            union
            select b.relname || case p.proname when 'keep_document' then '_is_never_edited' else '_is_append_only' end,
                   case p.proname when 'keep_document' then 'P0L02' else 'P0L01' end
            from pg_trigger t join business b on b.oid = t.tgrelid join pg_proc p on p.oid = t.tgfoid
            where p.proname in ('keep_document', 'refuse_change')
            union
            select found[1], 'P0L03' from pg_proc p, regexp_matches(prosrc, 'ledger_refuse\\(''(\\w+)''', 'g') found
            where pronamespace = 'public'::regnamespace
            union
            select found[1], 'P0D01' from pg_proc p, regexp_matches(prosrc, 'dispute_refuse\\(''(\\w+)''', 'g') found
            where pronamespace = 'public'::regnamespace
            union
            select found[2], case found[1] when 'foreign_key_violation' then '23503' when 'check_violation' then '23514'
                                           else found[1] end
            from pg_proc p, regexp_matches(prosrc, 'errcode = ''(\\w+)'', constraint = ''(\\w+)''', 'g') found
            where pronamespace = 'public'::regnamespace
            """;

    private static final ForbiddenWrites WRITES = ForbiddenWrites.read();

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    @Qualifier("ownerDataSource")
    private DataSource owner;

    @Autowired
    private Cast cast;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    private record Refusal(
            String state,
            @Nullable String rule,
            @Nullable String column,
            @Nullable String message) {}

    @Test
    void everyRuleOfTheCatalogueHasACaseAndEveryCaseARule() {
        Set<String> known = rules().keySet();
        Set<String> told = WRITES.rulesWithCase();
        told.addAll(WRITES.withoutCase().keySet());
        assertThat(without(known, told)).as("rules without a case").isEmpty();
        assertThat(without(WRITES.rulesWithCase(), known))
                .as("cases without a rule")
                .isEmpty();
        List<String> tables = jdbc.sql(
                        "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'")
                .query(String.class)
                .list();
        told = WRITES.tables().stream().map(Table::name).collect(Collectors.toCollection(TreeSet::new));
        told.addAll(WRITES.withoutCase().keySet());
        assertThat(without(tables, told)).as("tables without a line").isEmpty();
    }

    @TestFactory
    Stream<DynamicNode> everyForbiddenWriteIsRefusedAndItsLegalTwinIsNot() {
        keepABook();
        Map<String, String> states = rules();
        return WRITES.tables().stream().map(table -> {
            List<String> columns = columns(table, false);
            List<DynamicNode> nodes = new ArrayList<>();
            nodes.add(dynamicTest("a legal row", () -> taken(table.insert(columns, Map.of()))));
            nodes.add(dynamicTest("the same row twice", () -> sameRowTwice(table, columns)));
            columns(table, true)
                    .forEach(column -> nodes.add(dynamicTest(
                            column + " empty",
                            () -> refused(
                                    table.insert(columns, Map.of(column, "null")),
                                    new Expected(EMPTY, null, column)))));
            table.cases()
                    .forEach(each -> nodes.add(dynamicTest(each.rule() + ": " + each.forbidden(), () -> {
                        String state = Objects.requireNonNull(states.get(each.rule()), "no such rule");
                        refused(table.statement(each.forbidden(), columns), new Expected(state, each.rule(), null));
                        taken(table.statement(each.legal(), columns));
                    })));
            return dynamicContainer(table.name(), nodes);
        });
    }

    /** I23: what is granted, by trying it; what the nightly control reads from the catalogue. */
    @TestFactory
    Stream<DynamicNode> theApplicationMayDoWhatIsDeclaredAndNothingElse() {
        cast.id(FARAH);
        return WRITES.tables().stream()
                .map(table -> dynamicTest(table.name(), () -> {
                    String name = table.name();
                    List<String> may = new ArrayList<>();
                    if (may("insert into %1$s overriding system value select * from %1$s where false"
                            .formatted(name))) {
                        may.add("insert");
                    }
                    List<String> columns = columns(table, false);
                    List<String> changeable = columns.stream()
                            .filter(column -> may("update %s set %s = default where false".formatted(name, column)))
                            .sorted()
                            .toList();
                    if (changeable.size() == columns.size()) {
                        may.add("update");
                    } else if (!changeable.isEmpty()) {
                        may.add("update(%s)".formatted(String.join(", ", changeable)));
                    }
                    if (may("delete from %s where false".formatted(name))) {
                        may.add("delete");
                    }
                    if (may("truncate " + name)) {
                        may.add("truncate");
                    }
                    assertThat(String.join(", ", may))
                            .isEqualTo(table.granted().stream()
                                    .map(ForbiddenWritesTests::sortedColumns)
                                    .collect(Collectors.joining(", ")));
                }));
    }

    private static String sortedColumns(String grant) {
        return grant.startsWith("update(")
                ? Stream.of(grant.substring(7, grant.length() - 1).split(", "))
                        .sorted()
                        .collect(Collectors.joining(", ", "update(", ")"))
                : grant;
    }

    private boolean may(String sql) {
        Refusal refusal = tryAsApplication(List.of(sql));
        return refusal == null || !refusal.state().equals(NOT_ALLOWED);
    }

    /** A key of its own: the copy is made twice in one transaction. */
    private void sameRowTwice(Table table, List<String> columns) {
        String insert = table.insert(columns, columns.contains("id") ? Map.of("id", "-7") : Map.of());
        Refusal refusal = Objects.requireNonNull(behind(List.of(insert, insert)), insert);
        assertThat(refusal.state()).isEqualTo(TWICE);
        assertThat(refusal.rule()).matches(table.name() + "_pkey|.*_(is_unique|once|one_at_a_time|key)");
    }

    private record Expected(
            String state, @Nullable String rule, @Nullable String column) {}

    private void refused(String sql, Expected expected) {
        Refusal refusal = Objects.requireNonNull(behind(List.of(sql)), () -> "This was taken: " + sql);
        assertThat(new Expected(refusal.state(), refusal.rule(), expected.rule() == null ? refusal.column() : null))
                .as(sql + " was refused with: " + refusal.message())
                .isEqualTo(expected);
    }

    private void taken(String sql) {
        assertThat(behind(List.of(sql))).as(sql).isNull();
    }

    /** What the rule says: to the application; where that may not even try, to the owner, behind whom the rule stands. */
    private @Nullable Refusal behind(List<String> statements) {
        Refusal refusal = tryAsApplication(statements);
        return refusal != null && refusal.state().equals(NOT_ALLOWED) ? tryAsOwner(statements) : refusal;
    }

    private @Nullable Refusal tryAsApplication(List<String> statements) {
        return ActorContext.callAs(cast.actor(FARAH), null, () -> attempt(transaction, jdbc, "true", statements));
    }

    private @Nullable Refusal tryAsOwner(List<String> statements) {
        return attempt(
                new TransactionTemplate(new DataSourceTransactionManager(owner)),
                JdbcClient.create(owner),
                """
                set_config('app.circles', (select string_agg(code, ',') from circle), true), set_config('app.actor', 'owner', true)
                """,
                statements);
    }

    /** Tries it in a transaction that never happened. */
    private static @Nullable Refusal attempt(
            TransactionTemplate transaction, JdbcClient client, String before, List<String> statements) {
        try {
            transaction.executeWithoutResult(status -> {
                status.setRollbackOnly();
                client.sql("select " + before).query((row, n) -> n).list();
                for (String statement : statements) {
                    int rows = client.sql(statement).update();
                    assertThat(statement.startsWith("insert") && !statement.contains("where false") ? rows : 1)
                            .as("rows inserted by " + statement)
                            .isPositive();
                }
            });
            return null;
        } catch (DataAccessException e) {
            if (e.getMostSpecificCause() instanceof PSQLException sql) {
                ServerErrorMessage error = Objects.requireNonNull(sql.getServerErrorMessage());
                return new Refusal(
                        Objects.requireNonNull(error.getSQLState()),
                        error.getConstraint(),
                        error.getColumn(),
                        error.getMessage());
            }
            throw e;
        }
    }

    private List<String> columns(Table table, boolean mandatory) {
        return jdbc.sql("""
                        select attname::text from pg_attribute
                        where attrelid = cast(:table as regclass) and attnum > 0 and not attisdropped
                          and (attnotnull or not :mandatory) order by attnum
                        """)
                .param("table", table.name())
                .param("mandatory", mandatory)
                .query(String.class)
                .list();
    }

    private Map<String, String> rules() {
        return jdbc
                .sql(RULES)
                .param("without", WRITES.withoutCase().keySet().toArray(String[]::new))
                .query((row, n) -> Map.entry(row.getString("rule"), row.getString("state")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Set<String> without(Iterable<String> these, Set<String> those) {
        Set<String> rest = new TreeSet<>();
        these.forEach(rest::add);
        rest.removeAll(those);
        return rest;
    }

    /** A row of every table. */
    private void keepABook() {
        long airtel = accounts.create("KA-AIRTEL", "Airtel", "KA");
        long jio = accounts.create("KA-JIO", "Jio", "KA");
        accounts.create("KA-FRESH", "Jio", "KA");
        receivables.invoice(accounts.create("KA-BILLED", "Vi", "KA"), "INV-8", "2026-05-01", "2026-05-31", "8");
        receivables.reverse(
                DocumentKind.INVOICE, receivables.invoice(airtel, "INV-0", "2026-05-01", "2026-05-31", "7"));
        long first = receivables.invoice(airtel, "INV-1", "RENTAL", "2026-05-01", "2026-05-31", "100000", "18000");
        long second = receivables.invoice(airtel, "INV-2", "ENERGY", "2026-07-01", "2026-07-31", "500", "0");
        long ninth = receivables.invoice(jio, "INV-9", "2026-05-01", "2026-05-31", "90");
        receivables.allocate(receivables.receipt(jio, "RC-9", "2026-06-10", "90"), ninth, "90");
        long receipt = receivables.receipt(airtel, "RC-1", "2026-06-10", "116500");
        receivables.unidentifiedReceipt("RC-2", "2026-06-11", "70");
        receivables.receipt(airtel, "RC-3", "2026-06-11", "30");
        receivables.allocate(receipt, first, "100000", "2000", "0", "2026-06-10");
        receivables.reverse(DocumentKind.ALLOCATION, receivables.allocate(receipt, second, "300"));
        for (int number = 11; number <= 23; number++) {
            String date = number == 12 ? "2026-01-01" : "2026-11-01";
            receivables.invoice(jio, "INV-" + number, date, "2026-12-01", "90");
        }
        receivables.invoice(jio, "INV-10", "2026-05-01", "2026-05-31", "90");
        receivables.reverse(DocumentKind.NOTE, receivables.creditNote(jio, "CN-0", "2026-08-01", "1", null));
        receivables.creditNote(airtel, "CN-1", "2026-08-01", "40", second);
        long credit = receivables.creditNote(airtel, "CN-2", "2026-08-01", "60", null);
        receivables.applyNote(credit, second, "50", "2026-08-01");
        receivables.closeMonths();
        cast.newToken(FARAH);
        cast.id(Cast.ALICE);
        cast.id(Cast.HARISH);
        cast.as(
                Cast.ALICE,
                () -> jdbc.sql("""
                        insert into status_update (ref, manager_id, circle, due_on, as_of, known_at, bounds, financial_year, number)
                        values ('', :alice, 'KA', status_due_on('KA', app_today()), app_today(), app_now(), '{30}', 0, 0)
                        """).param("alice", cast.id(Cast.ALICE)).update());
        cast.as(FARAH, () -> {
            for (String sql : BOOK.split(";\n")) {
                jdbc.sql(sql).param("farah", cast.id(FARAH)).update();
            }
            return true;
        });
        cast.id(Cast.ALICE);
    }

    private static final String BOOK = """
            insert into advice (utr, lines, gross_amount, tds_amount, gst_tds_amount, deduction_amount, net_amount)
            values ('SBIN1', 1, 100, 0, 0, 0, 100);
            insert into advice_line (advice_id, line_no, given_no, gross_amount, tds_amount, gst_tds_amount, deduction_amount, net_amount)
            select id, 1, 'INV-I', 100, 0, 0, 0, 100 from advice;
            insert into advice_receipt (advice_id, receipt_id, rule) select a.id, r.id, 'BY_HAND' from advice a join receipt r on r.receipt_no = 'RC-1';
            insert into write_off_request (account_id, circle, invoice_id, receipt_id, kind, amount, why, requested_by)
            select i.account_id, i.circle, i.id, r.id, k.kind, k.amount, 'small', 'Felix' from invoice i
            join (values ('INV-1', 'WRITE_OFF', 150), ('INV-2', 'ROUND_OFF', 15)) k (invoice_no, kind, amount) using (invoice_no)
            join receipt r on r.receipt_no = 'RC-1';
            update write_off_request set allowed = true, decided_at = app_now(), decided_by = app_actor(), decided_why = 'yes' where amount = 150;
            insert into period_lock (month) values ('2026-09-01');
            insert into holiday (circle, on_day, name) values ('KA', '2026-12-25', 'Christmas');
            insert into collection_target (account_id, circle, month) select id, circle, '2026-11-01' from account where code in ('KA-AIRTEL', 'KA-JIO');
            insert into collection_target_basis (target_id, account_id, circle, part, invoices, open_amount, disputed, tax, net)
            select id, account_id, circle, 'CURRENT', 1, 10, 2, 1, 7 from collection_target where account_id = (select id from account where code = 'KA-AIRTEL');
            insert into collection_target_version (target_id, account_id, circle, version, current_amount, arrears_amount, source, reason, made_by)
            select t.id, t.account_id, t.circle, n, 10, 5, 'EDITED', 'plan', 'Alice' from collection_target t join account a on a.id = t.account_id
            cross join generate_series(1, 2) n where a.code = 'KA-AIRTEL' order by n;
            insert into collection_target_close (target_id, account_id, circle, target_amount, collected, shortfall, reason, owner_id)
            select t.id, t.account_id, t.circle, 15, 5, 10, 'OTHER', :farah from collection_target t join account a on a.id = t.account_id where a.code = 'KA-JIO';
            insert into landing_day (on_day, month, account_id, circle, target_amount, received, tax_deducted, promised, kept_percent, expected)
            select '2026-11-03', '2026-11-01', id, circle, 15, 1, 0, 10, 60, 6 from account where code = 'KA-AIRTEL';
            insert into working_week (circle, sundays_off, saturdays_off) values ('KA', true, '{2,4}');
            insert into customer_tier (operator_id, tier) select id, 'A' from operator where name = 'Airtel';
            insert into escalation_matrix (name) values ('M-1'), ('M-2');
            insert into escalation_rule (matrix_id, level, over_days, our_role, customer_level, action, acknowledge_hours)
            select id, 1, 30, 'FINANCE', 'N', 'Call', 8 from escalation_matrix;
            update escalation_matrix set valid_from = '2026-11-01', activated_at = app_now(), activated_by = app_actor() where name = 'M-1';
            insert into escalation_matrix (name) values ('M-3');
            insert into escalation_case (account_id, circle) select id, circle from account where code in ('KA-AIRTEL', 'KA-JIO');
            insert into escalation (case_id, account_id, circle, level, rule_id, because, owner_id, amount, met_on, acknowledge_by)
            select c.id, c.account_id, c.circle, l, r.id, 'TRIGGER', :farah, 100, '2026-11-20', app_now()
            from escalation_case c cross join generate_series(1, 2) l join escalation_rule r on true
            join escalation_matrix m on m.id = r.matrix_id and m.name = 'M-1';
            update escalation set acknowledged_at = app_now(), acknowledged_by = app_actor() where level = 2;
            update escalation_case set outcome = 'LEGAL', closed_at = app_now(), closed_by = app_actor()
            where account_id = (select id from account where code = 'KA-JIO');
            insert into red_flag (account_id, circle, rule, subject, what, at_risk, likely_on, probability, review_on)
            select id, circle, 'OLD_DISPUTE', 'D-1', 'It may not come', 100, '2026-12-20', 50, '2026-12-01' from account where code = 'KA-AIRTEL';
            insert into letter (account_id, circle, template, subject, body, as_of, amount, disputed, unapplied)
            select id, circle, 'REMINDER', 'Overdue', 'Please pay', '2026-11-21', 100, 0, 0 from account where code = 'KA-AIRTEL';
            insert into letter_item (letter_id, circle, invoice_id, amount)
            select l.id, l.circle, i.id, 100 from letter l join invoice i on i.invoice_no = 'INV-1';
            insert into letter_suppression (account_id, circle, invoice_id, why, until_on)
            select account_id, circle, id, 'Under audit', '2026-12-31' from invoice where invoice_no = 'INV-1';
            insert into red_flag_event (flag_id, circle, kind, at_risk, likely_on, probability, review_on)
            select id, circle, 'RAISED', at_risk, likely_on, probability, review_on from red_flag;
            insert into task (key, owner_id, circle, about_kind, about_ref, link, title, due_on)
            values ('T-1', :farah, 'KA', 'DISPUTE', 'D-1', '/disputes/D-1', 'Decide', '2026-12-01');
            insert into notification (key, user_id, circle, about_kind, about_ref, link, text)
            values ('N-1', :farah, 'KA', 'DISPUTE', 'D-1', '/disputes/D-1', 'It waits');
            insert into mail_wish (user_id, digest, digest_hour, kinds, quiet_days) values (:farah, true, 7, '{}', '{}');
            insert into digest (kind, user_id, on_day) values ('MORNING', :farah, '2026-11-21');
            insert into mail (key, kind, user_id, circles, subject, body) values ('M-1', 'LETTER', :farah, array['KA'], 'It waits', 'Since long.');
            insert into one_time_link (user_id, purpose, token_hash, expires_at) values (:farah, 'RESET', 'abc', now());
            insert into login_attempt (account_hash, address, succeeded) values ('abc', '::1', true);
            insert into import_batch (kind, mode, status, file_name, file_size, file_sha256, circles)
            select 'invoices', 'COMMIT', 'COMMITTED', name, 1, name, array['KA'] from unnest(array['a.csv', 'b.csv']) name;
            insert into import_file select id, 1, 'abc' from import_batch where file_name = 'a.csv';
            insert into import_fault select id, 1, 1, null, 'missing', 'Empty.' from import_batch where file_name = 'a.csv';
            insert into import_progress (batch_id) select id from import_batch where file_name = 'a.csv';
            insert into lower_deduction (account_id, circle, nature, certificate_no, rate, valid_from, valid_to, money_limit)
            select id, circle, 'PLANT_RENT', 'C-1', 0.5, '2026-04-01', '2026-06-30', 100 from account where code = 'KA-AIRTEL';
            insert into tax_statement_line (tax, tan, deductor_gstin, deductor_name, section, dated_on, paid_amount, tax_amount, booking)
            values ('TDS', 'MUMB12345C', '29MUMB12345C1D0', 'Airtel', '393(1)', '2026-06-10', 100000, 2000, 'F');
            insert into customer_ledger_line (account_id, circle, as_on, document_no, entry_type, invoice_no, document_date, amount, state)
            select id, circle, '2026-06-30', '51', 'INVOICE', 'INV-1', '2026-05-03', 900, 'APPROVED' from account where code = 'KA-AIRTEL';
            insert into customer_invoice_state (invoice_id, account_id, circle, state, on_day)
            select id, account_id, circle, 'ACCOUNTED', '2026-06-30' from invoice where invoice_no = 'INV-1';
            insert into difference_follow_up (account_id, circle, key, kind, owner_id)
            select id, circle, 'INV-1', 'TDS', :farah from account where code = 'KA-AIRTEL';
            insert into reconciliation_sheet (account_id, circle, month, as_of, balance_theirs, balance_ours, residual, next_action, signed_on,
                                              signed_by_us, signed_by_them)
            select id, circle, '2026-06-01', '2026-06-30', 1, 1, 0, 'Meet', '2026-07-02', 'Farah', 'R. Rao' from account where code = 'KA-AIRTEL';
            insert into column_mapping (kind, name, definition) select 'invoices', 'SAP', '{}';
            insert into account_manager select id, circle, '2026-04-01', :farah from account where code = 'KA-AIRTEL';
            insert into site (code, circle) select circle || '-1', circle from unnest(array['KA', 'MH']) circle;
            insert into invoice_line (invoice_id, line_no, circle, site_id, charge_type, period, taxable_amount, tax_amount)
            select i.id, 1, i.circle, s.id, 'RENTAL', '2026-05', 100000, 18000
            from invoice i join site s on s.circle = i.circle where invoice_no = 'INV-1';
            insert into app_user (email, full_name, role) values ('blind@example.test', 'Sees No Circle', 'FINANCE');
            insert into supplier_registration (gstin, from_on, legal_name, address, serves)
            values ('29AAACB1234C1Z5', '2026-04-01', 'Deccan Towers Ltd', 'Bengaluru', array['KA']);
            insert into unapplied_care (receipt_id, account_id, circle, why)
            select id, account_id, circle, 'Advice asked for' from receipt where account_id is not null order by id limit 1;
            insert into contact (account_id, circle, channel, person, result, remark, contacted_on, follow_up_on)
            select id, circle, 'CALL', 'R. Rao', 'SPOKEN', 'Spoke', '2026-06-01', '2026-06-08' from account where code = 'KA-AIRTEL';
            insert into promise (id, promise_ref, plan_id, instalments, account_id, circle, covers, basis, amount, promised_on, promised_by, channel)
            select n, ref, n, parts, a.id, a.circle, covers, 'GROSS', amount, app_today() + 7, 'Mr Verma', 'CALL'
            from (values (901, 'P-1', 3, 'KA-JIO', 'INVOICES', 40), (902, 'P-2', 1, 'KA-BILLED', 'ACCOUNT', 5),
                         (903, 'P-3', 1, 'KA-JIO', 'INVOICES', 7), (904, 'P-4', 1, 'KA-AIRTEL', 'ACCOUNT', 7)) v (n, ref, parts, code, covers, amount)
            join account a on a.code = v.code order by n;
            insert into promise_invoice (promise_id, account_id, circle, invoice_id, place, amount)
            select p.id, p.account_id, p.circle, i.id, 1, p.amount from promise p
            join invoice i on i.invoice_no = case p.promise_ref when 'P-1' then 'INV-20' when 'P-3' then 'INV-21' end;
            do $$ begin perform withdraw_promise(904, 'by mistake'); end $$;
            insert into promise_evidence (promise_id, circle, file_name, content_type, size_bytes, sha256, content)
            select id, circle, 'mail.txt', 'text/plain;charset=UTF-8', 3, encode(sha256('abc'), 'hex'), 'abc' from promise where promise_ref = 'P-1';
            insert into action_plan (plan_ref, account_id, circle, owner_id, root_cause, expected_on, review_on, ended_at, ended_by, outcome)
            select e.ref, a.id, a.circle, :farah, 'No cash', '2026-12-01', '2026-11-30', e.at, e.by, e.outcome
            from account a cross join (values ('AP-KA-000001', null::timestamptz, null, null), ('AP-KA-000002', app_now(), 'Farah', 'FAILED')) e (ref, at, by, outcome)
            where a.code = 'KA-AIRTEL';
            insert into action_plan_invoice (plan_id, invoice_id, account_id, circle, open_then)
            select p.id, i.id, i.account_id, i.circle, 100 from action_plan p join invoice i using (account_id)
            where i.invoice_no = 'INV-1' and p.ended_at is null;
            insert into action_plan_review (plan_id, account_id, circle, remark, expected_on, review_on, covered)
            select id, account_id, circle, 'Begins', expected_on, review_on, 100 from action_plan where ended_at is null;
            insert into status_update (ref, manager_id, circle, due_on, as_of, known_at, bounds, financial_year, number)
            values ('', :farah, 'DL', status_due_on('DL', app_today()), app_today(), app_now(), '{30}', 0, 0);
            insert into status_comment (update_id, circle, manager_id, author_id, text, due_on)
            select id, circle, manager_id, :farah, 'Why?', app_today() + 7 from status_update where circle = 'KA';
            insert into status_draft (manager_id, circle, due_on, texts) values (:farah, 'KA', '2026-11-20', '{}');
            insert into support_request (support_ref, account_id, circle, desk, subject, unblocks, asked_by_id, owner_id, answer_by, due_on)
            select 'SUP-KA-000001', id, circle, 'BILLING', 'Copies', 10, :farah, :farah, '2026-12-01', '2026-12-05'
            from account where code = 'KA-AIRTEL';
            insert into support_event (request_id, circle, kind, remark) select id, circle, 'ASKED', 'Please' from support_request;
            insert into worklist_step (account_id, circle, kind, until_on, reason)
            select id, circle, 'SNOOZED', app_today() + 3, 'Pays on Monday' from account where code = 'KA-AIRTEL';
            insert into rupee_month (month_end, account_id, circle, part, amount)
            select '2026-10-31', id, circle, 'CLEAN', 1 from account where code = 'KA-AIRTEL';
            insert into gl_balance (account_id, circle, balance_on, balance)
            select id, circle, '2026-10-31', 1 from account where code = 'KA-AIRTEL';
            insert into invoice_attachment (invoice_id, circle, kind, file_name, content_type, size_bytes, sha256, content)
            select id, circle, 'COPY', 'a.pdf', 'application/pdf', 3, 'abc', 'abc' from invoice where invoice_no = 'INV-1';
            insert into form_submission (idempotency_key, form, content_sha256, outcome)
            select gen_random_uuid(), 'allocation', 'abc', '1';
            insert into invoice_line (invoice_id, line_no, circle, site_id, charge_type, period, taxable_amount, tax_amount)
            select i.id, n, i.circle, s.id, 'ENERGY', '2026-0' || n, 200, 0
            from invoice i join site s on s.circle = i.circle cross join generate_series(4, 6) n where invoice_no = 'INV-2' order by n;
            insert into dispute (dispute_ref, account_id, circle, reason, claim, raised_on)
            select 'D-' || n, a.id, a.circle, 'RATE', 'too much', '2026-08-01'
            from (values (1, 'KA-AIRTEL'), (2, 'KA-AIRTEL'), (3, 'KA-AIRTEL'), (4, 'KA-JIO'), (5, 'KA-JIO'), (6, 'KA-BILLED')) d (n, code)
            join account a using (code);
            insert into dispute_event (dispute_id, circle, to_status, effective_on) select id, circle, 'RAISED', raised_on from dispute order by id;
            insert into dispute_exception (dispute_id, circle, kind, why, allowed, decided_at, decided_by, decided_why)
            select id, circle, 'LATE_NOTE', 'late', true, now(), 'Harish', 'agreed' from dispute where dispute_ref = 'D-2';
            insert into dispute_exception (dispute_id, circle, kind, why)
            select id, circle, 'DOUBLE_CREDIT', 'billed twice' from dispute where dispute_ref in ('D-1', 'D-3') order by id;
            insert into dispute_line (dispute_id, account_id, circle, invoice_id, invoice_line_id, disputed_amount, raised_on, exception_id)
            select d.id, d.account_id, d.circle, i.id, l.id, c.amount, d.raised_on, case when ref = 'D-3' then e.id end
            from (values ('D-1', 'INV-2', 4, 100), ('D-3', 'INV-2', 5, 11), ('D-2', 'INV-1', null, 10), ('D-5', 'INV-10', null, 5),
                         ('D-6', 'INV-8', null, 1)) c (ref, invoice, line, amount)
            join dispute d on d.dispute_ref = ref join invoice i on i.invoice_no = invoice
            left join invoice_line l on l.invoice_id = i.id and l.line_no = line
            left join dispute_exception e on e.dispute_id = d.id;
            insert into dispute_event (dispute_id, circle, from_status, to_status, why)
            select id, circle, 'RAISED', 'WITHDRAWN', 'a mistake' from dispute where dispute_ref in ('D-5', 'D-6');
            insert into dispute_line (dispute_id, account_id, circle, invoice_id, disputed_amount, raised_on)
            select d.id, d.account_id, d.circle, i.id, 10, d.raised_on
            from dispute d join invoice i on i.invoice_no = 'INV-10' where dispute_ref = 'D-4';
            insert into dispute_event (dispute_id, circle, from_status, to_status)
            select id, circle, 'RAISED', 'VALIDATING' from dispute where dispute_ref in ('D-2', 'D-4');
            update dispute_line set decided_amount = 0 where dispute_id = (select id from dispute where dispute_ref = 'D-2');
            insert into dispute_event (dispute_id, circle, from_status, to_status, why)
            select id, circle, 'VALIDATING', 'DECIDED', 'nothing in it' from dispute where dispute_ref = 'D-2';
            insert into dispute (dispute_ref, account_id, circle, reason, claim, raised_on)
            select 'D-' || n, a.id, a.circle, 'RATE', 'too much', '2026-11-01' from account a cross join generate_series(7, 11) n
            where a.code = 'KA-JIO' order by n;
            insert into dispute_event (dispute_id, circle, to_status, effective_on)
            select id, circle, 'RAISED', raised_on from dispute where raised_on = '2026-11-01' order by id;
            insert into dispute_line (dispute_id, account_id, circle, invoice_id, disputed_amount, raised_on)
            select d.id, d.account_id, d.circle, i.id, c.amount, d.raised_on
            from (values ('D-7', 'INV-11', 3), ('D-7', 'INV-12', 4), ('D-7', 'INV-13', 6), ('D-8', 'INV-14', 5),
                         ('D-9', 'INV-15', 2), ('D-10', 'INV-16', 2), ('D-11', 'INV-17', 2)) c (ref, invoice, amount)
            join dispute d on d.dispute_ref = ref join invoice i on i.invoice_no = invoice;
            insert into dispute_event (dispute_id, circle, from_status, to_status)
            select id, circle, 'RAISED', 'VALIDATING' from dispute where raised_on = '2026-11-01';
            update dispute_line l set decided_amount = l.disputed_amount from dispute d where d.id = l.dispute_id and d.raised_on = '2026-11-01';
            insert into dispute_event (dispute_id, circle, from_status, to_status, why)
            select id, circle, 'VALIDATING', 'DECIDED', 'right' from dispute where raised_on = '2026-11-01';
            insert into note_request (dispute_id, account_id, circle, total_amount)
            select id, account_id, circle, case dispute_ref when 'D-11' then 1 else disputed_amount end
            from dispute where dispute_ref in ('D-7', 'D-8', 'D-9', 'D-11') order by id;
            insert into note_draft (request_id, circle, invoice_id, taxable_amount, tax_amount, total_amount)
            select r.id, r.circle, l.invoice_id, l.decided_amount, 0, l.decided_amount
            from note_request r join dispute_line l on l.dispute_id = r.dispute_id;
            insert into dispute_event (dispute_id, circle, from_status, to_status)
            select id, circle, 'DECIDED', 'NOTE_REQUESTED' from dispute where dispute_ref in ('D-7', 'D-8');
            insert into note_approval (request_id, circle, step, approved_by)
            select r.id, r.circle, 1, 'Harish' from note_request r join dispute d on d.id = r.dispute_id where dispute_ref = 'D-7';
            insert into dispute_event (dispute_id, circle, from_status, to_status)
            select id, circle, 'NOTE_REQUESTED', 'APPROVED' from dispute where dispute_ref = 'D-7';
            insert into note (note_no, kind, account_id, circle, note_date, total_amount, taxable_amount, tax_amount, invoice_id)
            select coalesce(number, take_note_number('CREDIT', null, app_today())), 'CREDIT', i.account_id, i.circle,
                   app_today() - case number when 'CN-11' then 1 else 0 end, amount, amount, 0, i.id
            from (values ('CN-10', 'INV-11', 3), ('CN-11', 'INV-11', 3), ('CN-12', 'INV-12', 4), (null, 'INV-13', 6)) n (number, invoice, amount)
            join invoice i on i.invoice_no = invoice;
            insert into ledger_entry (account_id, circle, invoice_id, note_id, kind, counts_as, amount, effective_on)
            select n.account_id, n.circle, n.invoice_id, n.id, 'CREDIT_NOTE', 'CREDIT_NOTE', -n.total_amount, n.note_date
            from note n join invoice i on i.id = n.invoice_id where i.invoice_no in ('INV-11', 'INV-12', 'INV-13');
            update note_draft set note_id = (select id from note where note_no like 'CN000/%') where total_amount = 6;
            insert into dispute_note (note_id, dispute_id, account_id, circle)
            select n.id, d.id, d.account_id, d.circle from note n join dispute d on d.dispute_ref = 'D-7' where note_no like 'CN000/%';
            insert into dispute (dispute_ref, account_id, circle, reason, claim, raised_on)
            select 'D-' || n, a.id, a.circle, 'RATE', 'too much', '2026-11-02' from account a cross join generate_series(12, 14) n
            where a.code = 'KA-JIO' order by n;
            insert into dispute_event (dispute_id, circle, to_status, effective_on)
            select id, circle, 'RAISED', raised_on from dispute where raised_on = '2026-11-02' order by id;
            insert into dispute_line (dispute_id, account_id, circle, invoice_id, disputed_amount, raised_on)
            select d.id, d.account_id, d.circle, i.id, 1, d.raised_on
            from (values ('D-12', 'INV-18'), ('D-13', 'INV-19'), ('D-14', 'INV-20')) c (ref, invoice)
            join dispute d on d.dispute_ref = ref join invoice i on i.invoice_no = invoice;
            insert into dispute_event (dispute_id, circle, from_status, to_status)
            select id, circle, 'RAISED', 'VALIDATING' from dispute where raised_on = '2026-11-02';
            update dispute_line l set decided_amount = 1 from dispute d where d.id = l.dispute_id and d.raised_on = '2026-11-02';
            insert into dispute_event (dispute_id, circle, from_status, to_status, why)
            select id, circle, 'VALIDATING', 'DECIDED', 'right' from dispute where raised_on = '2026-11-02';
            insert into note_request (dispute_id, account_id, circle, total_amount)
            select id, account_id, circle, 1 from dispute where raised_on = '2026-11-02';
            insert into note_draft (request_id, circle, invoice_id, taxable_amount, tax_amount, total_amount)
            select r.id, r.circle, l.invoice_id, 1, 0, 1 from note_request r join dispute_line l on l.dispute_id = r.dispute_id
            join dispute d on d.id = r.dispute_id where d.raised_on = '2026-11-02';
            insert into dispute_event (dispute_id, circle, from_status, to_status)
            select id, circle, 'DECIDED', 'NOTE_REQUESTED' from dispute where raised_on = '2026-11-02';
            insert into note_approval (request_id, circle, step, approved_by)
            select r.id, r.circle, 1, 'Harish' from note_request r join dispute d on d.id = r.dispute_id where d.raised_on = '2026-11-02';
            insert into dispute_event (dispute_id, circle, from_status, to_status)
            select id, circle, 'NOTE_REQUESTED', 'APPROVED' from dispute where raised_on = '2026-11-02';
            insert into note (note_no, kind, account_id, circle, note_date, total_amount, taxable_amount, tax_amount, invoice_id)
            select 'CN-' || substr(i.invoice_no, 5), 'CREDIT', i.account_id, i.circle, app_today(), 1, 1, 0, i.id
            from invoice i where i.invoice_no in ('INV-18', 'INV-19', 'INV-20');
            insert into ledger_entry (account_id, circle, invoice_id, note_id, kind, counts_as, amount, effective_on)
            select account_id, circle, invoice_id, id, 'CREDIT_NOTE', 'CREDIT_NOTE', -1, note_date from note
            where note_no in ('CN-18', 'CN-19', 'CN-20');
            insert into dispute_note (note_id, dispute_id, account_id, circle)
            select n.id, d.id, d.account_id, d.circle from (values ('CN-18', 'D-12'), ('CN-19', 'D-13'), ('CN-20', 'D-14')) l (note, ref)
            join note n on n.note_no = note join dispute d on d.dispute_ref = ref;
            update note_draft f set note_id = n.id from note n where n.invoice_id = f.invoice_id and n.note_no in ('CN-18', 'CN-19', 'CN-20');
            insert into dispute_event (dispute_id, circle, from_status, to_status)
            select id, circle, 'APPROVED', 'ISSUED' from dispute where raised_on = '2026-11-02';
            insert into note_event (note_id, circle, what, happened_on)
            select id, circle, 'BOOKED', app_today() from note where note_no in ('CN-19', 'CN-20');
            insert into note_event (note_id, circle, what, happened_on, irn, ack_no, acked_at)
            select id, circle, 'IRN', app_today(), repeat('a', 64), '1', now() from note where note_no = 'CN-10';
            insert into dispute_event (dispute_id, circle, from_status, to_status)
            select id, circle, 'ISSUED', 'ACCOUNTED' from dispute where dispute_ref = 'D-13';
            insert into dispute (dispute_ref, account_id, circle, reason, claim, raised_on)
            select 'D-15', id, circle, 'RATE', 'too much', '2026-11-03' from account where code = 'KA-JIO';
            insert into dispute_event (dispute_id, circle, to_status, effective_on)
            select id, circle, 'RAISED', raised_on from dispute where dispute_ref = 'D-15';
            insert into dispute_line (dispute_id, account_id, circle, invoice_id, disputed_amount, raised_on)
            select d.id, d.account_id, d.circle, i.id, 1, d.raised_on
            from dispute d join invoice i on i.invoice_no in ('INV-21', 'INV-22', 'INV-23') where d.dispute_ref = 'D-15';
            update dispute set version = version where dispute_ref = 'D-1' and remove_dispute_lines(
                (select id from dispute where dispute_ref = 'D-15'),
                array(select l.id from dispute_line l join invoice i on i.id = l.invoice_id where i.invoice_no = 'INV-23'), 'not theirs') = 1;
            insert into dispute_pack (account_id, circle) select id, circle from account where code = 'KA-AIRTEL';
            insert into dispute_evidence (dispute_id, circle, invoice_id, file_name, content_type, size_bytes, sha256, content)
            select d.id, d.circle, i.id, 'a.txt', 'text/plain;charset=UTF-8', 3, encode(sha256('abc'), 'hex'), 'abc'
            from dispute d join invoice i on i.invoice_no = 'INV-2' where dispute_ref = 'D-1';
            insert into note_request (account_id, circle, purpose, kind, total_amount, why, against_note_id)
            select account_id, circle, 'COUNTER', 'DEBIT', 1, 'wrong', id from note where note_no = 'CN-18';
            insert into note (note_no, kind, account_id, circle, note_date, total_amount, taxable_amount, tax_amount)
            select 'CN-L' || n, 'CREDIT', id, circle, app_today(), 1, 1, 0 from account cross join generate_series(1, 2) n where code = 'KA-AIRTEL';
            insert into note_line (note_id, invoice_id, circle, taxable_amount, tax_amount, total_amount)
            select n.id, i.id, n.circle, 1, 0, 1 from note n join invoice i on i.invoice_no = 'INV-2' where n.note_no = 'CN-L1';
            insert into ledger_entry (account_id, circle, note_id, kind, counts_as, amount, effective_on)
            select account_id, circle, id, 'CREDIT_NOTE', 'CREDIT_NOTE', -1, note_date from note where note_no in ('CN-L1', 'CN-L2');
            insert into approval_delegation (from_user, to_user, from_on, to_on, why)
            select a.id, f.id, app_today(), app_today() + 1, 'leave' from app_user a cross join app_user f
            where a.email = 'alice@example.test' and f.email = 'harish@example.test';
            insert into dispute_comment (dispute_id, circle, text) select id, circle, 'asked' from dispute where dispute_ref = 'D-1';
            insert into dispute_note (note_id, dispute_id, account_id, circle)
            select n.id, d.id, d.account_id, d.circle from note n join dispute d on d.dispute_ref = 'D-1' where note_no = 'CN-1';
            insert into bank_account (account_no, bank, name) values ('50200012345678', 'HDFC Bank', 'Collections');
            insert into bank_statement (bank_account_id, format, statement_no, from_on, to_on, opening, closing, credits, debits, lines,
                                        unchanged, import_id)
            select a.id, 'MT940', '1', '2026-11-02', '2026-11-02', 0, 13, 13, 0, 3, 0, b.id from bank_account a cross join import_batch b limit 1;
            insert into receipt (receipt_no, received_on, amount) values ('BL-1', '2026-11-02', 5), ('BL-3', '2026-11-02', 1);
            insert into bank_line (bank_account_id, bank_statement_id, position, booked_on, value_on, side, amount, reference, running_no, state)
            select bank_account_id, id, n, to_on, to_on, 'CREDIT', case n when 3 then 3 else 5 end, 'ref', n, 'UNIDENTIFIED' from bank_statement cross join generate_series(1, 3) n;
            insert into bank_line_receipt (bank_line_id, receipt_id)
            select l.id, r.id from bank_line l join receipt r on r.receipt_no = 'BL-1' where l.position = 1;
            insert into proposal (receipt_id, account_id, circle, rest, confidence, evidence, rate_percent, rate_on_gross, on_account)
            select id, account_id, circle, 10, 'CERTAIN', '{ADVICE}', 2, false, 0 from receipt where receipt_no = 'RC-1';
            insert into proposal_line (receipt_id, position, invoice_id, account_id, circle, cash, tds, gst_tds, deduction, short_by)
            select p.receipt_id, 1, i.id, p.account_id, p.circle, 10, 0, 0, 0, 0 from proposal p join invoice i on i.invoice_no = 'INV-1';
            insert into matched_account (account_id, circle) select id, circle from account where code = 'KA-AIRTEL';
            insert into refused_proposal (receipt_id, account_id, circle, invoices)
            select receipt_id, account_id, circle, array[invoice_id] from proposal_line;
            insert into payment_habit (account_id, circle, kind) select id, circle, 'OLDEST_FIRST' from account where code = 'KA-AIRTEL';
            insert into bulk_confirmation (run, receipt_no, circle, stamp, user_id)
            select gen_random_uuid(), 'RC-1', 'KA', 'stamp', min(id) from app_user;
            insert into auto_posting (account_id, circle) select id, circle from account where code = 'KA-AIRTEL';
            insert into remitter_rule (kind, pattern, account_id, circle, bank_line_id)
            select 'NAME', 'BHARTIAIRTEL', a.id, a.circle, l.id from account a cross join bank_line l
            where a.code = 'KA-AIRTEL' and l.position = 1;
            insert into saved_view (user_id, page, name, query, circles) values (:farah, 'ageing', 'mine', '', '{}');
            insert into control_run (status, finished_at, checks) select 'CLEAN', now(), 1;
            insert into control_check (run_id, name, differences, duration_ms) select id, 'one', 0, 1 from control_run;
            insert into control_difference (run_id, name, seq, subject, detail) select run_id, name, 1, 'a', 'b' from control_check
            """;
}

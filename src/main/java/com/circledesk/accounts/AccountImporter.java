package com.circledesk.accounts;

import com.circledesk.imports.Column;
import com.circledesk.imports.ImportKind;
import com.circledesk.imports.RowImporter;
import com.circledesk.imports.Staging;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Files of kind {@code accounts}: reference data, which a later file may change. */
@Component
@Order(1)
class AccountImporter implements RowImporter {
    private static final ImportKind KIND = ImportKind.of(
            "accounts",
            List.of("account_code"),
            Column.key("account_code", "BHARTI-MH").asRequired(),
            Column.text("customer_name", 200).asRequired(),
            Column.text("operator", 120).asRequired(),
            Column.choice("segment", "MNO", "ISP", "OTHER").asRequired(),
            CircleColumn.declared(),
            Column.wholeNumber("payment_terms_days", 0, 365).asRequired(),
            Column.gstin("gstin"),
            Column.pan("pan"),
            Column.tan("tan"),
            Column.flag("public_sector"),
            Column.email("manager_email"),
            Column.flag("active"));

    /** Accounts with their present values beside the staged ones. */
    private static final String EXISTING = """
            accepted s
            join account a on lower(a.code) = s.account_code_key
            join operator o on o.id = a.operator_id
            left join lateral (
                select m.user_id from account_manager m
                where m.account_id = a.id and m.from_on <= app_today() order by m.from_on desc limit 1
            ) m on true
            left join app_user u on u.id = m.user_id
            """;

    private final AccountsInUse inUse;

    AccountImporter(AccountsInUse inUse) {
        this.inUse = inUse;
    }

    @Override
    public ImportKind kind() {
        return KIND;
    }

    @Override
    public String list() {
        return "/accounts";
    }

    @Override
    public void check(Staging rows) {
        rows.refuseRepeatedKeys();
        CircleColumn.check(rows);
        rows.fault("bad-choice", "manager_email", """
                select s.row_no, format('No user with the mail address %s can sign in here.', s.manager_email)
                from staged s
                where s.manager_email is not null
                  and not exists (select from app_user u where lower(u.email) = s.manager_email and u.disabled_at is null)
                """);
        rows.fault("conflict", "account_code", """
                select s.row_no, format('Account %s is recorded already with other values.', s.account_code)
                from accepted s
                where not exists (select from account a where lower(a.code) = s.account_code_key)
                  and s.account_code_key in (
                      select taken_document_numbers('account', array(select account_code_key from accepted)))
                """);
        refuseMoves(rows);
        rows.unchanged("select s.row_no from " + EXISTING + " where " + sameValues(rows));
    }

    /** An account's money stays where it was billed: circle and operator are fixed by the first entry. */
    private void refuseMoves(Staging rows) {
        List<Long> moving = rows.jdbc()
                .sql("select a.id from " + EXISTING
                        + " where a.circle <> upper(s.circle) or lower(o.name) <> lower(s.operator)")
                .query(Long.class)
                .list();
        Set<Long> used = inUse.accountsWithEntries(moving);
        if (used.isEmpty()) {
            return;
        }
        for (String column : List.of("circle", "operator")) {
            String present = column.equals("circle") ? "a.circle" : "o.name";
            rows.fault(
                    "conflict",
                    column,
                    """
                    select s.row_no, format('Account %%s is recorded already with other values: its %1$s is %%s. An account with'
                                            ' entries keeps it.', s.account_code, %2$s)
                    from %3$s
                    where a.id = any (:used) and lower(%2$s) <> lower(s.%1$s)
                    """.formatted(column, present, EXISTING.replace("accepted s", "staged s")),
                    Map.of("used", used.toArray(Long[]::new)));
        }
    }

    private static String sameValues(Staging rows) {
        return values(rows).entrySet().stream()
                        .map(value -> "a." + value.getKey() + " is not distinct from " + value.getValue())
                        .collect(Collectors.joining(" and "))
                + " and lower(o.name) = lower(s.operator)"
                + (rows.has("manager_email") ? " and lower(u.email) is not distinct from s.manager_email" : "");
    }

    /** Columns of the table and what the file says of them; absent columns are left as they are. */
    private static Map<String, String> values(Staging rows) {
        var values = new TreeMap<String, String>(Map.of(
                "customer_name", "s.customer_name",
                "segment", "s.segment",
                "circle", "upper(s.circle)",
                "payment_terms_days", "s.payment_terms_days"));
        Map.of(
                        "gstin", "s.gstin",
                        "pan", "s.pan",
                        "tan", "s.tan",
                        "public_sector", "coalesce(s.public_sector, false)",
                        "active", "coalesce(s.active, true)")
                .forEach((column, value) -> {
                    if (rows.has(column)) {
                        values.put(column, value);
                    }
                });
        return values;
    }

    @Override
    public void post(Staging rows) {
        rows.jdbc().sql("""
                insert into operator (name)
                select distinct on (lower(s.operator)) s.operator from accepted s order by lower(s.operator), s.row_no
                on conflict (lower(name)) do nothing
                """).update();
        update(rows);
        insert(rows);
        if (rows.has("manager_email")) {
            handOver(rows);
        }
    }

    private static void update(Staging rows) {
        String assignments = values(rows).entrySet().stream()
                .map(value -> value.getKey() + " = " + value.getValue())
                .collect(Collectors.joining(", "));
        rows.jdbc().sql("update account a set " + assignments + """
                        , operator_id = o.id, version = a.version + 1
                        from accepted s join operator o on lower(o.name) = lower(s.operator)
                        where lower(a.code) = s.account_code_key
                        """).update();
    }

    private static void insert(Staging rows) {
        Map<String, String> values = values(rows);
        rows.jdbc()
                .sql("insert into account (code, operator_id, import_id, " + String.join(", ", values.keySet())
                        + ") select s.account_code, o.id, :import, " + String.join(", ", values.values()) + """
                         from accepted s join operator o on lower(o.name) = lower(s.operator)
                        where not exists (select from account a where lower(a.code) = s.account_code_key)
                        order by s.row_no
                        """)
                .param("import", rows.importId())
                .update();
    }

    /** A new manager is one from today on; who it was before keeps the figures of that time. */
    private static void handOver(Staging rows) {
        rows.jdbc()
                .sql("insert into account_manager (account_id, circle, from_on, user_id) select a.id, a.circle,"
                        + " app_today(), w.id from " + EXISTING + """
                         left join app_user w on lower(w.email) = s.manager_email
                        where m.user_id is distinct from w.id
                        on conflict (account_id, from_on) do update set user_id = excluded.user_id
                        """)
                .update();
    }
}

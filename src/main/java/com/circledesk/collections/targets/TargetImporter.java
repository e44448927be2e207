package com.circledesk.collections.targets;

import com.circledesk.imports.Column;
import com.circledesk.imports.ImportKind;
import com.circledesk.imports.RowImporter;
import com.circledesk.imports.Staging;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Files of kind {@code targets}: what is to come in from accounts in months. A row that differs from the last version is another. */
@Component
@Order(12)
class TargetImporter implements RowImporter {
    private static final ImportKind KIND = ImportKind.of(
            "targets",
            List.of("account_code", "month"),
            Column.key("account_code", "KA-AIRTEL").asRequired(),
            Column.month("month").asRequired(),
            Column.amountFromZero("current_amount").asRequired(),
            Column.amountFromZero("arrears_amount").asRequired(),
            Column.text("reason", 500).asRequired());

    /** A row with its account and, where there is one, the last version of its target. */
    private static final String KNOWN = """
            from accepted s
            join account a on lower(a.code) = s.account_code_key
            join collection_target t on t.account_id = a.id and t.month = cast(s.month || '-01' as date)
            cross join lateral (select * from collection_target_version x where x.target_id = t.id order by x.version desc limit 1) v
            """;

    private final JdbcClient jdbc;

    TargetImporter(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public ImportKind kind() {
        return KIND;
    }

    @Override
    public String list() {
        return "/receivables/targets";
    }

    @Override
    public void check(Staging rows) {
        rows.refuseRepeatedKeys();
        rows.fault("unknown-account", "account_code", """
                select s.row_no, format('Account "%s" is not known.', s.account_code)
                from staged s
                where s.account_code is not null and not exists (select from account a where lower(a.code) = s.account_code_key)
                """);
        rows.fault(
                "conflict",
                "month",
                "select s.row_no, format('%s is closed for account %s.', s.month, a.code) " + KNOWN + """
                where exists (select from collection_target_close c where c.target_id = t.id)
                  and (v.current_amount, v.arrears_amount) <> (s.current_amount, s.arrears_amount)
                """);
        rows.unchanged("select s.row_no " + KNOWN
                + "where (v.current_amount, v.arrears_amount) = (s.current_amount, s.arrears_amount)");
    }

    @Override
    public void post(Staging rows) {
        jdbc.sql("""
                insert into collection_target (account_id, circle, month)
                select a.id, a.circle, cast(s.month || '-01' as date)
                from accepted s join account a on lower(a.code) = s.account_code_key order by a.id
                on conflict (account_id, month) do nothing
                """).update();
        jdbc.sql("""
                select t.id from accepted s join account a on lower(a.code) = s.account_code_key
                join collection_target t on t.account_id = a.id and t.month = cast(s.month || '-01' as date)
                order by t.id for update of t
                """).query(Long.class).list();
        jdbc.sql("""
                insert into collection_target_version
                    (target_id, account_id, circle, version, current_amount, arrears_amount, source, reason, import_id)
                select t.id, t.account_id, t.circle,
                       1 + (select coalesce(max(v.version), 0) from collection_target_version v where v.target_id = t.id),
                       s.current_amount, s.arrears_amount, 'IMPORTED', s.reason, :import
                from accepted s join account a on lower(a.code) = s.account_code_key
                join collection_target t on t.account_id = a.id and t.month = cast(s.month || '-01' as date)
                """).param("import", rows.importId()).update();
    }
}

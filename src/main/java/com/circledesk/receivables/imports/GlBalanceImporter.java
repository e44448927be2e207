package com.circledesk.receivables.imports;

import com.circledesk.imports.Column;
import com.circledesk.imports.ImportKind;
import com.circledesk.imports.RowImporter;
import com.circledesk.imports.Staging;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Files of kind {@code gl-balances}: what the ERP says that accounts owed at the end of a day; compared, never posted. */
@Component
@Order(8)
class GlBalanceImporter implements RowImporter {
    private static final ImportKind KIND = ImportKind.of(
            "gl-balances",
            List.of("account_code", "date"),
            Column.key("account_code", "BHARTI-MH").asRequired(),
            Column.date("date").asRequired().notInFuture(),
            Column.signedAmount("balance").asRequired());

    private final JdbcClient jdbc;

    GlBalanceImporter(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public ImportKind kind() {
        return KIND;
    }

    @Override
    public String list() {
        return "/receivables/control";
    }

    @Override
    public void check(Staging rows) {
        rows.refuseRepeatedKeys();
        References.requireAccount(rows);
        new Comparison(rows)
                .of("balance", "g.balance", "s.balance")
                .decide("""
                        accepted s join account a on lower(a.code) = s.account_code_key
                        join gl_balance g on g.account_id = a.id and g.balance_on = s.date and g.reversed_at is null
                        """, "account_code", "format('The balance of %s on %s', a.code, s.date)");
    }

    @Override
    public void post(Staging rows) {
        jdbc.sql("""
                insert into gl_balance (account_id, circle, balance_on, balance, import_id)
                select a.id, a.circle, s.date, s.balance, :import
                from accepted s join account a on lower(a.code) = s.account_code_key
                """).param("import", rows.importId()).update();
    }

    @Override
    public void revert(long importId, String reason) {
        jdbc.sql("update gl_balance set reversed_at = app_now() where import_id = :import and reversed_at is null")
                .param("import", importId)
                .update();
    }
}

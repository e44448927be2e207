package com.circledesk.payments.statements;

import com.circledesk.shared.Money;
import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.Paged;
import com.circledesk.users.Scope;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads the statements that were taken in. They belong to no circle; those who import or post money see them. */
@Service
@Transactional(readOnly = true)
public class BankStatements {
    private static final String ROWS = """
            select s.*, a.account_no, a.bank,
                   s.opening - (select p.closing from bank_statement p
                                where p.bank_account_id = s.bank_account_id and p.reversed_at is null and p.closing is not null
                                  and (p.to_on, p.id) < (s.to_on, s.id) order by p.to_on desc, p.id desc limit 1) as gap,
                   (select count(*) from bank_line l where l.bank_statement_id = s.id and l.reversed_at is null
                      and l.state in ('UNIDENTIFIED', 'TAKEN_BACK')) as waiting
            from bank_statement s join bank_account a on a.id = s.bank_account_id
            where s.reversed_at is null
            """;

    private final JdbcClient jdbc;

    BankStatements(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The latest first.
     *
     * @param scope of the reader; a statement belongs to no circle, its lines are filtered by it ({@link BankLines})
     * @param accountNo of one bank account, or null
     */
    public Paged<StatementRow> list(@Nullable String accountNo, int page, int size, Scope scope) {
        long total = jdbc.sql("""
                        select count(*) from bank_statement s join bank_account a on a.id = s.bank_account_id
                        where s.reversed_at is null and (cast(:account as text) is null or a.account_no = :account)
                        """).param("account", accountNo).query(Long.class).single();
        List<StatementRow> rows = jdbc.sql(ROWS + """
                          and (cast(:account as text) is null or a.account_no = :account)
                        order by s.to_on desc, s.id desc limit :size offset :offset
                        """)
                .param("account", accountNo)
                .param("size", size)
                .param("offset", (long) page * size)
                .query((row, n) -> statement(row))
                .list();
        return new Paged<>(rows, page, size, total);
    }

    public StatementRow get(long id, Scope scope) {
        return jdbc.sql(ROWS + " and s.id = :id")
                .param("id", id)
                .query((row, n) -> statement(row))
                .optional()
                .orElseThrow(() -> new NotFoundException("Statement", Long.toString(id)));
    }

    /** Those that an import recorded, in the order of its file. */
    public List<StatementRow> ofImport(long importId, Scope scope) {
        return jdbc.sql(ROWS + " and s.import_id = :import order by s.id")
                .param("import", importId)
                .query((row, n) -> statement(row))
                .list();
    }

    private static StatementRow statement(ResultSet row) throws SQLException {
        return new StatementRow(
                row.getLong("id"),
                row.getString("account_no"),
                row.getString("bank"),
                row.getString("format"),
                row.getString("statement_no"),
                row.getObject("from_on", LocalDate.class),
                row.getObject("to_on", LocalDate.class),
                money(row, "opening"),
                money(row, "closing"),
                Money.of(row.getBigDecimal("credits")),
                Money.of(row.getBigDecimal("debits")),
                row.getInt("lines"),
                row.getInt("unchanged"),
                row.getInt("skipped"),
                List.of((String[]) row.getArray("remarks").getArray()),
                row.getLong("import_id"),
                row.getTimestamp("recorded_at").toInstant(),
                row.getString("recorded_by"),
                gap(row),
                row.getInt("waiting"));
    }

    private static @Nullable Money gap(ResultSet row) throws SQLException {
        Money gap = money(row, "gap");
        return gap == null || gap.isZero() ? null : gap;
    }

    private static @Nullable Money money(ResultSet row, String column) throws SQLException {
        BigDecimal amount = row.getBigDecimal(column);
        return amount == null ? null : Money.of(amount);
    }
}

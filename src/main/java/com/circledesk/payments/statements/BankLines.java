package com.circledesk.payments.statements;

import com.circledesk.shared.Choice;
import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.Paged;
import com.circledesk.users.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads bank lines. They belong to no circle, and those who import or post money see them; one that is wholly of accounts
 * outside the scope is left out, as its receipts are.
 */
@Service
@Transactional(readOnly = true)
public class BankLines {
    private static final String COLUMNS = """
            select l.id, l.bank_account_id, a.account_no, a.bank, l.bank_statement_id as statement_id, l.position, l.booked_on,
                   l.value_on, l.side, l.amount, l.reference, l.running_no, l.utr, l.remitter_name, l.remitter_account,
                   l.narration, l.is_return, l.state, greatest(app_today() - l.booked_on, 0) as age_days, l.owner_id,
                   u.full_name as owner, (select r.receipt_no from receipt r where r.id = l.bounced_receipt_id) as bounced_receipt,
                   (select string_agg(c.code, ', ' order by c.code) from bank_line_receipt b join receipt r on r.id = b.receipt_id
                    join account c on c.id = r.account_id
                    where b.bank_line_id = l.id and r.reversed_at is null and r.circle = any (:circles)) as accounts
            """;
    private static final String TABLES = """
            from bank_line l
            join bank_account a on a.id = l.bank_account_id
            left join app_user u on u.id = l.owner_id
            where l.reversed_at is null
              and (l.state not in ('IDENTIFIED', 'SPLIT') or exists (
                    select from bank_line_receipt b join receipt r on r.id = b.receipt_id
                    where b.bank_line_id = l.id and r.reversed_at is null and r.circle = any (:circles)))
            """;

    private final JdbcClient jdbc;

    BankLines(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public BankLine get(long id, Scope scope) {
        return jdbc.sql(COLUMNS + TABLES + " and l.id = :id")
                .param("id", id)
                .param("circles", scope.toArray())
                .query(BankLine.class)
                .optional()
                .orElseThrow(() -> new NotFoundException("Bank line", Long.toString(id)));
    }

    /** Newest first; those of one statement in its own order. */
    public Paged<BankLine> list(BankLineFilter filter, int page, int size, Scope scope) {
        String order = filter.statementId() == null ? "l.booked_on desc, l.id desc" : "l.position";
        List<BankLine> rows = filtered(COLUMNS, filter, scope, " order by " + order + " limit :size offset :offset")
                .param("size", size)
                .param("offset", (long) page * size)
                .query(BankLine.class)
                .list();
        return new Paged<>(rows, page, size, totals(filter, scope).lines());
    }

    public BankLineTotals totals(BankLineFilter filter, Scope scope) {
        return filtered("""
                        select count(*) as lines, coalesce(sum(l.amount) filter (where l.side = 'CREDIT'), 0) as credits,
                               coalesce(sum(l.amount) filter (where l.side = 'DEBIT'), 0) as debits
                        """, filter, scope, "").query(BankLineTotals.class).single();
    }

    /** What these lines became, by line, the first recorded first. */
    public Map<Long, List<LineReceipt>> receipts(Collection<Long> lines, Scope scope) {
        Map<Long, List<LineReceipt>> byLine = new TreeMap<>();
        jdbc.sql("""
                        select b.bank_line_id as line_id, r.id as receipt_id, r.receipt_no, r.amount, r.account_id, a.code as account,
                               a.customer_name, r.reversed_at
                        from bank_line_receipt b join receipt r on r.id = b.receipt_id
                        left join account a on a.id = r.account_id
                        where b.bank_line_id = any (:lines) and (r.circle is null or r.circle = any (:circles))
                        order by b.id
                        """)
                .param("lines", lines.toArray(Long[]::new))
                .param("circles", scope.toArray())
                .query(LineReceipt.class)
                .list()
                .forEach(receipt -> byLine.computeIfAbsent(receipt.lineId(), id -> new ArrayList<>())
                        .add(receipt));
        return byLine;
    }

    /** The lines that these receipts came from; a receipt of another source has none. */
    public List<BankLine> ofReceipts(Collection<Long> receipts, Scope scope) {
        return jdbc.sql(COLUMNS + TABLES + """
                         and l.id in (select bank_line_id from bank_line_receipt where receipt_id = any (:receipts)) order by l.id
                        """)
                .param("receipts", receipts.toArray(Long[]::new))
                .param("circles", scope.toArray())
                .query(BankLine.class)
                .list();
    }

    /** Who may look after a credit. */
    public List<Choice> owners() {
        return jdbc.sql("""
                        select id::text as value, full_name as label from app_user
                        where role = 'FINANCE' and disabled_at is null order by lower(full_name), id
                        """).query(Choice.class).list();
    }

    /**
     * Receipts that a return may have bounced: of its amount and not later than it, those with its reference first.
     *
     * @param line a return
     */
    public List<LineReceipt> bounced(BankLine line, Scope scope) {
        return jdbc.sql("""
                        select coalesce(b.bank_line_id, 0) as line_id, r.id as receipt_id, r.receipt_no, r.amount, r.account_id,
                               a.code as account, a.customer_name, r.reversed_at
                        from receipt r left join account a on a.id = r.account_id left join bank_line_receipt b on b.receipt_id = r.id
                        where r.amount = :amount and r.received_on <= :on and r.reversed_at is null
                          and (r.circle is null or r.circle = any (:circles))
                        order by (lower(r.utr) = lower(cast(:utr as text))) desc nulls last, r.received_on desc, r.id desc limit 20
                        """)
                .param("amount", line.amount().amount())
                .param("on", line.bookedOn())
                .param("utr", line.utr())
                .param("circles", scope.toArray())
                .query(LineReceipt.class)
                .list();
    }

    /** Every line of the filter, in the order of the list. */
    public void forEach(BankLineFilter filter, Scope scope, Consumer<BankLine> each) {
        try (Stream<BankLine> rows =
                filtered(COLUMNS, filter, scope, " order by l.booked_on desc, l.id desc")
                        .query(BankLine.class)
                        .stream()) {
            rows.forEach(each);
        }
    }

    private JdbcClient.StatementSpec filtered(String columns, BankLineFilter filter, Scope scope, String end) {
        BankLineFilter.Show show = filter.show();
        return jdbc.sql(columns + TABLES + """
                          and (cast(:account as text) is null or a.account_no = :account)
                          and (cast(:statement as bigint) is null or l.bank_statement_id = :statement)
                          and (cast(:from as date) is null or l.booked_on >= :from)
                          and (cast(:to as date) is null or l.booked_on <= :to)
                          and (cast(:older as integer) is null or app_today() - l.booked_on >= :older)
                          and (cast(:owner as bigint) is null or coalesce(l.owner_id, 0) = :owner)
                          and (:text = '' or position(:text in lower(concat_ws(' ', l.narration, l.reference, l.utr, l.remitter_name,
                                                                               l.remitter_account, l.amount))) > 0)
                          and case :show
                                when '' then true
                                when 'CREDITS' then l.side = 'CREDIT'
                                when 'DEBITS' then l.side = 'DEBIT'
                                when 'TO_REVERSE' then l.is_return and l.side = 'DEBIT' and l.bounced_receipt_id is null
                                else l.state = :show
                              end
                        """ + end)
                .param("circles", scope.toArray())
                .param("account", filter.accountNo())
                .param("statement", filter.statementId())
                .param("from", filter.from())
                .param("to", filter.to())
                .param("older", filter.olderThan())
                .param("owner", filter.owner())
                .param("text", filter.text().strip().toLowerCase(Locale.ROOT))
                .param("show", show == null ? "" : show.name());
    }
}

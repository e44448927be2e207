package com.circledesk.receivables.imports;

import com.circledesk.imports.Staging;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Decides which rows of a file fit into what invoices still owe and what receipts and notes still hold, at every date and
 * not only at the end. Rows that compete are decided in the order of the file.
 *
 * <p>The importer lists its rows in {@code claim}: what each takes (or, negative, brings) from which day on, from the
 * invoice {@code I<id>}, the receipt {@code R<id>} or the note {@code N<id>}. One statement finds the items that cannot
 * satisfy all claims on them, or which claims both take from and bring to: in most files none. Only their rows are then
 * looked at one by one. The outcome is
 * {@code refused}: the row, the item, what was left for it, and the item's open amount with everything in at that moment.
 */
final class Capacity {
    private static final String CLAIMS = """
            create temp table claim (row_no bigint not null, item text not null, day date not null, amount numeric(15, 2) not null)
            on commit drop
            """;

    private static final String REFUSED = """
            create temp table refused (row_no bigint not null, item text not null, available numeric(15, 2), at_last numeric(15, 2))
            on commit drop
            """;

    private static final String CLAIMED = """
            create temp table claimed on commit drop as
            select item, left(item, 1) as source, substr(item, 2)::bigint as id from (select distinct item from claim) items
            """;

    /** What the ledger has about the claimed items: open amounts of invoices, rests of receipts and credit notes. */
    private static final String BALANCES = """
            create temp table balance on commit drop as
            select item, day, sum(amount) as amount from (
                select c.item, e.effective_on as day, e.amount
                from claimed c join ledger_entry e on e.invoice_id = c.id where c.source = 'I'
                union all
                select c.item, e.effective_on, -e.amount
                from claimed c join ledger_entry e on e.receipt_id = c.id and e.invoice_id is null where c.source = 'R'
                union all
                select c.item, e.effective_on, -e.amount
                from claimed c join ledger_entry e on e.note_id = c.id and e.invoice_id is null where c.source = 'N'
            ) entries
            group by item, day
            """;

    private static final String CONTESTED = """
            create temp table contested on commit drop as
            select distinct item from (
                select item, sum(sum(amount)) over (partition by item order by day) as left_over
                from (select item, day, amount from balance union all select item, day, -amount from claim) moves
                group by item, day
            ) days
            where left_over < 0
            union
            select item from claim where amount < 0 and item in (select item from claim where amount > 0)
            """;

    /** Row by row in file order, those that bring something (debit notes) too. */
    private static final String DECIDE = """
            do $$
            declare
                one record;
                missing integer;
            begin
                create index on contested (item);
                analyze contested;
                delete from balance b where not exists (select from contested c where c.item = b.item);
                create index on balance (item, day);
                create index on claim (row_no);
                for one in select distinct row_no from claim where item in (select item from contested) order by row_no loop
                    insert into refused
                    select c.row_no, c.item, f.available, f.at_last
                    from claim c
                    join contested t on t.item = c.item
                    cross join lateral (
                        select least(coalesce(max(d.left_over) filter (where d.is_last_before), 0),
                                     min(d.left_over) filter (where d.day >= c.day)) as available,
                               coalesce(sum(d.amount), 0) as at_last
                        from (select b.day, sum(b.amount) as amount, sum(sum(b.amount)) over (order by b.day) as left_over,
                                     b.day = max(b.day) filter (where b.day <= c.day) over () as is_last_before
                              from balance b where b.item = c.item group by b.day) d
                    ) f
                    where c.row_no = one.row_no and c.amount > 0 and f.available < c.amount;
                    get diagnostics missing = row_count;
                    if missing = 0 then
                        insert into balance select item, day, -amount from claim
                        where row_no = one.row_no and item in (select item from contested);
                    end if;
                end loop;
            end $$
            """;

    private Capacity() {}

    static void prepare(Staging rows) {
        rows.jdbc().sql(CLAIMS).update();
        rows.jdbc().sql(REFUSED).update();
    }

    static void decide(Staging rows) {
        JdbcClient jdbc = rows.jdbc();
        jdbc.sql("analyze claim").update();
        jdbc.sql(CLAIMED).update();
        jdbc.sql("create index on claimed (source, id)").update();
        jdbc.sql("analyze claimed").update();
        jdbc.sql(BALANCES).update();
        jdbc.sql("analyze balance").update();
        jdbc.sql(CONTESTED).update();
        if (isContested(rows)) {
            jdbc.sql(DECIDE).update();
        }
    }

    /** Whether rows of the file compete, so that their order matters. */
    static boolean isContested(Staging rows) {
        return rows.jdbc()
                .sql("select exists (select from contested)")
                .query(Boolean.class)
                .single();
    }
}

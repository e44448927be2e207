package com.circledesk.payments.statements;

import com.circledesk.imports.Staging;
import com.circledesk.imports.files.BadFile;
import com.circledesk.payments.statements.reading.ReadStatement;
import com.circledesk.receivables.Words;
import com.circledesk.shared.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Checks the staged lines of statements against what is known, and records them: a line that was seen before stays
 * unchanged, a credit becomes a receipt without account unless there is one of the same reference, day and amount.
 */
@Component
class StatementRecords {
    /** Rows of the file that make one statement. Without a file's own word for it, those of one account do. */
    private record Part(String account, @Nullable ReadStatement read, long firstRow, long lastRow) {}

    private record Previous(
            @Nullable LocalDate toOn, @Nullable BigDecimal closing) {}

    /** Two formats of one statement book a payment on two days at most so far apart. */
    private static final int SAME_UTR_DAYS = 5;

    private static final int SHOWN = 3;

    /**
     * A line is known by what the bank calls it, or by its UTR, which no two payments share: the same line has another
     * reference in another format of the same bank. Equal ones are told apart by their running number.
     */
    private static final String KNOWN = """
            select s.row_no from staged_line s join bank_line l on l.bank_account_id = s.bank_account_id and l.booked_on = s.booked_on
                and l.side = s.side and l.amount = s.amount and lower(l.reference) = lower(s.reference)
                and l.running_no = s.running_no and l.reversed_at is null
            union
            select s.row_no from staged_line s join (
                select bank_account_id, booked_on, side, amount, lower(utr) as utr,
                       row_number() over (partition by bank_account_id, booked_on, side, amount, lower(utr) order by id) as utr_no
                from bank_line
                where reversed_at is null and utr is not null
                  and (bank_account_id, booked_on) in (select bank_account_id, booked_on from staged_line)) l
                on l.bank_account_id = s.bank_account_id and l.booked_on = s.booked_on and l.side = s.side and l.amount = s.amount
                and l.utr = lower(s.utr) and l.utr_no = s.utr_no
            """;

    private final JdbcClient jdbc;
    private final StatementReceipts receipts;

    StatementRecords(JdbcClient jdbc, StatementReceipts receipts) {
        this.jdbc = jdbc;
        this.receipts = receipts;
    }

    List<Long> ofImport(long importId) {
        return jdbc.sql("select id from bank_statement where import_id = :import order by id")
                .param("import", importId)
                .query(Long.class)
                .list();
    }

    void check(Staging rows) {
        rows.check(List.of(
                new Staging.Rule(
                        "missing",
                        "amount",
                        "num_nonnulls(nullif(amount, 0), nullif(credit, 0), nullif(debit, 0)) <> 1",
                        "'A line has one amount: in amount with its side, in credit, or in debit.'"),
                new Staging.Rule(
                        "missing",
                        "side",
                        "nullif(amount, 0) is not null and side is null",
                        "'Say whether the amount is a CREDIT or a DEBIT.'")));
        rows.fault("unknown-account", "bank_account", """
                select s.row_no, 'There is no open bank account ' || s.bank_account || '; the administrator adds it.'
                from staged s where s.bank_account is not null
                  and not exists (select from bank_account a where a.account_no = upper(s.bank_account) and a.closed_at is null)
                """);
        stage();
        rows.unchanged(KNOWN);
        boolean quiet = rows.file() instanceof StatementTable;
        if (!quiet
                && jdbc.sql("select not exists (select from staged)")
                        .query(Boolean.class)
                        .single()) {
            throw new BadFile("empty-file", "The file has headers but no rows.");
        }
        remarkLookAlikes(rows);
        Previous before = null;
        String account = "";
        for (Part part : parts(rows)) {
            before = before == null || !part.account().equals(account) ? previous(part) : before;
            account = part.account();
            describe(rows, part, before);
            before = part.read() == null
                    ? null
                    : new Previous(part.read().lastDay(), part.read().closing());
        }
    }

    private void stage() {
        jdbc.sql("drop table if exists staged_line").update();
        jdbc.sql("""
                create temp table staged_line on commit drop as
                select l.*, row_number() over (partition by bank_account_id, booked_on, side, amount, lower(reference) order by row_no)::int
                            as running_no,
                       row_number() over (partition by bank_account_id, booked_on, side, amount, lower(utr) order by row_no)::int as utr_no
                from (
                    select s.row_no, a.id as bank_account_id, a.account_no, s.booked_on, coalesce(s.value_on, s.booked_on) as value_on,
                           case when s.credit > 0 then 'CREDIT' when s.debit > 0 then 'DEBIT' else s.side end as side,
                           coalesce(nullif(s.amount, 0), nullif(s.credit, 0), s.debit) as amount, coalesce(s.reference, '') as reference,
                           s.utr, s.remitter_name, s.remitter_account, coalesce(s.narration, '') as narration,
                           coalesce(s.returned, false) as is_return
                    from staged s join bank_account a on a.account_no = upper(s.bank_account)) l
                """).update();
    }

    /** Same day and amount, and nothing that says whether it is the same payment: a person looks. */
    private void remarkLookAlikes(Staging rows) {
        List<String> alike =
                jdbc.sql("""
                        select format('%s over %s (%s) looks like one that is known as %s', to_char(s.booked_on, 'FMDD Mon YYYY'),
                                      to_char(s.amount, 'FM999999999990.00'), coalesce(nullif(s.reference, ''), 'no reference'),
                                      coalesce(nullif(min(l.reference), ''), 'without reference')
                                          || coalesce(' of ' || to_char(min(nullif(l.booked_on, s.booked_on)), 'FMDD Mon YYYY'), ''))
                        from staged_line s
                        join bank_line l on l.bank_account_id = s.bank_account_id and l.side = s.side and l.amount = s.amount and l.reversed_at is null
                             and l.booked_on between s.booked_on - :days and s.booked_on + :days
                             and (l.booked_on = s.booked_on and (s.utr is null or l.utr is null) or lower(l.utr) = lower(s.utr))
                        where not exists (select from staged_unchanged u where u.row_no = s.row_no)
                          and not exists (
                              select from staged_line o join staged_unchanged u on u.row_no = o.row_no
                              where o.bank_account_id = l.bank_account_id and o.booked_on = l.booked_on and o.side = l.side
                                and o.amount = l.amount and (lower(o.reference) = lower(l.reference) or lower(o.utr) = lower(l.utr)))
                        group by s.row_no, s.booked_on, s.amount, s.reference
                        order by s.row_no
                        """).param("days", SAME_UTR_DAYS).query(String.class).list();
        if (!alike.isEmpty()) {
            rows.remark(
                    "Look at %,d of these lines before you identify them: %s%s. Same account and amount, and the same day or UTR."
                            .formatted(
                                    alike.size(),
                                    alike.stream().limit(SHOWN).collect(Collectors.joining("; ")),
                                    alike.size() > SHOWN ? "; and others" : ""));
        }
    }

    private static List<Part> parts(Staging rows) {
        List<Part> parts = new ArrayList<>();
        if (rows.file() instanceof StatementTable table) {
            long next = 1;
            for (StatementTable.OfAccount of : table.statements()) {
                int lines = of.read().lines().size();
                parts.add(new Part(of.account(), of.read(), next, next + lines - 1));
                next += lines;
            }
        } else {
            rows.jdbc()
                    .sql("select distinct account_no from staged_line order by 1")
                    .query(String.class)
                    .list()
                    .forEach(account -> parts.add(new Part(account, null, 1, Long.MAX_VALUE)));
        }
        return parts;
    }

    /** The latest one that ended before this one begins, or on its first day. */
    private @Nullable Previous previous(Part part) {
        return part.read() == null
                ? null
                : jdbc.sql("""
                        select s.to_on, s.closing from bank_statement s join bank_account a on a.id = s.bank_account_id
                        where a.account_no = :account and s.reversed_at is null and s.to_on <= cast(:from as date)
                          and (s.to_on < :from or s.from_on < :from or s.closing = cast(:opening as numeric))
                        order by s.to_on desc, s.id desc limit 1
                        """)
                        .param("account", part.account())
                        .param("from", part.read().firstDay())
                        .param("opening", part.read().opening())
                        .query(Previous.class)
                        .optional()
                        .orElse(null);
    }

    private static void describe(Staging rows, Part part, @Nullable Previous before) {
        ReadStatement read = part.read();
        if (read == null) {
            return;
        }
        String days = Words.day(read.firstDay()) + " to " + Words.day(read.lastDay());
        rows.remark(
                read.opening() == null || read.closing() == null
                        ? "Account %s, %s: credits %s, debits %s. The file tells no balances, so nothing proves that it is whole."
                                .formatted(part.account(), days, rupees(read.credits()), rupees(read.debits()))
                        : "Account %s, %s: opening %s + credits %s − debits %s = closing %s."
                                .formatted(
                                        part.account(),
                                        days,
                                        rupees(read.opening()),
                                        rupees(read.credits()),
                                        rupees(read.debits()),
                                        rupees(read.closing())));
        LocalDate to = before == null ? null : before.toOn();
        if (before == null || to == null) {
            return;
        }
        BigDecimal closing = before.closing();
        BigDecimal opening = read.opening();
        if (closing != null && opening != null) {
            if (closing.compareTo(opening) != 0) {
                rows.remark(
                        "There is a gap to the statement before: it ended on %s with %s, this one opens with %s. %s is missing between them."
                                .formatted(
                                        Words.day(to),
                                        rupees(closing),
                                        rupees(opening),
                                        rupees(opening.subtract(closing).abs())));
            }
        } else if (to.plusDays(1).isBefore(read.firstDay())) {
            rows.remark("There is a gap to the statement before: the days %s to %s stand on none."
                    .formatted(
                            Words.day(to.plusDays(1)), Words.day(read.firstDay().minusDays(1))));
        }
    }

    private static String rupees(BigDecimal amount) {
        return Words.rupees(Money.of(amount));
    }

    void post(Staging rows) {
        for (Part part : parts(rows)) {
            if (isKnownQuiet(part)) {
                continue;
            }
            long statement = addStatement(rows, part);
            jdbc.sql("""
                    insert into bank_line (bank_account_id, bank_statement_id, position, booked_on, value_on, side, amount, reference,
                                           running_no, utr, remitter_name, remitter_account, narration, is_return, state)
                    select s.bank_account_id, :statement, row_number() over (order by s.row_no), s.booked_on, s.value_on, s.side, s.amount,
                           s.reference, s.running_no, s.utr, s.remitter_name, s.remitter_account, s.narration, s.is_return,
                           case when s.side = 'CREDIT' and not s.is_return then 'UNIDENTIFIED' else 'NO_RECEIPT' end
                    from staged_line s
                    where s.account_no = :account and s.row_no between :first and :last
                      and s.row_no in (select row_no from accepted)
                    order by s.row_no
                    """)
                    .param("statement", statement)
                    .param("account", part.account())
                    .param("first", part.firstRow())
                    .param("last", part.lastRow())
                    .update();
        }
        receipts.make(rows.importId());
    }

    /** A statement without lines that was taken before. */
    private boolean isKnownQuiet(Part part) {
        ReadStatement read = part.read();
        return read != null
                && read.lines().isEmpty()
                && jdbc.sql("""
                        select exists (select from bank_statement s join bank_account a on a.id = s.bank_account_id
                                       where a.account_no = :account and s.reversed_at is null and s.lines = 0
                                         and s.from_on = :from and s.to_on = :to)
                        """)
                        .param("account", part.account())
                        .param("from", read.firstDay())
                        .param("to", read.lastDay())
                        .query(Boolean.class)
                        .single();
    }

    private long addStatement(Staging rows, Part part) {
        ReadStatement read = part.read();
        return jdbc.sql("""
                        insert into bank_statement (bank_account_id, format, statement_no, from_on, to_on, opening, closing, credits, debits,
                                                    lines, unchanged, skipped, remarks, import_id)
                        select a.id, :format, :number, coalesce(cast(:from as date), min(s.booked_on)), coalesce(cast(:to as date), max(s.booked_on)),
                               cast(:opening as numeric), cast(:closing as numeric),
                               coalesce(sum(s.amount) filter (where s.side = 'CREDIT'), 0),
                               coalesce(sum(s.amount) filter (where s.side = 'DEBIT'), 0), count(s.row_no), count(u.row_no), :skipped,
                               :remarks, :import
                        from bank_account a
                        left join staged_line s on s.bank_account_id = a.id and s.row_no between :first and :last
                        left join (select distinct row_no from staged_unchanged) u on u.row_no = s.row_no
                        where a.account_no = :account
                        group by a.id returning id
                        """)
                .param("format", read == null ? "Our own layout" : read.format())
                .param("number", read == null ? null : read.number())
                .param("from", read == null ? null : read.firstDay())
                .param("to", read == null ? null : read.lastDay())
                .param("opening", read == null ? null : read.opening())
                .param("closing", read == null ? null : read.closing())
                .param("skipped", read == null ? 0 : read.skipped())
                .param("remarks", rows.remarks().toArray(String[]::new))
                .param("import", rows.importId())
                .param("account", part.account())
                .param("first", part.firstRow())
                .param("last", part.lastRow())
                .query(Long.class)
                .single();
    }
}

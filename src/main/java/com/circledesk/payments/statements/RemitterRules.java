package com.circledesk.payments.statements;

import com.circledesk.receivables.receipts.ReceiptIdentified;
import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.Paged;
import com.circledesk.users.Scope;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Learns from confirmed lines who sends money for whom, and guesses by that: the sender's account number before its name,
 * the bank alone only where it ever paid for one account. Every rule is listed and can be switched off.
 */
@Service
@Transactional
public class RemitterRules {
    private final JdbcClient jdbc;

    RemitterRules(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener
    void on(ReceiptIdentified identified) {
        learn(List.of(identified.receiptId()));
    }

    /** Takes what the lines of these receipts say of their senders for what is said of their accounts. */
    void learn(Collection<Long> receipts) {
        jdbc.sql("""
                        insert into remitter_rule (kind, pattern, account_id, circle, confirmed, bank_line_id)
                        select k.kind, k.pattern, r.account_id, r.circle, count(*), max(l.id)
                        from receipt r join bank_line_receipt b on b.receipt_id = r.id join bank_line l on l.id = b.bank_line_id
                        cross join lateral (values ('ACCOUNT', remitter_key(l.remitter_account)), ('NAME', remitter_key(l.remitter_name)),
                                                   ('UTR', substring(upper(l.utr) from '^[A-Z]{4}'))) k (kind, pattern)
                        where r.id = any (:receipts) and r.account_id is not null and k.pattern is not null
                        group by k.kind, k.pattern, r.account_id, r.circle order by k.kind, k.pattern, r.account_id
                        on conflict (kind, pattern, account_id) do update
                        set confirmed = remitter_rule.confirmed + excluded.confirmed, confirmed_at = app_now(),
                            bank_line_id = excluded.bank_line_id
                        """).param("receipts", receipts.toArray(Long[]::new)).update();
    }

    /** By line; none where nothing speaks for any account. */
    @Transactional(readOnly = true)
    public Map<Long, RemitterGuess> guesses(Collection<Long> lines, Scope scope) {
        Map<Long, RemitterGuess> guesses = new HashMap<>();
        jdbc.sql("""
                        with fitting as (
                            select l.id as line_id, g.account_id, sum(g.confirmed) as confirmed, bool_or(g.kind = 'ACCOUNT') as by_account,
                                   bool_or(g.kind = 'NAME') as by_name, string_agg(distinct g.kind, ',' order by g.kind) as kinds
                            from bank_line l
                            join remitter_rule g on g.switched_off_at is null and g.circle = any (:circles)
                                and (g.kind, g.pattern) in (('ACCOUNT', remitter_key(l.remitter_account)),
                                                            ('NAME', remitter_key(l.remitter_name)),
                                                            ('UTR', substring(upper(l.utr) from '^[A-Z]{4}')))
                            where l.id = any (:lines) and l.state in ('UNIDENTIFIED', 'TAKEN_BACK')
                            group by l.id, g.account_id),
                        told as (
                            select f.*, count(*) over (partition by line_id) as accounts,
                                   count(*) filter (where by_account or by_name) over (partition by line_id) as speaking,
                                   row_number() over (partition by line_id order by by_account desc, by_name desc, confirmed desc, account_id) as place
                            from fitting f)
                        select t.line_id, a.code as account_code, a.customer_name, t.kinds, t.confirmed, greatest(t.speaking, 1) - 1 as others
                        from told t join account a on a.id = t.account_id
                        where t.place = 1 and (t.by_account or t.by_name or t.accounts = 1)
                        """)
                .param("lines", lines.toArray(Long[]::new))
                .param("circles", scope.toArray())
                .query((row, n) -> new RemitterGuess(
                        row.getLong("line_id"),
                        row.getString("account_code"),
                        row.getString("customer_name"),
                        Arrays.asList(row.getString("kinds").split(",")),
                        row.getInt("confirmed"),
                        row.getInt("others")))
                .list()
                .forEach(guess -> guesses.put(guess.lineId(), guess));
        return guesses;
    }

    /** The most confirmed first. */
    @Transactional(readOnly = true)
    public Paged<RemitterRule> list(String text, int page, int size, Scope scope) {
        String from = """
                from remitter_rule g join account a on a.id = g.account_id
                where g.circle = any (:circles) and (:text = '' or position(:text in lower(g.pattern || ' ' || a.code || ' ' || a.customer_name)) > 0)
                """;
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        long total = jdbc.sql("select count(*) " + from)
                .param("circles", scope.toArray())
                .param("text", wanted)
                .query(Long.class)
                .single();
        List<RemitterRule> rules = jdbc.sql("""
                        select g.id, g.kind, g.pattern, a.code as account_code, a.customer_name, g.confirmed, g.confirmed_at, g.bank_line_id,
                               g.switched_off_at, g.switched_off_by
                        """ + from + " order by g.confirmed desc, g.id limit :size offset :offset")
                .param("circles", scope.toArray())
                .param("text", wanted)
                .param("size", size)
                .param("offset", (long) page * size)
                .query(RemitterRule.class)
                .list();
        return new Paged<>(rules, page, size, total);
    }

    /** Whether it guesses from now on. */
    public void turn(long id, boolean on) {
        int turned = jdbc.sql("""
                        update remitter_rule set switched_off_at = case when :on then null else app_now() end,
                               switched_off_by = case when :on then null else app_actor() end
                        where id = :id
                        """).param("on", on).param("id", id).update();
        if (turned == 0) {
            throw new NotFoundException("Rule", Long.toString(id));
        }
    }
}

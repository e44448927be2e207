package com.circledesk.demo;

import com.circledesk.forms.FormKey;
import com.circledesk.receivables.receipts.IdentifyReceipt;
import com.circledesk.receivables.receipts.ReceiptService;
import com.circledesk.users.Actor;
import com.circledesk.users.ActorContext;
import com.circledesk.users.UserFilter;
import com.circledesk.users.UserQueries;
import com.circledesk.users.UserRow;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What finance did this morning: credits whose advice or narration says whose they are got their account, and wait for confirmation. */
@Component
class DemoCredits {
    private record Told(String receiptNo, String account) {}

    private final ReceiptService receipts;
    private final UserQueries users;
    private final JdbcClient jdbc;
    private final TransactionTemplate reading;

    DemoCredits(ReceiptService receipts, UserQueries users, JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.receipts = receipts;
        this.users = users;
        this.jdbc = jdbc;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
    }

    void identify(Actor system) {
        UserRow meera = users.list(new UserFilter(DemoUsers.MEERA.email(), null, null, null), 0, 1)
                .items()
                .get(0);
        ActorContext.runAs(
                new Actor(
                        meera.id(), meera.email(), system.scope(), meera.role().permissions()),
                () -> Objects.requireNonNull(reading.execute(status -> told()))
                        .forEach(each -> receipts.identify(
                                FormKey.fresh(), new IdentifyReceipt(each.receiptNo(), each.account()))));
    }

    /** By the advice; else by an invoice number in the text, of those that have waited longer also where others are meant besides. */
    private List<Told> told() {
        return jdbc.sql("""
                        select r.receipt_no, min(a.code) as account
                        from bank_line l
                        join bank_line_receipt b on b.bank_line_id = l.id
                        join receipt r on r.id = b.receipt_id and r.account_id is null and r.reversed_at is null
                        left join advice v on lower(v.utr) = lower(l.utr) and v.reversed_at is null
                        left join advice_line n on n.advice_id = v.id
                        left join invoice i on v.id is null and l.narration like '%' || i.invoice_no || '%'
                        join account a on a.id = coalesce(n.account_id, i.account_id)
                        where l.state = 'UNIDENTIFIED' and (l.narration not like '%AND OTHERS' or l.booked_on < app_today() - 7)
                        group by r.id, r.receipt_no having count(distinct a.id) = 1 order by r.id
                        """).query(Told.class).list();
    }
}

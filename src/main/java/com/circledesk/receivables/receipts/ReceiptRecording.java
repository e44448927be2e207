package com.circledesk.receivables.receipts;

import com.circledesk.receivables.DocumentSet;
import com.circledesk.receivables.Ledger;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Records receipts that other modules learn of, however many, and posts those whose account is known. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class ReceiptRecording {
    private record Recorded(long id, String receiptNo, boolean posted) {}

    private final JdbcClient jdbc;
    private final Ledger ledger;

    ReceiptRecording(JdbcClient jdbc, Ledger ledger) {
        this.jdbc = jdbc;
        this.ledger = ledger;
    }

    /**
     * @param importId the import they came with, or null
     * @return their ids by number
     */
    public Map<String, Long> record(List<NewReceipt> receipts, @Nullable Long importId) {
        List<Recorded> recorded = jdbc.sql("""
                        insert into receipt (receipt_no, received_on, amount, account_id, circle, utr, remitter, narration, import_id)
                        select n.no, n.received_on, n.amount, n.account_id, a.circle, n.utr, n.remitter, n.narration, cast(:import as bigint)
                        from unnest(cast(:numbers as text[]), cast(:days as date[]), cast(:amounts as numeric[]),
                                    cast(:accounts as bigint[]), cast(:utrs as text[]), cast(:remitters as text[]),
                                    cast(:narrations as text[]))
                             with ordinality n (no, received_on, amount, account_id, utr, remitter, narration, seq)
                        left join account a on a.id = n.account_id
                        order by n.seq
                        returning id, receipt_no, account_id is not null as posted
                        """)
                .param("import", importId)
                .param("numbers", array(receipts, NewReceipt::receiptNo, String[]::new))
                .param("days", array(receipts, each -> each.receivedOn().toString(), String[]::new))
                .param("amounts", array(receipts, each -> each.amount().amount(), BigDecimal[]::new))
                .param("accounts", array(receipts, NewReceipt::accountId, Long[]::new))
                .param("utrs", array(receipts, NewReceipt::utr, String[]::new))
                .param("remitters", array(receipts, NewReceipt::remitter, String[]::new))
                .param("narrations", array(receipts, NewReceipt::narration, String[]::new))
                .query(Recorded.class)
                .list();
        List<Long> toPost =
                recorded.stream().filter(Recorded::posted).map(Recorded::id).toList();
        if (!toPost.isEmpty()) {
            ledger.postReceipts(DocumentSet.of(toPost));
        }
        Map<String, Long> ids = new LinkedHashMap<>();
        recorded.forEach(each -> ids.put(each.receiptNo(), each.id()));
        return ids;
    }

    private static <T extends @Nullable Object> T[] array(
            List<NewReceipt> receipts, Function<NewReceipt, T> value, IntFunction<T[]> make) {
        return receipts.stream().map(value).toArray(make);
    }
}

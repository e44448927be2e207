package com.circledesk.drills;

import com.circledesk.running.Person;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Money operations: a rupee or a few of a receipt's rest for an open invoice of the same account, chosen at random. */
final class Allocations {
    private static final int DAYS = 10;
    private static final String PATH = "/api/v1/allocations";

    /** One operation, which may be sent again as it is. */
    record Operation(UUID key, String body) {}

    private final List<String> pairs;
    private final LocalDate today = LocalDate.now(ZoneId.of("Asia/Kolkata"));
    private final Random random;
    private int next;

    private Allocations(List<String> pairs, Random random) {
        this.pairs = pairs;
        this.random = random;
        Collections.shuffle(pairs, random);
    }

    /** Among receipts and invoices of the book that have enough left. */
    static Allocations in(Ground ground) throws SQLException {
        String pairs = ground.ask("""
                select string_agg(r.receipt_no || ',' || i.invoice_no, '|')
                from on_account_item o
                join receipt r on r.id = o.document_id
                join open_item i0 on i0.account_id = o.account_id
                join invoice i on i.id = i0.invoice_id
                where o.document_type = 'RECEIPT' and o.rest > 5000 and i0.open_amount > 100
                  and greatest(o.dated_on, i.invoice_date) < app_today() - %d
                """.formatted(DAYS));
        return new Allocations(new ArrayList<>(List.of(pairs.split("\\|"))), new Random());
    }

    /** The same receipt, invoice and day come together only once: a second time would be refused as a duplicate. */
    synchronized Operation any() {
        String[] pair = pairs.get(next % pairs.size()).split(",");
        int daysBack = next++ / pairs.size();
        if (daysBack >= DAYS) {
            throw new IllegalStateException("All receipts and invoices of the book came together.");
        }
        return new Operation(UUID.randomUUID(), """
                {"receiptNo": "%s", "lines": [{"invoiceNo": "%s", "amount": "%d.%02d"}], "effectiveOn": "%s", "reason": "Drill"}
                """.formatted(
                        pair[0], pair[1], 1 + random.nextInt(9), random.nextInt(100), today.minusDays(daysBack)));
    }

    static HttpResponse<String> send(Operation operation, Person person, String token)
            throws IOException, InterruptedException {
        return person.call(
                PATH, token, Map.of("Idempotency-Key", operation.key().toString()), operation.body());
    }

    static boolean recorded(HttpResponse<String> answer) {
        return answer.statusCode() == 201;
    }

    static boolean wasRecordedBefore(HttpResponse<String> answer) {
        return recorded(answer)
                && answer.headers().firstValue("Idempotent-Replayed").orElse("").equals("true");
    }
}

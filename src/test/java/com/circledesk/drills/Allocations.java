package com.circledesk.drills;

import com.circledesk.running.Person;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Money operations: a rupee or a few of a receipt's rest for an open invoice of the same account, chosen at random. */
final class Allocations {
    private static final String PATH = "/api/v1/allocations";

    /** One operation, which may be sent again as it is. */
    record Operation(UUID key, String body) {}

    private final List<String> pairs;
    private final Random random;

    private Allocations(List<String> pairs, Random random) {
        this.pairs = pairs;
        this.random = random;
    }

    /** Among receipts and invoices of the book that have enough left. */
    static Allocations in(Ground ground, long seed) throws SQLException {
        return new Allocations(List.of(ground.ask("""
                                select string_agg(pair, '|') from (
                                    select r.receipt_no || ',' || i.invoice_no as pair
                                    from on_account_item o
                                    join receipt r on r.id = o.document_id
                                    join open_item i0 on i0.account_id = o.account_id and i0.open_amount > 10000
                                    join invoice i on i.id = i0.invoice_id
                                    where o.document_type = 'RECEIPT' and o.rest > 10000
                                    order by 1 limit 200) pairs
                                """).split("\\|")), new Random(seed));
    }

    synchronized Operation any() {
        String[] pair = pairs.get(random.nextInt(pairs.size())).split(",");
        return new Operation(
                UUID.randomUUID(), """
                {"receiptNo": "%s", "lines": [{"invoiceNo": "%s", "amount": "%d.%02d"}], "reason": "Drill"}
                """.formatted(pair[0], pair[1], 1 + random.nextInt(9), random.nextInt(100)));
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

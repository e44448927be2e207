package com.circledesk.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.receivables.DocumentKind;
import com.circledesk.support.ImportApiClient.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Sends odd files: each is taken, or refused with what is wrong and where; nothing is written, none takes long. */
@TestComponent
public class OddFiles {
    private static final int LARGE = 1_000_000;

    /** Everything that a file can bring into the books. */
    private static final String RECORDED = """
            select (select count(*) from account) + (select count(*) from operator) + (select count(*) from site)
                 + (select count(*) from invoice) + (select count(*) from invoice_line) + (select count(*) from receipt)
                 + (select count(*) from allocation) + (select count(*) from note) + (select count(*) from gl_balance)
                 + (select count(*) from ledger_entry)
            """;

    private final ImportApiClient api;
    private final Accounts accounts;
    private final Receivables receivables;
    private final SystemWork work;
    private final JdbcClient jdbc;

    OddFiles(ImportApiClient api, Accounts accounts, Receivables receivables, SystemWork work, JdbcClient jdbc) {
        this.api = api;
        this.accounts = accounts;
        this.receivables = receivables;
        this.work = work;
        this.jdbc = jdbc;
    }

    /** Sends it to be checked and, where it is refused, to be recorded all the same. */
    public void check(OddFile file) {
        world(file.target());
        byte[] content = file.content().get();
        long before = recorded();

        long begun = System.nanoTime();
        Answer preview = api.send(file.member(), file.target(), file.fileName(), content);
        Duration taken = Duration.ofNanos(System.nanoTime() - begun);

        assertThat(preview.status()).as(preview.body().toString()).isEqualTo(200);
        assertThat(preview.state()).isEqualTo("PREVIEWED");
        assertAsExpected(file, preview);
        assertThat(taken).isLessThan(Budget.of(Duration.ofSeconds(content.length > LARGE ? 20 : 2)));
        if (!preview.faults().isEmpty() && content.length < LARGE) {
            refusedAlike(file, content, preview);
        }
        assertThat(recorded()).as("rows in the books").isEqualTo(before);
    }

    private void refusedAlike(OddFile file, byte[] content, Answer preview) {
        String commit = file.target() + (file.target().contains("?") ? "&" : "?") + "mode=commit";
        Answer refused = api.send(file.member(), commit, file.fileName(), content);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.state()).isEqualTo("REJECTED");
        assertThat(refused.body().path("errors")).isEqualTo(preview.body().path("errors"));
    }

    private static void assertAsExpected(OddFile file, Answer answer) {
        List<String> told = told(answer);
        for (String expected : file.expected()) {
            String[] halves = expected.split(" \\| ?", 2);
            assertThat(told)
                    .anySatisfy(line ->
                            assertThat(line).startsWith(halves[0]).contains(halves.length > 1 ? halves[1] : ""));
        }
        long faults =
                file.expected().stream().filter(each -> each.contains(" | ")).count();
        assertThat(answer.faults()).as(told.toString()).hasSize((int) faults);
        assertWellFormed(answer);
    }

    /** Each fault has its place, a code that programs know, and a sentence; nothing of the machine is told. */
    public static void assertWellFormed(Answer answer) {
        for (JsonNode fault : answer.body().path("errors")) {
            String code = fault.path("code").asString();
            long row = fault.path("row").asLong();
            assertThat(row > 0 ? FaultCodes.OF_ROWS : FaultCodes.OF_FILES).contains(code);
            assertThat(fault.path("message").asString()).matches("(?s)\\S.{14,}[.?]");
        }
        assertThat(answer.body().toString())
                .doesNotContain("Exception", "java.", "root:", "\\tat ", "PSQL", "SQLSTATE");
    }

    /** {@code sheet name}; without faults {@code accepted n} and {@code unchanged n}; each fault with its sentence. */
    private static List<String> told(Answer answer) {
        List<String> told = new ArrayList<>();
        told.add("sheet " + answer.body().path("sheet").asString());
        if (answer.faults().isEmpty()) {
            told.add("accepted " + answer.body().path("rows").path("accepted").asLong());
            told.add("unchanged " + answer.body().path("rows").path("unchanged").asLong());
        }
        for (int i = 0; i < answer.faults().size(); i++) {
            told.add(answer.faults().get(i) + " | " + answer.sentences().get(i));
        }
        return told;
    }

    public long recorded() {
        return work.call(() -> jdbc.sql(RECORDED).query(Long.class).single());
    }

    /** What the files refer to; no documents where a kind refers to none. */
    public void world(String target) {
        long jio = slimWorld();
        if (target.startsWith("receipts") || target.startsWith("accounts")) {
            return;
        }
        long other = accounts.create("MH-JIO", "Jio", "MH");
        receivables.invoice(jio, "INV-1000", "2026-05-01", "2026-05-31", "1000");
        receivables.invoice(jio, "INV-9000", "2026-05-01", "2026-05-31", "9000");
        receivables.invoice(other, "MH-INV", "2026-05-01", "2026-05-31", "1000");
        receivables.receipt(jio, "RC-5000", "2026-05-10", "5000");
        receivables.reverse(DocumentKind.INVOICE, receivables.invoice(jio, "GONE", "2026-05-01", "2026-05-31", "10"));
    }

    private long slimWorld() {
        long jio = accounts.create("KA-JIO", "Jio", "KA");
        work.run(() -> {
            jdbc.sql("insert into period_lock (month) values ('2026-04-01')").update();
            jdbc.sql("""
                    insert into column_mapping (kind, name, definition) values
                        ('receipts', 'Indian', '{"columns": {}, "ignored": [], "ignoreOthers": true, "dateFormat": "yyyy-MM-dd",
                                                 "numberFormat": "1,23,456.00", "trailingMinus": false}'),
                        ('receipts', 'European', '{"columns": {}, "ignored": [], "ignoreOthers": false, "dateFormat": "dd-MM-yyyy",
                                                   "numberFormat": "1.234.567,00", "trailingMinus": false}')
                    """).update();
        });
        return jio;
    }
}

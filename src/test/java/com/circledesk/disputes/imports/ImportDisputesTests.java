package com.circledesk.disputes.imports;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.FARAH;
import static com.circledesk.support.Cast.FELIX;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.circledesk.disputes.DisputeStatus;
import com.circledesk.imports.ImportService;
import com.circledesk.support.Accounts;
import com.circledesk.support.Budget;
import com.circledesk.support.Cast;
import com.circledesk.support.Disputes;
import com.circledesk.support.ImportApiClient;
import com.circledesk.support.ImportApiClient.Answer;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import com.circledesk.users.ActorContext;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Files of disputes, checked line by line. */
@IntegrationTest
class ImportDisputesTests {
    private static final String HEAD =
            "dispute_ref,invoice_no,line_no,site_code,period,charge_type,disputed_amount,reason,remark\n";

    @Autowired
    private ImportApiClient imports;

    @Autowired
    private ImportService service;

    @Autowired
    private Cast cast;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @Autowired
    private Disputes disputes;

    @Autowired
    private SystemWork work;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void invoicesWithLines() {
        long airtel = accounts.create("KA-AIRTEL", "Airtel", "KA");
        receivables.invoice(airtel, "INV-1", "2026-07-01", "2026-07-31", "1000");
        receivables.invoice(airtel, "INV-2", "2026-08-01", "2026-08-31", "1000");
        receivables.invoice(accounts.create("KA-JIO", "Jio", "KA"), "JIO-1", "2026-08-01", "2026-08-31", "1000");
        receivables.invoice(accounts.create("MH-JIO", "Jio", "MH"), "MH-1", "2026-08-01", "2026-08-31", "1000");
        lines("INV-1", 10, "2026-07");
    }

    private void lines(String invoice, int count, String period) {
        work.run(() -> {
            jdbc.sql("""
                            insert into site (code, circle) select 'S-' || n, 'KA' from generate_series(1, :count) n on conflict do nothing
                            """).param("count", count).update();
            jdbc.sql("""
                            insert into invoice_line (invoice_id, line_no, circle, site_id, charge_type, period, taxable_amount, tax_amount)
                            select i.id, n, i.circle, s.id, 'RENTAL', :period, round(i.taxable_amount / :count, 2), 0
                            from invoice i cross join generate_series(1, :count) n join site s on s.code = 'S-' || n
                            where i.invoice_no = :invoice
                            """)
                    .param("invoice", invoice)
                    .param("count", count)
                    .param("period", period)
                    .update();
        });
    }

    private Answer commit(Cast.Member who, String rows) {
        return imports.commit(who, "disputes", HEAD + rows);
    }

    private String dispute(String ref) {
        return work.call(
                () -> jdbc.sql("""
                        select status || ' ' || line_count || ' ' || disputed_amount || ' ' || reason from dispute where dispute_ref = :ref
                        """).param("ref", ref).query(String.class).single());
    }

    @Test
    void rowsWithOneReferenceMakeOneDispute() {
        String file = """
                dsp-1,INV-1,1,,,,40,rate,both sectors
                DSP-1,inv-1,,S-2,2026-07,RENTAL,60.50,Rental or escalation rate,
                DSP-2,JIO-1,,,,,100,ENERGY,
                """;
        Answer answer = commit(FELIX, file);
        assertThat(answer.faults()).isEmpty();
        assertThat(answer.rows()).isEqualTo("3/3/0/0");
        assertThat(dispute("DSP-1")).isEqualTo("RAISED 2 100.50 RATE");
        assertThat(dispute("DSP-2")).isEqualTo("RAISED 1 100.00 ENERGY");
        Answer again = commit(FELIX, file + "DSP-1,INV-1,3,,,,10,RATE,\n");
        assertThat(again.rows()).isEqualTo("4/1/3/0");
        assertThat(dispute("DSP-1")).isEqualTo("RAISED 3 110.50 RATE");
    }

    @Test
    void eachFaultIsToldInItsRow() {
        disputes.raised("INV-2", "900");
        Answer answer = commit(FELIX, """
                DSP 1,INV-1,1,,,,40,RATE,
                D-KA-000001,INV-1,1,,,,40,RATE,
                A,INV-9,,,,,40,RATE,
                A,MH-1,,,,,40,RATE,
                A,INV-1,11,,,,40,RATE,
                A,INV-1,,S-77,,,40,RATE,
                A,INV-1,,,2026-07,,40,RATE,
                A,INV-1,1,,,,100.01,RATE,
                A,INV-1,2,,,,40,NONSENSE,
                A,INV-2,,,,,40,RATE,
                A,JIO-1,,,,,40,RATE,
                A,INV-1,4,,,,0,RATE,
                A,INV-1,5,,,,40,RATE,
                A,INV-1,,S-5,,,40,RATE,
                B,INV-1,5,,,,40,RATE,
                B,INV-1,,,,,500,RATE,
                """);
        assertThat(answer.faults())
                .contains(
                        "1 dispute_ref bad-choice",
                        "2 dispute_ref bad-choice",
                        "3 invoice_no unknown-invoice",
                        "4 invoice_no unknown-invoice",
                        "5 line_no out-of-range",
                        "6 site_code unknown-site",
                        "7 site_code missing",
                        "8 disputed_amount over-applied",
                        "9 reason bad-choice",
                        "10 invoice_no conflict",
                        "11 invoice_no account-mismatch",
                        "12 disputed_amount zero",
                        "14 dispute_ref duplicate-in-file",
                        "15 invoice_no conflict",
                        "16 invoice_no conflict");
        assertThat(answer.faults()).noneMatch(fault -> fault.startsWith("13 "));
        assertThat(answer.sentences()).anyMatch(sentence -> sentence.contains("In another open dispute already"));
    }

    @Test
    void rowsThatCompeteAreDecidedInTheOrderOfTheFile() {
        Answer answer = commit(FARAH, """
                A,INV-2,,,,,700,RATE,
                B,JIO-1,,,,,1000,RATE,
                B,JIO-1,,,,,1,RATE,
                """);
        assertThat(answer.faults()).containsExactly("3 dispute_ref duplicate-in-file");
        assertThat(commit(FARAH, "A,INV-2,,,,,1000.01,RATE,\n").faults())
                .containsExactly("1 disputed_amount over-applied");
    }

    @Test
    void aReferenceOfAnotherCircleIsAConflictWithoutItsValues() {
        assertThat(commit(FARAH, "X-1,MH-1,,,,,10,RATE,\n").rows()).isEqualTo("1/1/0/0");
        assertThat(commit(FELIX, "X-1,INV-2,,,,,10,RATE,\n").faults()).containsExactly("1 dispute_ref conflict");
    }

    @Test
    void anAccountManagerDoesNotImport() {
        assertThat(commit(ALICE, "A,INV-2,,,,,700,RATE,\n").status()).isEqualTo(403);
    }

    @Test
    void anImportIsRevertedUntilSomebodyWorkedOnIt() {
        Answer first = commit(FARAH, "A,INV-2,,,,,700,RATE,\n");
        ActorContext.runAs(cast.actor(FARAH), () -> service.revert(first.id(), "wrong file"));
        assertThat(dispute("A")).startsWith("WITHDRAWN");
        Answer second = commit(FARAH, "B,INV-2,,,,,700,RATE,\n");
        disputes.move("B", DisputeStatus.VALIDATING, null);
        ActorContext.runAs(
                cast.actor(FARAH),
                () -> assertThatThrownBy(() -> service.revert(second.id(), "wrong file"))
                        .hasMessageContaining("These disputes were worked on since"));
    }

    @Test
    void fiveThousandLinesWithFaultsTakeSecondsAndShowHowFarTheyAre() throws InterruptedException {
        long vi = accounts.create("KA-VI", "Vi", "KA");
        receivables.invoice(vi, "BIG-1", "2026-09-01", "2026-09-30", "5000000");
        lines("BIG-1", 5000, "2026-09");
        StringBuilder file = new StringBuilder(HEAD);
        for (int line = 1; line <= 5000; line++) {
            file.append("DSP-").append(line % 10).append(",BIG-1,").append(line).append(",,,,");
            file.append(line % 100 == 0 ? "1000.01" : "900").append(",RATE,\n");
        }
        Instant begun = Instant.now();
        Answer answer = imports.send(
                FARAH,
                "disputes?mode=commit&partial=true&wait=0",
                "lines.csv",
                file.toString().getBytes(UTF_8));
        assertThat(answer.status()).isEqualTo(202);
        boolean halfway = false;
        while (answer.state().equals("RUNNING")) {
            Thread.sleep(20);
            answer = imports.get(FARAH, answer.id());
            JsonNode progress = answer.body().path("progress");
            halfway |= answer.state().equals("RUNNING")
                    && progress.path("rowsRead").asInt() > 0;
        }
        Duration taken = Duration.between(begun, Instant.now());
        assertThat(answer.rows()).isEqualTo("5000/4950/0/50");
        assertThat(halfway).as("rows were counted while it ran").isTrue();
        assertThat(taken).isLessThan(Budget.of(Duration.ofSeconds(20)));
    }
}

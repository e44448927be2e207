package com.circledesk.payments;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.FARAH;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** What users of other products complain about, as far as no other test is about it; and that docs/peers.md is true. */
@IntegrationTest
class PeersTests {
    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Cast cast;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @Autowired
    private SystemWork work;

    @Autowired
    private JdbcClient jdbc;

    private long account;
    private long invoice;

    @BeforeEach
    void anOverdueInvoice() {
        account = accounts.create("KA-AIR", "Airtel", "KA");
        invoice = receivables.invoice(account, "INV-1", "2026-05-01", "2026-05-31", "1000");
    }

    @Test
    void anAdvanceIsInSightWhereverMoneyIsAskedFor() throws Exception {
        // Peers hide them (erpnext #48930).
        long manager = cast.id(ALICE);
        work.run(() -> jdbc.sql("""
                        insert into account_manager (account_id, circle, from_on, user_id)
                        select id, circle, '2026-01-01', :manager from account where code = 'KA-AIR'
                        """).param("manager", manager).update());
        receivables.receipt(account, "RC-ADV", "2026-06-10", "345.67");
        for (String path : List.of(
                "/accounts/KA-AIR",
                "/accounts/KA-AIR/receipts",
                "/accounts/KA-AIR/statement?from=2026-06-01&to=2026-11-21",
                "/accounts",
                "/receivables/ageing",
                "/receivables/open-items",
                "/receivables/unapplied",
                "/payments/every-rupee",
                "/")) {
            assertThat(page(path).select("main").html()).as(path).contains("345.67");
        }
        assertThat(page("/receivables/open-items?account=KA-AIR")
                        .select("main .card-foot")
                        .text())
                .contains("₹345.67 of these accounts came in and is not applied yet");
    }

    @Test
    void aPartMatchCountsOnceHoweverManyThereAre() throws Exception {
        // Peers join payments to matches, and count the same part twice (OCA account-financial-reporting #829).
        for (int part = 1; part <= 3; part++) {
            long receipt = receivables.receipt(account, "RC-" + part, "2026-06-0" + part, "200");
            receivables.allocate(receipt, invoice, "150", "20", "0", "2026-06-0" + part);
        }
        assertThat(page("/receivables/open-items").select("tfoot").text()).contains("490.00");
        assertThat(page("/receivables/ageing").select(".tie").text())
                .contains("₹490.00", "₹150.00", "₹340.00")
                .contains("Difference: ₹0.00");
        assertThat(page("/accounts/KA-AIR/statement?from=2026-04-01&to=2026-11-21")
                        .select("tfoot")
                        .text())
                .contains("340.00");
    }

    @Test
    void eachComplaintHasItsTest() throws IOException {
        List<MatchResult> rows = Pattern.compile(
                        "^\\| [^|]++\\| ([^|]++)\\| `(\\w++)\\.(\\w++)` \\|$", Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("docs/peers.md")))
                .results()
                .toList();
        assertThat(rows).hasSizeGreaterThan(10);
        for (MatchResult row : rows) {
            String source = source(row.group(2) + ".java");
            int from = source.indexOf("void " + row.group(3) + "(");
            assertThat(from).as(row.group()).isPositive();
            String body = source.substring(from, Math.min(source.length(), from + 400));
            Pattern.compile("#\\d++")
                    .matcher(row.group(1))
                    .results()
                    .forEach(number -> assertThat(body).contains(number.group()));
        }
    }

    private static String source(String name) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            return Files.readString(
                    files.filter(file -> file.endsWith(name)).findFirst().orElseThrow());
        }
    }

    private Document page(String path) throws Exception {
        var answer = mvc.get()
                .uri(path)
                .with(cast.signedIn(path.equals("/") ? ALICE : FARAH))
                .exchange();
        assertThat(answer).as(path).hasStatusOk();
        return Jsoup.parse(answer.getResponse().getContentAsString());
    }
}

package com.circledesk.disputes.web;

import static com.circledesk.support.Cast.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.Disputes;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.PageClient;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Hundreds of site lines, pasted from a spreadsheet, chosen in a list, or left over by a payment. */
@IntegrationTest
class PastedLinesTests {
    private static final String FORM = "main form[action='/disputes']";

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

    @LocalServerPort
    private int port;

    private PageClient alice = new PageClient(0);
    private long invoice;
    private long account;

    @BeforeEach
    void anInvoiceOfSites() {
        account = accounts.create("KA-AIRTEL", "Airtel", "KA");
        invoice = receivables.invoice(account, "TC/26-27/1", "2026-07-01", "2026-07-31", "600000");
        receivables.invoice(account, "INV-2", "2026-08-01", "2026-08-31", "1000");
        receivables.invoice(accounts.create("MH-JIO", "Jio", "MH"), "MH-1", "2026-08-01", "2026-08-31", "1000");
        work.run(() -> {
            jdbc.sql("insert into site (code, circle) select 'S-' || n, 'KA' from generate_series(1, 600) n")
                    .update();
            jdbc.sql("""
                            insert into invoice_line (invoice_id, line_no, circle, site_id, charge_type, period, taxable_amount, tax_amount)
                            select :invoice, substr(s.code, 3)::integer, 'KA', s.id, 'RENTAL', '2026-07', 1000, 0 from site s
                            """).param("invoice", invoice).update();
        });
        alice = new PageClient(port).with(cast.sessionCookie(ALICE));
    }

    private Map<String, String> filled(String lines) {
        return Map.of("reason", "RATE", "claim", "Escalation.", "lines", lines);
    }

    private String dispute(String path) {
        return work.call(() -> jdbc.sql("""
                        select line_count || ' ' || disputed_amount from dispute where dispute_ref = :ref
                        """)
                .param("ref", path.substring(path.lastIndexOf('/') + 1))
                .query(String.class)
                .single());
    }

    private String lines() {
        return Objects.requireNonNull(alice.page().selectFirst("#lines")).wholeText();
    }

    private String last(String fields) {
        List<String> values = alice.page().select(fields).eachAttr("value");
        return values.get(values.size() - 1);
    }

    private String raised() {
        assertThat(alice.status()).as(alice.body()).isEqualTo(302);
        return alice.header("Location");
    }

    @Test
    void threeHundredSiteLinesBecomeOneDisputeAndTheWrongOnesAreToldOneByOne() {
        String pasted = "Site code\tInvoice no\tPeriod\tDisputed amount\tRemark\n"
                + IntStream.rangeClosed(1, 300)
                        .mapToObj(n -> switch (n) {
                            case 7 -> "S-7\tINV-9\t2026-07\t100\t";
                            case 8 -> "S-8\tTC/26-27/1\t2026-07\t1,000.01\tsays \"both\", twice";
                            case 9 -> "S-700\tTC/26-27/1\t2026-07\tone hundred\t";
                            default -> "S-%d\ttc/26-27/1\t2026-07\t1,00.50\tsector %d".formatted(n, n);
                        })
                        .collect(Collectors.joining("\n"));
        alice.get("/disputes/new").sendForm(FORM, filled(pasted));
        assertThat(alice.status()).isEqualTo(422);
        assertThat(alice.page().select(".summary").text()).contains("3 of 300 lines");
        List<String> faults = alice.page().select(".table-lines tbody tr").eachText();
        assertThat(faults).hasSize(3);
        assertThat(faults.get(0)).contains("Invoice \"INV-9\" is not known");
        assertThat(faults.get(1)).contains("1000.01 would be disputed");
        assertThat(faults.get(2)).contains("one hundred", "is not an amount");
        assertThat(lines().lines()).hasSize(297);
        assertThat(alice.page().select("[name=row]").eachAttr("value").get(1))
                .isEqualTo("TC/26-27/1,,S-8,2026-07,,\"1,000.01\",\"says \"\"both\"\", twice\"");
        assertThat(alice.page().select("[name=claim]").text()).isEqualTo("Escalation.");
        Map<String, String> corrected = new HashMap<>(filled(lines() + "\nTC/26-27/1,400,250.25"));
        corrected.put("row", "TC/26-27/1,8,,,,1000,");
        alice.sendForm(FORM, corrected);
        assertThat(dispute(raised())).isEqualTo("299 31098.75");
    }

    @Test
    void nothingIsRaisedWithoutLinesNorForAnotherCirclesInvoice() {
        alice.get("/disputes/new").sendForm(FORM, filled(" \n"));
        assertThat(alice.status()).isEqualTo(422);
        assertThat(alice.page().text()).contains("at least one line");
        alice.sendForm(FORM, filled("MH-1,100\nINV-2,100,1,1,1,1,1,1"));
        assertThat(alice.status()).isEqualTo(422);
        assertThat(alice.page().text()).contains("Invoice \"MH-1\" is not known", "The line has 8 values");
    }

    @Test
    void whatWasClaimedBeforeGoesToTheHeadOnlyWhenAsked() {
        String first = disputes.raised("INV-2", "100");
        alice.get("/disputes/new").sendForm(FORM, filled("INV-2,50\nTC/26-27/1,1,10"));
        assertThat(alice.status()).isEqualTo(422);
        assertThat(alice.page().select(".table-lines").text()).contains("In another open dispute already, " + first);
        Map<String, String> asked = new HashMap<>(filled("TC/26-27/1,1,10"));
        asked.put("exceptionWhy", "Another month.");
        alice.sendForm(FORM, asked);
        assertThat(dispute(raised())).isEqualTo("2 60.00");
    }

    @Test
    void invoicesTickedInOpenItemsBeginADispute() {
        alice.get("/receivables/open-items");
        assertThat(alice.page().select("input[form=raise]")).hasSize(2);
        alice.get("/disputes/new?invoice=TC/26-27/1&invoice=INV-2");
        assertThat(lines().lines()).containsExactly("TC/26-27/1,,,,,600000.00,", "INV-2,,,,,1000.00,");
        alice.sendForm(FORM, filled(lines()));
        assertThat(dispute(raised())).isEqualTo("2 601000.00");
        assertThat(alice.get("/disputes/new?invoice=INV-2&invoice=MH-1").status())
                .isEqualTo(404);
    }

    @Test
    void whatAPaymentLeftOpenIsDisputedInOneStep() {
        alice.get("/invoices?no=TC/26-27/1");
        assertThat(alice.page().select("a[href*=shortPaid]")).isEmpty();
        long receipt = receivables.receipt(account, "RC-1", "2026-08-10", "580000");
        receivables.allocate(receipt, invoice, "580000", "10000", "0", "2026-08-10");
        alice.get("/invoices?no=TC/26-27/1");
        assertThat(alice.page().select("a[href*=shortPaid]").text()).isEqualTo("Dispute what was not paid");
        alice.get("/receipts/RC-1");
        assertThat(alice.page().select("#allocations a[href*=shortPaid]").text())
                .isEqualTo("10,000.00 not paid: dispute it");
        alice.get(alice.page().select("#allocations a[href*=shortPaid]").attr("href"));
        assertThat(alice.page().select("[name=whole]").attr("value")).isEqualTo("10000.00");
        assertThat(alice.page().select("[name=reason] option[selected]").attr("value"))
                .isEqualTo("SHORT_PAYMENT");
        assertThat(alice.page().select("[name=claim]").text())
                .isEqualTo("Paid short: ₹10,000.00 of ₹6,00,000.00 was not paid.");
    }

    @Test
    void linesComeIntoADisputeAndLeaveIt() {
        String ref = disputes.raised("INV-2", "100");
        String path = "/disputes/" + ref;
        alice.get(path);
        assertThat(alice.page().select("#lines a.btn").eachText()).containsExactly("Add lines");
        alice.get(path + "/lines/new").sendForm("main form", Map.of("lines", "INV-2,100\nTC/26-27/1,601,5"));
        assertThat(alice.status()).isEqualTo(422);
        assertThat(alice.page().select(".table-lines").text())
                .contains("The dispute claims it already", "has no line 601");
        alice.get(path + "/lines/new").sendForm("main form", Map.of("lines", "TC/26-27/1,1,10\nTC/26-27/1,2,20"));
        assertThat(raised()).endsWith(path + "#lines");
        alice.get(path);
        assertThat(alice.page().select("#timeline").text()).contains("2 lines added, ₹30.00");
        alice.get(path + "/line-removals/new");
        String second = last("[name=line]");
        alice.sendForm("main form", Map.of("line", second));
        assertThat(alice.status()).isEqualTo(422);
        assertThat(alice.page().select("[checked]").attr("value")).isEqualTo(second);
        alice.sendForm("main form", Map.of("line", second, "why", "Not theirs."));
        alice.get(path);
        assertThat(alice.page().select("#timeline").text()).contains("One line taken out", "Not theirs.");
        assertThat(alice.page().select("#lines tbody tr")).hasSize(2);
    }

    @Test
    void sixHundredLinesAreDecidedInOneForm() {
        String all = IntStream.rangeClosed(1, 600)
                .mapToObj("TC/26-27/1,%d,10"::formatted)
                .collect(Collectors.joining("\n"));
        alice.get("/disputes/new").sendForm(FORM, filled(all));
        String path = raised().replaceFirst("^https?://[^/]+", "");
        alice.get(path + "/steps/new?to=VALIDATING").sendForm("main form", Map.of());
        alice.get(path + "/decision/new");
        assertThat(alice.page().select("[name=amount]")).hasSize(600);
        String token = alice.formToken();
        String key = alice.page().select("[name=key]").attr("value");
        String body = IntStream.rangeClosed(1, 600)
                .mapToObj(n -> "line=TC%%2F26-27%%2F1%%7C%d&amount=%s".formatted(n, n == 600 ? "9.99" : "10"))
                .collect(Collectors.joining("&"));
        alice.sendBody(path + "/decision", body + "&outcome=PARTLY&why=&key=" + key + "&_csrf=" + token);
        assertThat(alice.status()).isEqualTo(422);
        assertThat(last("[name=amount]")).isEqualTo("9.99");
        alice.sendBody(path + "/decision", body + "&outcome=PARTLY&why=seen&key=" + key + "&_csrf=" + token);
        assertThat(alice.status()).isEqualTo(302);
        assertThat(alice.get(path).page().text()).contains("₹5,999.99");
    }
}

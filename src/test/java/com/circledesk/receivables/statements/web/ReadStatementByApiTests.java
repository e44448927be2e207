package com.circledesk.receivables.statements.web;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@IntegrationTest
class ReadStatementByApiTests {
    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Cast cast;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @Test
    void runsFromTheOpeningToTheClosingBalance() {
        long account = accounts.create("KA-AIR", "Airtel", "KA");
        long invoice = receivables.invoice(account, "INV-1", "2026-05-01", "2026-05-31", "1000");
        receivables.invoice(account, "INV-2", "2026-06-01", "2026-07-01", "500");
        long receipt = receivables.receipt(account, "RC-1", "2026-06-10", "400");
        receivables.allocate(receipt, invoice, "400", "20", "0", "2026-06-10");
        receivables.invoice(account, "INV-3", "2026-07-01", "2026-08-01", "70");

        assertThat(get("/api/v1/accounts/KA-AIR/statement?from=2026-06-01&to=2026-06-30"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"opening": "1000.00", "closing": "1080.00", "entries": [
                          {"effectiveOn": "2026-06-01", "kind": "INVOICE", "document": "INV-2", "amount": "500.00", "balance": "1500.00"},
                          {"effectiveOn": "2026-06-10", "kind": "RECEIPT", "document": "RC-1", "amount": "-400.00", "balance": "1100.00"},
                          {"effectiveOn": "2026-06-10", "kind": "ALLOCATION", "document": "RC-1", "amount": "400.00", "balance": "1500.00"},
                          {"effectiveOn": "2026-06-10", "kind": "ALLOCATION", "document": "RC-1", "amount": "-400.00", "balance": "1100.00"},
                          {"effectiveOn": "2026-06-10", "kind": "TDS", "document": "RC-1", "amount": "-20.00", "balance": "1080.00"}]}
                        """);
    }

    @Test
    void coversTheFinancialYearToTodayUnlessTold() {
        accounts.create("KA-AIR", "Airtel", "KA");
        assertThat(get("/api/v1/accounts/KA-AIR/statement")).bodyJson().isLenientlyEqualTo("""
                {"from": "2026-04-01", "to": "2026-11-21", "opening": "0.00", "entries": [], "closing": "0.00"}
                """);
    }

    @Test
    void findsCodesWithASlash() {
        accounts.create("KA/AIR", "Airtel", "KA");
        assertThat(get("/api/v1/accounts/statement?account_code=KA/AIR")).hasStatusOk();
    }

    @Test
    void refusesAPeriodThatCannotBe() {
        accounts.create("KA-AIR", "Airtel", "KA");
        assertThat(get("/api/v1/accounts/KA-AIR/statement?from=2026-06-30&to=2026-06-01"))
                .hasStatus(400);
        assertThat(get("/api/v1/accounts/KA-AIR/statement?to=%2B999999999-12-31"))
                .hasStatus(400);
        assertThat(get("/api/v1/accounts/KA-AIR/statement?from=31/02/2026")).hasStatus(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/accounts/CODE/statement",
                "/api/v1/accounts/CODE/statement?from=2026-06-30&to=2026-06-01",
                "/api/v1/accounts/CODE/statement?from=yesterday",
                "/api/v1/accounts/CODE/statement?colour=red",
                "/api/v1/accounts/statement?account_code=CODE",
                "/api/v1/accounts/statement?account_code=%20code%20",
                "/accounts/CODE/statement",
                "/accounts/CODE/statement?from=2026-06-30&to=2026-06-01",
                "/accounts/statement?code=CODE",
                "/receivables/statements?account=CODE&format=csv",
                "/receivables/statements?account=CODE&format=pdf",
                "/receivables/statements?account=CODE&format=nonsense",
                "/receivables/statements?account=CODE&format=csv&from=2026-06-30&to=2026-06-01"
            })
    void anotherCirclesAccountIsAnsweredLikeNone(String uri) throws Exception {
        long account = accounts.create("KA-AIR", "Airtel", "KA");
        receivables.invoice(account, "INV-1", "2026-05-01", "2026-05-31", "1000");

        String foreign = answer(uri, "KA-AIR");
        assertThat(foreign).isEqualTo(answer(uri, "KA-XYZ")).matches("(?s)40[04] .*\\w.*");
        if (!uri.matches(".*(from|colour|nonsense).*")) {
            assertThat(foreign).startsWith("404 ");
        }
    }

    /** Status and words, with the account asked for left open. */
    private String answer(String uri, String code) throws Exception {
        MvcTestResult result = mvc.get()
                .uri(URI.create(uri.replace("CODE", code).replace("code%20", code.toLowerCase(Locale.ROOT) + "%20")))
                .with(uri.startsWith("/api") ? cast.token(BOB) : cast.signedIn(BOB))
                .exchange();
        return (result.getResponse().getStatus() + " "
                        + Jsoup.parse(result.getResponse().getContentAsString(StandardCharsets.UTF_8))
                                .text())
                .replace(String.valueOf(result.getResponse().getHeader("X-Request-Id")), "number")
                .replaceAll("(?i)" + code, "CODE");
    }

    private MvcTestResult get(String uri) {
        return mvc.get().uri(uri).with(cast.token(ALICE)).exchange();
    }
}

package com.circledesk.disputes.web;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.FARAH;
import static com.circledesk.support.Cast.HARISH;
import static com.circledesk.support.Visitor.DESKTOP;
import static com.circledesk.support.Visitor.PHONE;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.support.BrowserTest;
import com.circledesk.support.Cast;
import com.circledesk.support.ImportApiClient;
import com.circledesk.support.SystemWork;
import com.circledesk.support.Visitor;
import com.circledesk.support.Visitor.Theme;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The life of one dispute of three hundred sites, in a browser: the account manager raises and decides it, on the way once by
 * phone; finance and the head approve the note, finance issues it, the customer books it.
 */
@BrowserTest
class DisputeWalkTests {
    private static final int SITES = 100;
    private static final List<String> INVOICES = List.of("TC/26-27/7", "TC/26-27/8", "TC/26-27/9");

    @Autowired
    private Cast cast;

    @Autowired
    private ImportApiClient imports;

    @Autowired
    private SystemWork work;

    @Autowired
    private JdbcClient jdbc;

    @LocalServerPort
    private int port;

    private final List<Visitor> visitors = new ArrayList<>();
    private String dispute = "";

    @BeforeEach
    void threeInvoicesOfAHundredSites() {
        send("accounts", """
                account_code,customer_name,operator,segment,circle,payment_terms_days
                KA-AIRTEL,Bharti Airtel,Airtel,MNO,KA,30
                """);
        send("sites", "site_code,circle\n" + each(site -> "BLR-%03d,KA".formatted(site)));
        send(
                "invoices",
                """
                invoice_no,account_code,charge_type,invoice_date,due_date,taxable_amount,tax_amount,total_amount,period,supplier_gstin
                """
                        + INVOICES.stream()
                                .map(number ->
                                        "%s,KA-AIRTEL,RENTAL,2026-0%2$s-05,2026-0%2$s-28,200000,36000,236000,2026-0%2$s,29AAACT1234F1ZN\n"
                                                .formatted(number, month(number)))
                                .collect(Collectors.joining()));
        send(
                "invoice-lines",
                "invoice_no,line_no,site_code,charge_type,period,taxable_amount,tax_amount\n"
                        + INVOICES.stream()
                                .map(number -> each(site -> "%s,%d,BLR-%03d,RENTAL,2026-0%s,2000,360"
                                        .formatted(number, site, site, month(number))))
                                .collect(Collectors.joining()));
    }

    @AfterEach
    void leave() {
        visitors.forEach(Visitor::close);
    }

    private static String month(String number) {
        return number.substring(number.length() - 1);
    }

    private static String each(java.util.function.IntFunction<String> row) {
        return IntStream.rangeClosed(1, SITES).mapToObj(row).collect(Collectors.joining("\n", "", "\n"));
    }

    private void send(String kind, String rows) {
        assertThat(imports.commit(FARAH, kind, rows).faults()).as(kind).isEmpty();
    }

    private Page visit(Cast.Member who, int width, Theme theme) {
        Visitor visitor = new Visitor(port, width, theme).signedIn(cast.sessionCookie(who));
        visitors.add(visitor);
        if (!dispute.isEmpty()) {
            visitor.open(dispute);
        }
        return visitor.page();
    }

    /** Nothing is wrong with the page where the last of them stands, which is kept as a picture if asked. */
    private void look(String name) {
        Visitor last = visitors.get(visitors.size() - 1);
        assertThat(last.problems()).as(name).isEmpty();
        last.picture("dispute-" + name);
    }

    private static void press(Page page, String button) {
        page.locator("main form button[type=submit]")
                .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText(button))
                .last()
                .click();
        page.waitForLoadState();
    }

    private static void follow(Page page, String link) {
        page.locator("main a")
                .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText(link))
                .first()
                .click();
        page.waitForLoadState();
    }

    private void step(Page page, String link, String said) {
        follow(page, link);
        page.fill("textarea[name=text]", said);
        press(page, "");
        assertThat(page.url()).endsWith(dispute);
    }

    private String stage() {
        return work.call(
                () -> jdbc.sql("select status from dispute").query(String.class).single());
    }

    @Test
    void fromTheCustomersListToTheBookedNotes() {
        Page alice = visit(ALICE, DESKTOP, Theme.LIGHT);
        alice.navigate(origin() + "/disputes/new");
        alice.selectOption("[name=reason]", "RATE");
        alice.fill("[name=claim]", "The rental of the renewal was billed without its rebate.");
        alice.fill("[name=customerRef]", "AIR/KA/2026/118");
        alice.fill(
                "[name=lines]",
                "Invoice no\tSite code\tPeriod\tDisputed amount\n"
                        + INVOICES.stream()
                                .map(number -> each(site ->
                                        "%s\tBLR-%03d\t2026-0%s\t2,360.00".formatted(number, site, month(number))))
                                .collect(Collectors.joining()));
        look("paste");
        press(alice, "Raise");
        dispute = alice.url().replaceFirst("^https?://[^/]+", "");
        assertThat(alice.textContent("main")).contains("300 lines", "₹7,08,000.00");
        look("raised");

        step(alice, "Start validating", "");
        Page onThePhone = visit(ALICE, PHONE, Theme.DARK);
        step(onThePhone, "Take to a joint meeting", "At their office on Monday, with the rate card.");
        look("meeting");

        alice.reload();
        follow(alice, "Decide");
        alice.check("[name=outcome][value=PARTLY]");
        alice.fill("[name=rootCause]", "Rebate of the renewal not in the billing master");
        alice.fill("[name=why]", "The rebate holds for all sites but the ten that were renewed later.");
        alice.evaluate("""
                () => document.querySelectorAll('[name=amount]').forEach(
                  (field, at) => field.value = at % 100 < 90 ? '2360' : '0')
                """);
        press(alice, "Decide");
        assertThat(alice.textContent("main")).contains("₹6,37,200.00");
        follow(alice, "Ask for the note");
        press(alice, "");
        assertThat(stage()).isEqualTo("NOTE_REQUESTED");

        Page farah = visit(FARAH, DESKTOP, Theme.LIGHT);
        step(farah, "Approve", "Agrees with the rate card.");
        assertThat(stage()).as("above five lakh the head approves, too").isEqualTo("NOTE_REQUESTED");
        Page harish = visit(HARISH, PHONE, Theme.LIGHT);
        look("approval");
        step(harish, "Approve", "As discussed with the customer.");
        assertThat(stage()).isEqualTo("APPROVED");

        farah.reload();
        follow(farah, "Issue");
        press(farah, "Issue");
        assertThat(stage()).isEqualTo("ISSUED");
        assertThat(work.call(() -> jdbc.sql("select sum(amount) from ledger_entry where kind = 'CREDIT_NOTE'")
                        .query(java.math.BigDecimal.class)
                        .single()))
                .isEqualByComparingTo("-637200");
        visit(FARAH, DESKTOP, Theme.DARK);
        look("issued");

        for (String note : work.call(() -> jdbc.sql("select note_no from note order by note_no")
                .query(String.class)
                .list())) {
            alice.navigate(origin() + dispute);
            follow(alice, note);
            follow(alice, "Booked");
            press(alice, "");
        }
        assertThat(stage()).as("with the last of them").isEqualTo("ACCOUNTED");
        alice.navigate(origin() + dispute);
        step(alice, "Close", "Settled.");
        assertThat(stage()).isEqualTo("CLOSED");
        alice.navigate(origin() + "/receivables/ageing");
        assertThat(alice.textContent("main"))
                .as("what was not credited is owed")
                .contains("70,800.00");
    }

    private String origin() {
        return "http://localhost:" + port;
    }
}

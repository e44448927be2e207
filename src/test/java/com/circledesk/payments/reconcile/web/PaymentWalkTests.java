package com.circledesk.payments.reconcile.web;

import static com.circledesk.support.Cast.FARAH;
import static com.circledesk.support.Visitor.DESKTOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.payments.statements.BankAccounts;
import com.circledesk.payments.statements.BankFiles;
import com.circledesk.support.BrowserTest;
import com.circledesk.support.Cast;
import com.circledesk.support.ImportApiClient;
import com.circledesk.support.Invariance;
import com.circledesk.support.SystemWork;
import com.circledesk.support.Visitor;
import com.circledesk.support.Visitor.Theme;
import com.circledesk.users.ActorContext;
import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * From the bank's statement to the signed reconciliation, in a browser and with the keyboard only, files chosen in their fields
 * too.
 */
@BrowserTest
class PaymentWalkTests {
    private static final String UTR = "HDFCR52026110200000001";
    private static final int TABS_MAX = 150;

    @Autowired
    private Cast cast;

    @Autowired
    private ImportApiClient imports;

    @Autowired
    private BankAccounts bankAccounts;

    @Autowired
    private Invariance invariance;

    @Autowired
    private SystemWork work;

    @Autowired
    private JdbcClient jdbc;

    @LocalServerPort
    private int port;

    private Visitor visitor;
    private Page page;

    @BeforeEach
    void aBookAndAStatement() {
        send("accounts", """
                account_code,customer_name,operator,segment,circle,payment_terms_days,tan
                KA-AIRTEL,Bharti Airtel,Airtel,MNO,KA,30,BLRB01234A
                """);
        send("invoices", """
                invoice_no,account_code,charge_type,invoice_date,due_date,taxable_amount,tax_amount,total_amount,period
                TC/26-27/000011,KA-AIRTEL,RENTAL,2026-09-05,2026-10-05,100000,18000,118000,2026-09
                TC/26-27/000012,KA-AIRTEL,RENTAL,2026-10-05,2026-11-04,100000,18000,118000,2026-10
                TC/26-27/000013,KA-AIRTEL,ENERGY,2026-10-06,2026-11-05,50000,9000,59000,2026-10
                """);
        ActorContext.set(cast.actor(FARAH), null);
        bankAccounts.open(BankFiles.ACCOUNT, "HDFC Bank", "Collections");
        visitor = new Visitor(port, DESKTOP, Theme.LIGHT).signedIn(cast.sessionCookie(FARAH));
        page = visitor.page();
    }

    @AfterEach
    void leave() {
        visitor.close();
    }

    private void send(String kind, String rows) {
        assertThat(imports.commit(FARAH, kind, rows).faults()).as(kind).isEmpty();
    }

    @Test
    void fromTheStatementToTheSignedReconciliation() {
        visitor.open("/");
        takeInTheStatement();
        identify();
        pasteItsAdvice();
        confirm();
        assertThat(count("select count(*) from open_item where open_amount > 0"))
                .as("what is open is the short pay")
                .isEqualTo(1);
        assertThat(count("select count(*) from dispute")).isEqualTo(1);

        goToPayments("Tax deducted");
        assertThat(page.textContent("main")).contains("BLRB01234A");
        look("certificates");
        sign();
        assertThat(invariance.broken()).as("differences of the control run").isEmpty();
    }

    private void takeInTheStatement() {
        goToPayments("Statements");
        hand(
                "hdfc.sta",
                BankFiles.mt940(
                        "261031",
                        "1000,00",
                        "261102",
                        "280000,00",
                        "2611021102C279000,00NTRF" + UTR + "|RTGS CR-BHARTI AIRTEL LTD-OCT BILLS"));
        assertThat(page.textContent("main")).contains("opening ₹1,000.00 + credits ₹2,79,000.00");
        record();
        goToPayments("Statements");
        look("statements");
    }

    /** Chooses the file in its field, and has it checked. */
    private void hand(String name, String text) {
        tabTo("[name=file]");
        chooser().setFiles(new FilePayload(name, "text/plain", text.getBytes(StandardCharsets.UTF_8)));
        enterOn("main form:has([name=file]) button[type=submit]");
    }

    /** On a crowded machine the browser at times loses the key that opens it: a person presses it again. */
    private FileChooser chooser() {
        for (int tries = 1; ; tries++) {
            try {
                return page.waitForFileChooser(
                        new Page.WaitForFileChooserOptions().setTimeout(7_000),
                        () -> page.keyboard().press("Enter"));
            } catch (TimeoutError e) {
                if (tries == 4) {
                    throw e;
                }
            }
        }
    }

    private void record() {
        look("checked-file");
        enterOn("main form[action$=recording] button");
        assertThat(page.textContent("main")).contains("in the books");
    }

    private void identify() {
        String receipt = work.call(() ->
                jdbc.sql("select receipt_no from receipt").query(String.class).single());
        visitor.open("/receivables/identifications/new?receipt=" + receipt);
        tabTo("[name=account]");
        type("KA-AIRTEL");
        enterOn("main form button[type=submit]");
        enterOn("main form button.btn-primary");
        assertThat(count("select count(*) from receipt where account_id is not null"))
                .isEqualTo(1);
    }

    private void pasteItsAdvice() {
        goToPayments("Reconcile");
        assertThat(page.textContent("main")).contains("KA-AIRTEL", "2,79,000.00");
        enterOn("main a[href*='/payments/advices/new']");
        tabTo("[name=table]");
        page.keyboard().insertText("""
                Invoice number,Gross,TDS,GST TDS,Other deductions,Net
                TC/26-27/000011,118000,2000,0,0,116000
                TC/26-27/000021,118000,2000,0,0,116000
                TC/26-27/000013,48000,1000,0,0,47000
                """);
        enterOn("main form button[type=submit]");
        assertThat(page.textContent("main")).contains("TC/26-27/000021");
        look("advice");
        // The digits changed places: the nearest open number of the same amount is chosen already.
        enterOn("main form[action$=numbers] button[type=submit]");
        assertThat(page.textContent("main")).contains("TC/26-27/000012");
    }

    private void confirm() {
        goToPayments("Reconcile");
        enterOn("main form[action$=matching] button");
        assertThat(page.inputValue("[name='lines[2].left']")).isEqualTo("SHORT_PAYMENT");
        assertThat(page.textContent("[data-difference] output")).isEqualTo("₹0.00");
        look("proposal");
        // Keys never act within a field: what is typed there stays there.
        page.keyboard().press("f");
        assertThat(page.evaluate("document.activeElement.id")).isEqualTo("find");
        page.keyboard().type("jks d");
        assertThat(page.inputValue("#find")).isEqualTo("jks d");
        page.evaluate("document.activeElement.blur()");
        page.keyboard().press("d");
        assertThat(page.evaluate("document.activeElement.name")).isEqualTo("lines[0].deduction");
        page.evaluate("document.activeElement.blur()");
        press("Enter");
        assertThat(page.textContent("body")).contains("is posted: 3 invoices, ₹2,79,000.00.");
        look("confirmed");
    }

    private void sign() {
        goToPayments("Customers’ books");
        enterOn("main a[href*='/imports/new'][href*='customer-ledger']");
        hand("ledger.csv", """
                account_code,as_on,document_no,entry_type,invoice_no,document_date,amount
                KA-AIRTEL,2026-11-20,5100000011,INVOICE,TC/26-27/000013,2026-10-06,11000
                """);
        record();
        goToPayments("Customers’ books");
        enterOn("main a[href*='/payments/customer-reconciliation/account']");
        look("books");
        enterOn("main a[href*='/sheets/new']");
        tabTo("[name=nextAction]");
        type("Joint visit about the energy bill");
        tabTo("[name=signedByUs]");
        page.keyboard().press("Control+a");
        type("Farah Khan");
        tabTo("[name=signedByThem]");
        type("R. Menon");
        enterOn("main form button[type=submit]");
        assertThat(page.textContent("main")).contains("R. Menon");
        look("signed");
    }

    /** {@code g p}, then the tab by name. */
    private void goToPayments(String tab) {
        page.evaluate("document.activeElement.blur()");
        page.keyboard().press("g");
        press("p");
        String link = page.locator("nav a")
                .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText(tab))
                .first()
                .getAttribute("href");
        if (!page.url().replaceFirst("^https?://[^/]+", "").equals(link)) {
            enterOn("a[href='" + link + "']");
        }
    }

    private void enterOn(String selector) {
        tabTo(selector);
        press("Enter");
    }

    /** A key that leads to another page, or to this one anew. */
    private void press(String key) {
        page.evaluate("document.body.dataset.left = 'yes'");
        page.keyboard().press(key);
        page.waitForSelector("body:not([data-left])");
        page.waitForLoadState();
    }

    private void tabTo(String selector) {
        page.evaluate("document.activeElement.blur()");
        for (int tab = 0; tab < TABS_MAX; tab++) {
            page.keyboard().press("Tab");
            if (Boolean.TRUE.equals(page.evaluate("wanted => document.activeElement.matches(wanted)", selector))) {
                return;
            }
        }
        throw new AssertionError("The keyboard does not reach " + selector + " on " + page.url());
    }

    private void type(String text) {
        page.keyboard().type(text);
    }

    private void look(String name) {
        assertThat(visitor.problems()).as(name).isEmpty();
        visitor.picture("payment-" + name);
    }

    private int count(String sql) {
        return work.call(() -> jdbc.sql(sql).query(Integer.class).single());
    }
}

package com.circledesk.payments.reconcile.web;

import static com.circledesk.support.Cast.FARAH;
import static com.circledesk.support.Cast.FELIX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.circledesk.forms.FormKey;
import com.circledesk.payments.advices.AdviceService;
import com.circledesk.payments.advices.PasteAdvice;
import com.circledesk.payments.matching.ProposalQueries;
import com.circledesk.payments.matching.Proposals;
import com.circledesk.payments.reconcile.BulkConfirmations;
import com.circledesk.receivables.invoices.InvoiceFacts;
import com.circledesk.receivables.invoices.InvoiceQueries;
import com.circledesk.receivables.receipts.ReceiptQueries;
import com.circledesk.shared.Money;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@IntegrationTest
class ReconcileOnPageTests {
    private static final Scope KA = Scope.of("KA");
    private static final String PATH = "/payments/reconcile";

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Cast cast;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @Autowired
    private AdviceService advices;

    @Autowired
    private Proposals proposals;

    @Autowired
    private ProposalQueries proposalQueries;

    @Autowired
    private BulkConfirmations confirmations;

    @Autowired
    private InvoiceQueries invoices;

    @Autowired
    private ReceiptQueries receipts;

    @Autowired
    private SystemWork work;

    @Autowired
    private JdbcClient jdbc;

    private long account;

    @BeforeEach
    void aBook() {
        account = accounts.create("KA-AIR", "Airtel", "KA");
        for (int number = 1; number <= 60; number++) {
            receivables.invoice(
                    account, "INV-%02d".formatted(number), "RENTAL", "2026-05-01", "2026-05-31", "1000", "180");
        }
        receivables.receipt(account, "RC-1", "2026-08-10", "69600");
    }

    @Test
    void sixtyInvoicesAreOneClick() throws Exception {
        // Peers ask for fifty clicks for fifty invoices (erpnext #9201).
        StringBuilder table = new StringBuilder();
        for (int number = 1; number <= 60; number++) {
            table.append("INV-%02d,1180,20,0,0,1160%n".formatted(number));
        }
        advise(table.toString());
        Map<String, String> form = form(page("?credit=RC-1"));
        assertThat(form).containsEntry("lines[59].cash", "1160.00").containsEntry("lines[0].tds", "20.00");

        MvcTestResult sent = post("", form);
        assertThat(sent).hasStatus3xxRedirection();
        assertThat(open("INV-60")).isEqualTo(Money.ZERO);
        assertThat(rest("RC-1")).isEqualTo(Money.ZERO);
        assertThat(page("?credit=RC-1").text()).contains("by: Proposal");
    }

    @Test
    void theReasonOfADeductionComesWithTheAdvice() throws Exception {
        advise(
                "Invoice,Gross,TDS,GST TDS,Other deductions,Deduction reason,Net\nINV-01,1180,20,0,60,Diesel of April,1100");
        Map<String, String> form = form(page("?credit=RC-1"));
        assertThat(form)
                .containsEntry("lines[0].deduction", "60.00")
                .containsEntry("lines[0].deductionReason", "Diesel of April");
        assertThat(post("", form)).hasStatus3xxRedirection();
        assertThat(work.call(() -> jdbc.sql("select deduction_reason from allocation")
                        .query(String.class)
                        .single()))
                .isEqualTo("Diesel of April");
    }

    @Test
    void whatStaysOpenIsNamedBeforePosting() throws Exception {
        advise("INV-01,1180,20,0,0,1160\nINV-02,1000,20,0,0,980");
        Map<String, String> form = form(page("?credit=RC-1"));
        assertThat(form).containsEntry("lines[1].left", "SHORT_PAYMENT").containsEntry("onAccount", "67460.00");
        form.put("lines[1].left", "");
        MvcTestResult refused = post("", form);
        assertThat(refused).hasStatus(422);
        assertThat(refused).bodyText().contains("Say what becomes of ₹180.00 that stays open of invoice INV-02.");

        form.put("lines[1].left", "SHORT_PAYMENT");
        form.put("onAccount", "67000");
        assertThat(post("", form)).hasStatus(409).bodyText().contains("Say what becomes of ₹460.00 of the receipt");

        form.put("onAccount", "67460");
        assertThat(post("", form)).hasStatus3xxRedirection();
        assertThat(invoice("INV-02").disputed()).isEqualTo(Money.of("180.00"));
    }

    @Test
    void invoicesAreFoundByNumberAndTheOldestFilled() throws Exception {
        Map<String, String> form = form(page("?credit=RC-1"));
        form.put("find", "inv-03, INV-04\nNOPE");
        MvcTestResult found = post("/lines?act=find", form);
        assertThat(found).hasStatus(422).bodyText().contains("Not open in this account: NOPE");
        Map<String, String> filled = form(document(found));
        assertThat(filled).containsEntry("lines[1].invoiceNo", "INV-04").containsEntry("lines[1].cash", "1160.00");

        Map<String, String> oldest = form(document(post("/lines?act=oldest", filled)));
        assertThat(oldest).containsKey("lines[59].cash").doesNotContainKey("lines[60].cash");
        assertThat(form(document(post("/lines?act=account", filled)))).containsEntry("onAccount", "67280.00");
        assertThat(form(document(post("/lines?act=clear", filled)))).doesNotContainKey("lines[0].cash");
    }

    @Test
    void whatIsTickedIsFilledOldestFirst() throws Exception {
        Map<String, String> form = form(document(post("/lines?act=open", form(page("?credit=RC-1")))));
        assertThat(form).containsEntry("lines[59].invoiceNo", "INV-60").containsEntry("lines[59].cash", "");
        form.put("lines[3].ticked", "on");
        form.put("lines[7].ticked", "on");
        form.put("lines[0].cash", "1160");
        form.put("lines[0].tds", "20");

        Document filled = document(post("/lines?act=oldest", form));
        assertThat(filled.select("[data-ticked]").text())
                .isEqualTo("Ticked: 2 invoices, open ₹2,360.00, cash ₹2,320.00");
        form = form(filled);
        assertThat(form)
                .containsEntry("lines[3].cash", "1160.00")
                .containsEntry("lines[7].tds", "20.00")
                .containsEntry("lines[0].cash", "1160")
                .containsEntry("lines[1].cash", "")
                .containsEntry("lines[3].ticked", "on");
        Map<String, String> without = form(document(post("/lines?act=clear", form)));
        assertThat(without).containsEntry("lines[3].invoiceNo", "INV-05").doesNotContainKey("lines[58].cash");
        assertThat(form(document(post("/lines?act=oldest", without))))
                .as("none ticked: what is empty, and what is not there")
                .containsEntry("lines[0].cash", "1160")
                .containsEntry("lines[57].cash", "1160.00")
                .containsEntry("lines[59].invoiceNo", "INV-08");
    }

    @Test
    void aCreditThatPaysHundredsOfInvoicesIsOneForm() throws Exception {
        work.run(() -> jdbc.sql("""
                        with bulk as (
                            insert into invoice (invoice_no, account_id, circle, charge_type, invoice_date, due_date, taxable_amount,
                                                 tax_amount, total_amount)
                            select 'BULK-' || n, id, circle, 'RENTAL', '2026-06-01', '2026-06-30', 100, 18, 118
                            from account, generate_series(1, 640) n where code = 'KA-AIR'
                            returning *)
                        insert into ledger_entry (account_id, circle, invoice_id, kind, counts_as, amount, effective_on)
                        select account_id, circle, id, 'INVOICE', 'INVOICE', total_amount, invoice_date from bulk
                        """).update());
        receivables.receipt(account, "RC-9", "2026-08-11", "74240");
        Map<String, String> form = form(page("?credit=RC-9"));
        form.put(
                "find", IntStream.rangeClosed(1, 640).mapToObj(n -> "BULK-" + n).collect(Collectors.joining("\n")));
        form = form(document(post("/lines?act=find", form)));
        assertThat(form).hasSizeLessThan(1000).containsEntry("lines[99].cash", "116.00");

        form.put("lines[5].cash", "115.50");
        form = form(document(post("/lines?act=page-6", form)));
        assertThat(form).containsEntry("lines[39].cash", "116.00").doesNotContainKey("lines[40].cash");
        form.put("onAccount", "0.50");
        MvcTestResult refused = post("", form);
        assertThat(refused).hasStatus(422).bodyText().contains("Say what becomes of ₹0.50 that stays open of invoice");
        form = form(document(refused));
        assertThat(form).as("the page of the fault").containsEntry("lines[5].cash", "115.50");
        form.put("lines[5].left", "ROUND_OFF");
        MvcTestResult posted = post("", form);
        assertThat(posted).as(posted.getResponse().getContentAsString()).hasStatus3xxRedirection();
        assertThat(rest("RC-9")).isEqualTo(Money.of("0.50"));
        assertThat(work.call(() -> jdbc.sql(
                                "select count(*) from open_item o join invoice i on i.id = o.invoice_id where i.invoice_no like 'BULK-%' and o.open_amount > 0")
                        .query(Integer.class)
                        .single()))
                .isZero();
    }

    @Test
    void overAllocationIsImpossible() throws Exception {
        Map<String, String> form = form(page("?credit=RC-1&fill=oldest"));
        form.put("lines[0].cash", "1181");
        assertThat(post("", form)).hasStatus(422).bodyText().contains("more than is open of invoice INV-01");
    }

    @Test
    void allCertainAreConfirmedAtOnceCountAndSumFirst() throws Exception {
        withUtr("RC-3", "SBIN9", "1160");
        advise("SBIN9", "INV-02,1180,20,0,0,1160");
        Document check = document(get("/certain"));
        assertThat(check.text())
                .contains("1 credit, ₹1,160.00 cash, 1 invoices")
                .contains("RC-3");
        Map<String, String> form = form(check);
        String run = post("/certain", form).getResponse().getRedirectedUrl();
        assertThat(open("INV-02")).isEqualTo(Money.ZERO);
        assertThat(post("/certain", form).getResponse().getRedirectedUrl())
                .as("sent twice it is one run")
                .isEqualTo(run);
        assertThat(document(get(String.valueOf(run).substring(PATH.length())))
                        .select(".stats")
                        .text())
                .isEqualTo("Credits 1 Posted 1 ₹1,160.00 Invoices paid 1 Left out 0");
        assertThat(rest("RC-3")).isEqualTo(Money.ZERO);
        assertThat(document(get("/certain")).text()).contains("Nothing is certain just now");
    }

    @Test
    void aLongConfirmationGoesOnWithoutItsPersonAndReports() throws Exception {
        for (int number = 1; number <= 3; number++) {
            withUtr("RC-L" + number, "SBIN" + number, "1160");
            advise("SBIN" + number, "INV-0%d,1180,20,0,0,1160".formatted(number));
        }
        Map<String, String> form = form(document(get("/certain")));
        UUID asked = ActorContext.callAs(
                cast.actor(FARAH),
                null,
                () -> confirmations.ask(
                        FormKey.fresh(),
                        Stream.of(1, 2, 3)
                                .map(number -> new BulkConfirmations.Chosen(
                                        "RC-L" + number, number == 2 ? "another" : stamp("RC-L" + number)))
                                .toList()));
        assertThat(form).containsKey("credit");
        long run = work.call(() -> jdbc.sql("select min(id) from bulk_confirmation where run = :run")
                .param("run", asked)
                .query(Long.class)
                .single());
        work.run(() -> jdbc.sql("update bulk_confirmation set claimed_at = app_now() where receipt_no = 'RC-L1'")
                .update());
        assertThat(confirmations.workOff(work.everyCircle()))
                .as("the first is another instance's")
                .isEqualTo(2);
        assertThat(get("/certain/" + run)).bodyText().contains("2 of 3", "You may leave this page");
        assertThat(get("/certain")).bodyText().contains("A confirmation of yours is under way");
        assertThat(notifications()).isZero();

        work.run(() -> jdbc.sql(
                        "update bulk_confirmation set claimed_at = app_now() - interval '1 hour' where receipt_no = 'RC-L1'")
                .update());
        assertThat(confirmations.workOff(work.everyCircle()))
                .as("whose instance died")
                .isEqualTo(1);
        assertThat(confirmations.workOff(work.everyCircle())).isZero();
        assertThat(document(get("/certain/" + run)).select("main").text())
                .contains("Posted 2 ₹2,320.00 Invoices paid 2 Left out 1")
                .contains("RC-L2 What is open changed since this was proposed");
        assertThat(notifications()).isEqualTo(1);
        assertThat(work.call(() -> jdbc.sql("select distinct recorded_by from allocation")
                        .query(String.class)
                        .single()))
                .isEqualTo(FARAH.email());
        assertThat(mvc.get().uri(PATH + "/certain/" + run).with(cast.signedIn(FELIX)))
                .hasStatus(404);
    }

    private String stamp(String receipt) {
        return ActorContext.callAs(
                cast.actor(FARAH),
                null,
                () -> proposalQueries.find(receipt, KA).orElseThrow().stamp());
    }

    private int notifications() {
        return ActorContext.<Integer>callAs(
                cast.actor(FARAH),
                null,
                () -> work.call(() -> jdbc.sql("select count(*) from notification where key like 'bulk-confirmation:%'")
                        .query(Integer.class)
                        .single()));
    }

    @Test
    void aRefusedProposalDoesNotComeBack() throws Exception {
        advise("INV-01,1180,20,0,0,1160\nINV-02,1000,20,0,0,980");
        assertThat(form(page("?credit=RC-1"))).containsKey("lines[1].cash");
        assertThat(post("/refusal", Map.of("credit", "RC-1"))).hasStatus3xxRedirection();
        assertThat(post("/matching", Map.of("credit", "RC-1"))).hasStatus3xxRedirection();
        assertThat(form(page("?credit=RC-1")).values()).doesNotContain("980.00");
    }

    private void advise(String table) {
        advise("", table);
    }

    private void advise(String utr, String table) {
        ActorContext.callAs(
                cast.actor(FARAH),
                null,
                () -> advices.record(
                        FormKey.fresh(),
                        new PasteAdvice(utr.isEmpty() ? null : utr, null, utr.isEmpty() ? "RC-1" : null, table)));
        match();
    }

    private void match() {
        ActorContext.callAs(cast.actor(FARAH), null, () -> proposals.match(account, KA));
    }

    private Document page(String query) throws Exception {
        return document(get(query));
    }

    private static Document document(MvcTestResult result) throws Exception {
        return Jsoup.parse(result.getResponse().getContentAsString());
    }

    private MvcTestResult get(String query) {
        MvcTestResult page =
                mvc.get().uri(PATH + query).with(cast.signedIn(FARAH)).exchange();
        assertThat(page).hasStatusOk();
        return page;
    }

    private MvcTestResult post(String path, Map<String, String> form) {
        var request = mvc.post().uri(PATH + path).with(cast.signedIn(FARAH)).with(csrf());
        form.forEach(request::param);
        return request.exchange();
    }

    /** What the page's form would send. */
    private static Map<String, String> form(Document page) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Element field : page.select("main form[method=post] input[name], main form[method=post] textarea")) {
            if (field.attr("type").equals("checkbox") && !field.hasAttr("checked")) {
                continue;
            }
            values.put(field.attr("name"), field.val());
        }
        for (Element field : page.select("main form[method=post] select")) {
            Element chosen = field.selectFirst("option[selected]");
            values.put(field.attr("name"), chosen == null ? "" : chosen.val());
        }
        values.remove("_csrf");
        return values;
    }

    private InvoiceFacts invoice(String number) {
        return work.call(() -> invoices.get(number, KA));
    }

    private Money rest(String number) {
        return work.call(() -> receipts.get(number, KA).rest());
    }

    private Money open(String number) {
        return invoice(number).open();
    }

    private void withUtr(String number, String utr, String amount) {
        work.run(() -> {
            jdbc.sql("""
                            insert into receipt (receipt_no, received_on, amount, utr, account_id, circle)
                            select :number, '2026-08-10', :amount, :utr, id, circle from account where code = 'KA-AIR'
                            """)
                    .param("number", number)
                    .param("amount", Money.of(amount).amount())
                    .param("utr", utr)
                    .update();
            jdbc.sql("""
                            insert into ledger_entry (account_id, circle, receipt_id, kind, counts_as, amount, effective_on)
                            select account_id, circle, id, 'RECEIPT', 'RECEIPT', -amount, received_on from receipt where receipt_no = :number
                            """).param("number", number).update();
        });
    }
}

package com.circledesk.payments.advices;

import static com.circledesk.support.Cast.FARAH;
import static com.circledesk.support.Cast.FELIX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.circledesk.forms.FormKey;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Money;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.ImportApiClient;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@IntegrationTest
class AdviceTests {
    private static final Scope ALL = Scope.of("KA", "MH");
    private static final Scope KA = Scope.of("KA");

    @Autowired
    private AdviceService service;

    @Autowired
    private Advices advices;

    @Autowired
    private ImportApiClient imports;

    @Autowired
    private Receivables receivables;

    @Autowired
    private Accounts accounts;

    @Autowired
    private SystemWork work;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Cast cast;

    private long receipt;

    @BeforeEach
    void aBook() {
        long ka = accounts.create("KA-AIR", "Airtel", "KA");
        long mh = accounts.create("MH-AIR", "Airtel", "MH");
        receivables.invoice(ka, "TC/26-27/000123", "2026-05-01", "2026-05-31", "1180");
        receivables.invoice(ka, "TC/26-27/000132", "2026-06-01", "2026-06-30", "2360");
        receivables.invoice(mh, "TC/26-27/000777", "2026-06-01", "2026-06-30", "590");
        receipt = receivables.receipt(ka, "RC-1", "2026-08-10", "3470");
        ActorContext.set(cast.actor(FARAH), null);
    }

    @Test
    void aPastedTableIsTakenInAndItsSumsChecked() {
        long id = paste("SBIN1", null, """
                Invoice Number\tGross\tTDS\tGST TDS\tOther deductions\tNet
                tc/26-27/000123\t1,180.00\t20\t\t\t1,160
                TC/26-27/000132\t2,360.00\t40\t\t10\t2,310
                TC/26-27/000777\t590\t\t\t\t590
                """);
        AdviceRow advice = advices.get(id, ALL);
        assertThat(advice.net()).isEqualTo(Money.of("4060.00"));
        assertThat(advice.tds()).isEqualTo(Money.of("60.00"));
        assertThat(advice.accounts()).isEqualTo("KA-AIR, MH-AIR");
        assertThat(advices.lines(id, ALL)).extracting(AdviceLine::invoiceNo).doesNotContainNull();
    }

    @Test
    void whatDoesNotAddUpIsRefusedWithItsLine() {
        assertThatThrownBy(() -> paste("SBIN1", null, "TC/26-27/000123,1180,20,0,0,1161\nTC/26-27/000132,x,,,,5"))
                .isInstanceOfSatisfying(
                        AdviceRefusedException.class,
                        refused -> assertThat(refused.faults())
                                .extracting(fault -> fault.row() + " " + fault.code())
                                .containsExactly("1 total-mismatch", "2 not-a-number"));
        assertThat(jdbc.sql("select count(*) from advice").query(Long.class).single())
                .isZero();
    }

    @Test
    void whatTakesSomethingOffIsRefusedWithWhatToDo() {
        receivables.creditNote(accountId(), "CN/26-27/000007", "2026-06-01", "118", null);
        assertThatThrownBy(() -> paste(
                        "SBIN1", null, "TC/26-27/000123,1180,20,0,0,1160\ncn/26-27/000007,-118,,,,\"-118\"\nADJ-9,-50"))
                .isInstanceOfSatisfying(
                        AdviceRefusedException.class,
                        refused -> assertThat(refused.faults())
                                .extracting(fault -> fault.row() + " " + fault.message())
                                .containsExactly(
                                        "2 The customer sets credit note cn/26-27/000007 off: allocate it to its invoice first,"
                                                + " then leave this line out and lower the line of that invoice by the same.",
                                        "3 A line of -50.00 takes something off, and no credit note of ours has the number ADJ-9:"
                                                + " ask the customer what it is, then leave the line out and lower the line of the"
                                                + " invoice that it is about."));
    }

    private long accountId() {
        return work.call(() -> jdbc.sql("select id from account where code = 'KA-AIR'")
                .query(Long.class)
                .single());
    }

    @Test
    void theUtrFindsTheCreditWheneverItComes() {
        long id = paste("SBIN1", null, "TC/26-27/000123,1160");
        assertThat(advices.get(id, ALL).credit()).isNull();
        withUtr("RC-9", "sbin1", "1160");
        assertThat(advices.get(id, ALL).credit()).isEqualTo(Money.of("1160.00"));
        assertThat(advices.receipts(id, ALL)).containsExactly("RC-9");
        service.attach(id, "RC-9");
        assertThat(advices.get(id, ALL).credit())
                .as("found twice, counted once")
                .isEqualTo(Money.of("1160.00"));
        assertThat(advices.receipts(id, ALL)).containsExactly("RC-9");
    }

    @Test
    void withoutUtrAmountAndDayFindItWhereNothingElseIsAlike() {
        long id = paste(null, "2026-08-08", "TC/26-27/000123,1160\nTC/26-27/000132,2310");
        assertThat(advices.receipts(id, ALL)).containsExactly("RC-1");
        assertThat(advices.get(id, ALL).difference()).isEqualTo(Money.ZERO);
    }

    @Test
    void ofTwoAlikeAPersonChooses() {
        receivables.unidentifiedReceipt("RC-2", "2026-08-09", "3470");
        long id = paste(null, "2026-08-08", "TC/26-27/000123,1160\nTC/26-27/000132,2310");
        assertThat(advices.receipts(id, ALL)).isEmpty();
        assertThat(advices.credits(advices.get(id, ALL), ALL))
                .extracting(CreditChoice::receiptNo)
                .containsExactly("RC-2", "RC-1");
        service.attach(id, "RC-1");
        assertThat(advices.receipts(id, ALL)).containsExactly("RC-1");
        service.detach(id, "RC-1");
        assertThat(advices.receipts(id, ALL)).isEmpty();
    }

    @Test
    void aMisspeltNumberGetsTheNearestAndAPersonPicks() {
        long id = paste(null, "2026-08-08", "TC/26-27/000213,1180,20,0,0,1160\nTC/26-27/000132,2360,40,0,10,2310");
        AdviceLine unknown = advices.lines(id, ALL).get(0);
        assertThat(unknown.invoiceNo()).isNull();
        List<NearestNumbers.Near> near =
                new NearestNumbers(advices.openNumbers(id, ALL)).of(unknown.givenNo(), unknown.gross());
        assertThat(near.get(0).number().invoiceNo()).isEqualTo("TC/26-27/000123");
        service.pick(FormKey.fresh(), id, new AdviceService.Picks(id, Map.of(unknown.id(), "TC/26-27/000123")));
        assertThat(advices.lines(id, ALL).get(0).pickedBy()).isEqualTo(FARAH.email());
        assertThat(told(receipt).lines()).hasSize(2);
        assertThatThrownBy(() -> service.pick(
                        FormKey.fresh(), id, new AdviceService.Picks(id, Map.of(unknown.id(), "TC/26-27/000132"))))
                .as("said already")
                .isInstanceOf(BusinessRuleException.class);
    }

    @Test
    void aReceiptIsToldTheLinesOfItsOwnAccountOnly() {
        withUtr("RC-9", "SBIN1", "4060");
        long id = paste("SBIN1", null, "TC/26-27/000123,1160\nTC/26-27/000132,2310\nTC/26-27/000777,590\nWHAT,7");
        long paid = work.<Long>call(() -> jdbc.sql("select id from receipt where receipt_no = 'RC-9'")
                .query(Long.class)
                .single());
        ReceiptAdvice told = told(paid);
        assertThat(told.adviceId()).isEqualTo(id);
        assertThat(told.byUtr()).isTrue();
        assertThat(told.unknown()).isEqualTo(1);
        assertThat(told.lines()).extracting(AdviceLine::invoiceNo).hasSize(2);
    }

    @Test
    void anotherCirclesLinesAreNotShownButAreInTheSum() {
        long id = paste("SBIN1", null, "TC/26-27/000123,1160\nTC/26-27/000777,590");
        ActorContext.set(cast.actor(FELIX), null);
        assertThat(advices.get(id, KA).net()).isEqualTo(Money.of("1750.00"));
        assertThat(advices.get(id, KA).accounts()).isEqualTo("KA-AIR");
        assertThat(advices.lines(id, KA)).hasSize(1);
    }

    @Test
    void aFileMayHoldSeveralAdvicesAndComesInOnce() {
        String file = """
                utr,paid_on,invoice_no,gross,tds,gst_tds,deductions,net
                SBIN1,2026-08-10,TC/26-27/000123,1180,20,0,0,1160
                SBIN2,2026-08-10,TC/26-27/000132,2360,40,0,10,2310
                SBIN2,2026-08-10,TC/26-27/000777,590,0,0,0,590
                """;
        assertThat(imports.commit(FARAH, "advices", file).rows()).isEqualTo("3/3/0/0");
        ActorContext.set(cast.actor(FARAH), null);
        assertThat(advices.list(Advices.Filter.ALL, 0, 50, ALL).items())
                .extracting(AdviceRow::utr, AdviceRow::lines)
                .containsExactlyInAnyOrder(
                        org.assertj.core.api.Assertions.tuple("SBIN1", 1),
                        org.assertj.core.api.Assertions.tuple("SBIN2", 2));
        assertThat(imports.commit(FARAH, "advices", file + "\n").rows()).isEqualTo("3/0/3/0");
        assertThat(imports.commit(
                                FARAH, "advices", file.replace(",2310", ",2309").replace("2360", "2359"))
                        .faults()
                        .toString())
                .contains("conflict");
    }

    @Test
    void whatWasTakenBackSaysNothingAnyMore() {
        withUtr("RC-9", "SBIN1", "1160");
        long id = paste("SBIN1", null, "TC/26-27/000123,1160");
        service.takeBack(id);
        assertThat(advices.receipts(id, ALL)).isEmpty();
        assertThat(paste("SBIN1", null, "TC/26-27/000123,1160")).isNotEqualTo(id);
    }

    private ReceiptAdvice told(long of) {
        return Objects.requireNonNull(advices.ofReceipts(List.of(of), ALL).get(of));
    }

    private long paste(@Nullable String utr, @Nullable String paidOn, String table) {
        PasteAdvice pasted = new PasteAdvice(utr, paidOn == null ? null : LocalDate.parse(paidOn), null, table);
        return Long.parseLong(service.record(FormKey.fresh(), pasted).outcome());
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

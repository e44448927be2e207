package com.circledesk.payments.handshake;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.BOB;
import static com.circledesk.support.Cast.FARAH;
import static com.circledesk.support.Cast.HARISH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.circledesk.forms.FormKey;
import com.circledesk.imports.ImportService;
import com.circledesk.receivables.BookFilter;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.NotFoundException;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.Disputes;
import com.circledesk.support.ImportApiClient;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Invariance;
import com.circledesk.support.Race;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The customer's books beside ours: every kind of difference, what invoices' states follow from, and what is signed. */
@IntegrationTest
class HandshakeTests {
    private static final Scope KA = Scope.of("KA");
    private static final LocalDate DAY = LocalDate.of(2026, 9, 30);
    private static final String HEAD =
            "account_code,as_on,document_no,entry_type,invoice_no,document_date,amount,state,gstin\n";

    @Autowired
    private HandshakeQueries books;

    @Autowired
    private HandshakeService service;

    @Autowired
    private SheetQueries sheets;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @Autowired
    private Disputes disputes;

    @Autowired
    private ImportApiClient imports;

    @Autowired
    private ImportService importService;

    @Autowired
    private Invariance invariance;

    @Autowired
    private SystemWork work;

    @Autowired
    private Cast cast;

    @Autowired
    private JdbcClient jdbc;

    private long airtel;

    @BeforeEach
    void oneCustomer() {
        airtel = accounts.create("KA-AIRTEL", "Airtel", "KA");
    }

    private long invoice(String number, String date) {
        return receivables.invoice(airtel, number, "RENTAL", date, date, "1000", "180");
    }

    private ImportApiClient.Answer extract(String... lines) {
        StringBuilder file = new StringBuilder(HEAD);
        for (int n = 0; n < lines.length; n++) {
            file.append("KA-AIRTEL,2026-09-30,")
                    .append(51 + n)
                    .append(',')
                    .append(lines[n])
                    .append('\n');
        }
        return imports.commit(FARAH, "customer-ledger", file.toString());
    }

    private Comparison compare() {
        return work.call(() -> books.compare(KA, "KA-AIRTEL", DAY));
    }

    private List<String> differences() {
        Comparison comparison = compare();
        assertThat(comparison.residual()).hasToString("0.00");
        return comparison.differences().stream()
                .map(each -> "%s %s %s".formatted(each.kind(), each.key(), each.amount()))
                .toList();
    }

    @Test
    void theSameBooksDoNotDiffer() {
        invoice("INV/2627/00012", "2026-05-01");
        assertThat(extract("INVOICE,inv-2627-12,2026-05-03,1180.00,,").rows()).isEqualTo("1/1/0/0");
        assertThat(differences()).isEmpty();
    }

    /** One of each, and of one invoice several: what the kinds before explain is not the next one's. */
    @Test
    void everyDifferenceIsOfExactlyOneKind() {
        invoice("NOT-THERE", "2026-05-01");
        invoice("JUST-SENT", "2026-09-28");
        long short1 = invoice("SHORT", "2026-05-01");
        invoice("DISPUTED", "2026-05-02");
        work.on("2026-06-01", () -> disputes.raised("DISPUTED", "300"));
        long noted = invoice("NOTED", "2026-05-03");
        receivables.creditNote(airtel, "CN-1", "2026-06-01", "100", noted);
        receivables.allocate(
                receivables.receipt(airtel, "RC-1", "2026-07-01", "900"), short1, "900", "0", "0", "2026-07-01");
        receivables.receipt(airtel, "RC-2", "2026-07-02", "50");
        accounts.create("KA-JIO", "Jio", "KA");
        receivables.invoice(accounts.create("KA-VI", "Vi", "KA"), "VI-1", "2026-05-01", "2026-05-31", "70");
        extract(
                "INVOICE,SHORT,2026-05-03,1180.00,,",
                "PAYMENT,SHORT,2026-07-01,-900.00,,",
                "TDS,SHORT,2026-07-01,-20.00,,",
                "DEDUCTION,SHORT,2026-07-01,-60.00,,",
                "INVOICE,DISPUTED,2026-05-03,880.00,,",
                "INVOICE,NOTED,2026-05-03,1180.00,,",
                "INVOICE,VI-1,2026-05-03,70.00,,",
                "INVOICE,WHO-KNOWS,2026-05-03,33.00,,",
                "PAYMENT,,2026-09-29,-500.00,,");
        assertThat(differences())
                .containsExactlyInAnyOrder(
                        "NOT_ACCOUNTED NOT-THERE -1180.00",
                        "TIMING JUST-SENT -1180.00",
                        "TDS SHORT -20.00",
                        "SHORT_PAID SHORT -60.00",
                        "DISPUTED DISPUTED -300.00",
                        "NOTE_NOT_TAKEN NOTED 100.00",
                        "WRONG_ENTITY VI-1 70.00",
                        "UNKNOWN WHO-KNOWS 33.00",
                        "TIMING on account -450.00");
    }

    /** What bears no number of ours is found by amount and date; money that neither side applied is the same for both. */
    @Test
    void thenAmountAndDate() {
        invoice("A-1", "2026-05-01");
        receivables.receipt(airtel, "RC-1", "2026-06-01", "400");
        extract("INVOICE,,2026-05-01,1180.00,,", "PAYMENT,,2026-06-01,-400.00,,");
        assertThat(differences()).isEmpty();
        receivables.receipt(airtel, "RC-2", "2026-06-02", "100");
        assertThat(differences()).containsExactly("PAID_NOT_APPLIED on account 100.00");
    }

    @Test
    void theOtherGstinIsTheOtherEntity() {
        invoice("A-1", "2026-05-01");
        work.run(() -> jdbc.sql("update account set gstin = '29AAACB1234C1ZB'").update());
        extract("INVOICE,A-1,2026-05-01,1000.00,,27AAACB1234C1ZF");
        assertThat(differences()).containsExactly("WRONG_ENTITY A-1 -180.00");
    }

    /** An extract says how far invoices are; one that was accounted and is gone was settled in their books. */
    @Test
    void statesFollowExtractsAndPeople() {
        invoice("A-1", "2026-05-01");
        invoice("A-2", "2026-05-01");
        extract("INVOICE,a-1,2026-05-01,1180.00,APPROVED,");
        assertThat(states()).containsExactly("A-1 APPROVED");
        assertThat(cast.as(
                        ALICE,
                        () -> service.setState(
                                "KA-AIRTEL", List.of("A-2", "A-9"), CustomerState.SUBMITTED, DAY, null, KA)))
                .containsExactly("A-9");
        assertThat(states()).containsExactly("A-1 APPROVED");
        cast.as(ALICE, () -> service.setState("KA-AIRTEL", List.of("a-2"), CustomerState.SUBMITTED, DAY, null, KA));
        assertThat(states()).containsExactly("A-1 APPROVED", "A-2 SUBMITTED");
        receivables.receipt(airtel, "RC-1", "2026-10-20", "1180");
        imports.commit(
                FARAH,
                "customer-ledger",
                HEAD + "KA-AIRTEL,2026-10-31,60,INVOICE,A-2,2026-05-01,1180.00,,\n"
                        + "KA-AIRTEL,2026-10-31,61,OTHER,,2026-05-01,1.00,,\n");
        assertThat(work.call(() -> books.compare(KA, "KA-AIRTEL", LocalDate.of(2026, 10, 31)))
                        .differences())
                .extracting(each -> each.kind() + " " + each.key() + " " + each.amount())
                .containsExactlyInAnyOrder(
                        "PAID_NOT_APPLIED A-1 -1180.00",
                        "PAID_NOT_APPLIED on account 1180.00",
                        "UNKNOWN on account 1.00");
    }

    private List<String> states() {
        return work.call(() -> jdbc.sql("""
                        select i.invoice_no || ' ' || s.state from customer_state_now s join invoice i on i.id = s.invoice_id order by 1
                        """).query(String.class).list());
    }

    @Test
    void anImportIsCheckedAndTakenBack() {
        invoice("A-1", "2026-05-01");
        assertThat(imports.commit(
                                FARAH,
                                "customer-ledger",
                                HEAD + "KA-NOBODY,2026-09-30,1,INVOICE,A-1,2026-05-01,1.00,,\n"
                                        + "KA-AIRTEL,2026-09-30,2,INVOICE,A-1,2026-10-01,1.00,,\n"
                                        + "KA-AIRTEL,2026-09-30,3,GIFT,A-1,2026-05-01,1.00,,\n"
                                        + "KA-AIRTEL,2026-09-30,4,INVOICE,A-1,2026-05-01,0.00,,\n"
                                        + "KA-AIRTEL,2026-09-30,5,INVOICE,A-1,2026-05-01,1.00,,\n"
                                        + "KA-AIRTEL,2026-09-30,5,INVOICE,a-1,2026-05-01,1.00,,\n"
                                        + "KA-AIRTEL,2026-09-30,6,INVOICE,A-1,2026-05-01,1.00,SOLD,27AAA\n")
                        .faults())
                .containsExactlyInAnyOrder(
                        "1 account_code unknown-account",
                        "2 document_date out-of-range",
                        "3 entry_type bad-choice",
                        "4 amount zero",
                        "6 account_code duplicate-in-file",
                        "7 state bad-choice",
                        "7 gstin bad-gstin");
        var done = extract("INVOICE,A-1,2026-05-01,1180.00,,");
        assertThat(done.rows()).isEqualTo("1/1/0/0");
        assertThat(extract("INVOICE,A-1,2026-05-01,1180.00,,", "TDS,A-1,2026-05-01,-20.00,,")
                        .rows())
                .isEqualTo("2/1/1/0");
        assertThat(extract("INVOICE,A-1,2026-05-01,1000.00,,").faults()).containsExactly("1 document_no conflict");
    }

    @Test
    void whatIsSignedIsFrozenAndWhatChangedIsNotSigned() {
        invoice("A-1", "2026-05-01");
        extract("INVOICE,A-1,2026-05-01,1000.00,,");
        FormKey key = FormKey.fresh();
        SignSheet sign = sign("-180.00");
        String id = cast.as(ALICE, () -> service.sign(key, sign, KA)).outcome();
        assertThat(cast.as(ALICE, () -> service.sign(key, sign, KA)).outcome()).isEqualTo(id);
        receivables.creditNote(airtel, "CN-1", "2026-09-01", "80", null);
        assertThatThrownBy(() ->
                        cast.as(ALICE, () -> service.sign(FormKey.fresh(), sign("-180.00", Long.parseLong(id)), KA)))
                .isInstanceOf(BusinessRuleException.class)
                .hasMessageContaining("-100.00");
        Sheet sheet = cast.as(ALICE, () -> sheets.get(KA, Long.parseLong(id)));
        assertThat(sheet.ours()).hasToString("1180.00");
        assertThat(sheet.residual()).hasToString("0.00");
        assertThat(cast.as(ALICE, () -> sheets.lines(KA, sheet.id())))
                .extracting(line -> line.kind() + " " + line.amount())
                .containsExactly("UNKNOWN -180.00");
        assertThat(work.call(() -> books.accounts(KA, BookFilter.NONE, YearMonth.of(2026, 8))))
                .singleElement()
                .satisfies(row -> assertThat(row.status(YearMonth.of(2026, 9))).isEqualTo(HandshakeStatus.SIGNED));
        assertThat(work.call(() -> books.count(KA, YearMonth.of(2026, 9))))
                .isEqualTo(new HandshakeCount(YearMonth.of(2026, 9), 1, 1, 1));
        assertThatThrownBy(() ->
                        work.run(() -> jdbc.sql("""
                        insert into reconciliation_sheet_line (sheet_id, circle, line_no, kind, dated_on, ours, theirs, amount)
                        values (:id, 'KA', 99, 'TDS', '2026-05-01', 0, 0, 1)
                        """).param("id", sheet.id()).update()))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("never added to");
        assertThatThrownBy(() -> work.run(() -> jdbc.sql("""
                        insert into reconciliation_sheet (account_id, circle, month, as_of, balance_theirs, balance_ours, residual,
                                                          next_action, signed_on, signed_by_us, signed_by_them)
                        select id, circle, '2026-09-01', '2026-09-30', 2, 1, 0, 'x', '2026-09-30', 'x', 'y' from account
                        """).update())).hasStackTraceContaining("do not add up");
        for (String change : List.of(
                "update reconciliation_sheet set balance_ours = 0",
                "delete from reconciliation_sheet_line",
                "update reconciliation_sheet_line set amount = 1")) {
            assertThatThrownBy(() -> work.run(() -> jdbc.sql(change).update()))
                    .as(change)
                    .isInstanceOf(DataAccessException.class);
        }
        invariance.check();
    }

    @Test
    void ofTwoWhoSignAtOnceOneWinsAndTheOtherReadsWhy() {
        invoice("A-1", "2026-05-01");
        extract("INVOICE,A-1,2026-05-01,1000.00,,");
        cast.actor(ALICE);
        cast.actor(HARISH);
        List<Race.Finish<String>> finishes = Race.of(
                2,
                cast.actor(ALICE),
                runner -> cast.as(
                                runner == 0 ? ALICE : HARISH, () -> service.sign(FormKey.fresh(), sign("-180.00"), KA))
                        .outcome());
        assertThat(finishes).filteredOn(Race.Finish::won).hasSize(1);
        assertThat(finishes)
                .filteredOn(each -> !each.won())
                .singleElement()
                .satisfies(
                        each -> assertThat(each.refusal())
                                .hasMessageMatching(
                                        "(alice|harish)\\S+ signed the books as of 30 Sep 2026 meanwhile. Read that sheet before you sign another."));
    }

    @Test
    void aRevertedExtractLeavesNothingOfItselfButWhatWasSigned() {
        invoice("A-1", "2026-05-01");
        var first = extract("INVOICE,A-1,2026-05-01,1180.00,,");
        var second = imports.commit(
                FARAH, "customer-ledger", HEAD + "KA-AIRTEL,2026-10-31,60,INVOICE,A-1,2026-05-01,1000.00,APPROVED,\n");
        assertThat(states()).containsExactly("A-1 APPROVED");
        LocalDate october = LocalDate.of(2026, 10, 31);
        String sheet = cast.as(
                        ALICE,
                        () -> service.sign(
                                FormKey.fresh(),
                                new SignSheet(
                                        "KA-AIRTEL",
                                        october,
                                        "-180.00",
                                        0,
                                        "Ask",
                                        LocalDate.of(2026, 11, 2),
                                        "Alice",
                                        "R. Rao"),
                                KA))
                .outcome();

        revert(second.id());
        assertThat(states()).as("as the one before said").containsExactly("A-1 ACCOUNTED");
        assertThatThrownBy(() -> work.call(() -> books.compare(KA, "KA-AIRTEL", october)))
                .isInstanceOf(NotFoundException.class);
        assertThat(differences()).isEmpty();
        assertThat(cast.as(ALICE, () -> sheets.get(KA, Long.parseLong(sheet))).theirs())
                .as("what was signed stays")
                .hasToString("1000.00");
        revert(first.id());
        assertThat(states()).containsExactly("A-1 SUBMITTED");
        assertThat(imports.commit(
                                FARAH,
                                "customer-ledger",
                                HEAD + "KA-AIRTEL,2026-09-30,51,INVOICE,A-1,2026-05-01,1180.00,,\n")
                        .rows())
                .as("it may come again")
                .isEqualTo("1/1/0/0");
        invariance.check();
    }

    private void revert(long id) {
        ActorContext.callAs(cast.actor(FARAH), null, () -> {
            importService.revert(id, "wrong file");
            return true;
        });
    }

    private static SignSheet sign(String gap) {
        return sign(gap, 0);
    }

    private static SignSheet sign(String gap, long last) {
        return new SignSheet("KA-AIRTEL", DAY, gap, last, "Meet again", LocalDate.of(2026, 10, 5), "Alice", "R. Rao");
    }

    @Test
    void whoSeesAnotherCircleFindsNothing() {
        invoice("A-1", "2026-05-01");
        extract("INVOICE,A-1,2026-05-01,1000.00,,");
        Scope mh = Scope.of("MH");
        assertThatThrownBy(() -> cast.as(BOB, () -> books.compare(mh, "KA-AIRTEL", DAY)))
                .isInstanceOf(NotFoundException.class);
        assertThat(cast.as(
                        BOB,
                        () -> service.followUp(new FollowUp("KA-AIRTEL", "A-1", DifferenceKind.TDS, null, "x"), mh)))
                .isZero();
        assertThat(cast.as(BOB, () -> books.accounts(mh, BookFilter.NONE, YearMonth.of(2026, 8))))
                .isEmpty();
    }

    @Test
    void whoFollowsADifferenceUpSeesTheCircle() {
        invoice("A-1", "2026-05-01");
        extract("INVOICE,A-1,2026-05-01,1000.00,,");
        cast.id(FARAH);
        cast.id(BOB);
        assertThat(cast.as(
                        ALICE,
                        () -> service.followUp(
                                new FollowUp("KA-AIRTEL", "A-1", DifferenceKind.UNKNOWN, BOB.email(), null), KA)))
                .isZero();
        cast.as(
                ALICE,
                () -> service.followUp(
                        new FollowUp("KA-AIRTEL", "A-1", DifferenceKind.UNKNOWN, FARAH.email(), "ask their accounts"),
                        KA));
        assertThat(compare().differences()).singleElement().satisfies(each -> {
            assertThat(each.owner()).isEqualTo("Farah Khan");
            assertThat(each.nextAction()).isEqualTo("ask their accounts");
            assertThat(each.ageDays(DAY)).isEqualTo(152);
        });
    }
}

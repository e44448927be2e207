package com.circledesk.payments.statements;

import static com.circledesk.payments.statements.BankFiles.ACCOUNT;
import static com.circledesk.payments.statements.BankFiles.mt940;
import static com.circledesk.support.Cast.FARAH;
import static com.circledesk.support.Cast.FELIX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.circledesk.forms.FormKey;
import com.circledesk.forms.Submission;
import com.circledesk.payments.statements.SplitBankLine.Part;
import com.circledesk.receivables.receipts.ReceiptService;
import com.circledesk.receivables.receipts.ReverseReceipt;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Money;
import com.circledesk.shared.NotFoundException;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.ImportApiClient;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Race;
import com.circledesk.support.SystemWork;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@IntegrationTest
class BankLineServiceTests {
    private static final Scope ALL = Scope.of("KA", "MH");

    @Autowired
    private ImportApiClient api;

    @Autowired
    private BankAccounts bankAccounts;

    @Autowired
    private BankLines lines;

    @Autowired
    private BankLineService service;

    @Autowired
    private RemitterRules rules;

    @Autowired
    private ReceiptService receipts;

    @Autowired
    private Accounts accounts;

    @Autowired
    private SystemWork work;

    @Autowired
    private Cast cast;

    @Autowired
    private JdbcClient jdbc;

    private long credit;
    private long second;

    @BeforeEach
    void twoCreditsOfOneSender() {
        ActorContext.set(cast.actor(FARAH), null);
        bankAccounts.open(ACCOUNT, "HDFC Bank", "Collections");
        accounts.create("KA-AIR", "Airtel", "KA");
        accounts.create("KA-JIO", "Jio", "KA");
        accounts.create("MH-AIR", "Airtel", "MH");
        take(mt940(
                "261031",
                "0,00",
                "261102",
                "1500,00",
                "2611021102C1000,00NTRFHDFCR52026110200000001|RTGS CR-HDFC0000001-BHARTI AIRTEL LTD-OCT",
                "2611021102C500,00NTRFHDFCR52026110200000002|RTGS CR-HDFC0000001-BHARTI AIRTEL LTD-NOV"));
        List<BankLine> taken = lines.list(BankLineFilter.ALL, 0, 10, ALL).items();
        credit = taken.get(1).id();
        second = taken.get(0).id();
    }

    private void take(String file) {
        assertThat(api.send(FARAH, "statements?mode=commit", "s.sta", file.getBytes(StandardCharsets.UTF_8))
                        .state())
                .isEqualTo("COMMITTED");
        ActorContext.set(cast.actor(FARAH), null);
    }

    private BankLine line() {
        return lines.get(credit, ALL);
    }

    private String balances() {
        return work.call(() -> jdbc.sql("""
                select coalesce(string_agg(a.code || ' ' || e.amount, ', ' order by a.code), '-') from account a
                join (select account_id, sum(amount) as amount from ledger_entry group by account_id having sum(amount) <> 0) e on e.account_id = a.id
                """).query(String.class).single());
    }

    private static Part part(String account, String amount) {
        return new Part(account, Money.of(amount));
    }

    @Test
    void identifyingPostsTheWholeCreditAndTeachesItsSender() {
        assertThat(rules.guesses(List.of(credit), ALL)).isEmpty();
        service.identify(FormKey.fresh(), credit, "ka-air");

        assertThat(line().state()).isEqualTo(BankLine.State.IDENTIFIED);
        assertThat(balances()).isEqualTo("KA-AIR -1000.00");
        RemitterGuess guess =
                Objects.requireNonNull(rules.guesses(List.of(second), ALL).get(second));
        assertThat(guess.accountCode()).isEqualTo("KA-AIR");
        assertThat(guess.kinds()).containsExactly("NAME", "UTR");

        rules.list("", 0, 10, ALL).items().forEach(rule -> rules.turn(rule.id(), false));
        assertThat(rules.guesses(List.of(second), ALL)).as("all rules are off").isEmpty();
    }

    @Test
    void aCreditIsSplitIntoOneReceiptPerAccountWhoseSumItIs() {
        FormKey key = FormKey.fresh();
        SplitBankLine asked = new SplitBankLine(credit, List.of(part("KA-AIR", "600.01"), part("MH-AIR", "399.99")));
        Submission sent = service.split(key, asked);
        assertThat(service.split(key, asked).repeated()).as("a double click").isTrue();

        assertThat(sent.outcome()).isEqualTo("BL-%1$d-1, BL-%1$d-2".formatted(credit));
        assertThat(line().state()).isEqualTo(BankLine.State.SPLIT);
        assertThat(line().accounts()).isEqualTo("KA-AIR, MH-AIR");
        assertThat(balances()).isEqualTo("KA-AIR -600.01, MH-AIR -399.99");
    }

    @Test
    void whatDoesNotSumOrIsNotSeenIsRefused() {
        assertRefused(List.of(part("KA-AIR", "600"), part("MH-AIR", "399.99")), "total-mismatch");
        assertRefused(List.of(part("KA-AIR", "600"), part("KA-AIR", "400")), "duplicate");
        assertRefused(List.of(part("KA-AIR", "1000"), part("KA-JIO", "0")), "negative");
        assertRefused(List.of(part("KA-AIR", "1000")), "missing");
        ActorContext.set(cast.actor(FELIX), null);
        assertRefused(List.of(part("KA-AIR", "600"), part("MH-AIR", "400")), "unknown-account");
        assertThat(balances()).isEqualTo("-");
    }

    private void assertRefused(List<Part> parts, String code) {
        assertThatThrownBy(() -> service.split(FormKey.fresh(), new SplitBankLine(credit, parts)))
                .isInstanceOfSatisfying(
                        BusinessRuleException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void ofThoseWhoSplitAndIdentifyAtOnceOneWins() {
        List<Race.Finish<String>> finishes = Race.of(
                8,
                cast.actor(FARAH),
                n -> (n % 2 == 0
                                ? service.identify(FormKey.fresh(), credit, "KA-JIO")
                                : service.split(
                                        FormKey.fresh(),
                                        new SplitBankLine(
                                                credit, List.of(part("KA-AIR", "600"), part("MH-AIR", "400")))))
                        .outcome());
        assertThat(finishes).filteredOn(Race.Finish::won).hasSize(1);
        assertThat(finishes)
                .filteredOn(finish -> !finish.won())
                .allSatisfy(finish -> assertThat(finish.refusal()).isInstanceOf(BusinessRuleException.class));
        assertThat(balances()).isIn("KA-JIO -1000.00", "KA-AIR -600.00, MH-AIR -400.00");
    }

    @Test
    void whatWasTakenBackByMistakeWaitsAgainAfterItIsPutBack() {
        service.split(
                FormKey.fresh(), new SplitBankLine(credit, List.of(part("KA-AIR", "600"), part("MH-AIR", "400"))));
        receipts.reverse(FormKey.fresh(), new ReverseReceipt("BL-" + credit + "-2", null, "wrong circle"));
        assertThat(line().state()).isEqualTo(BankLine.State.TAKEN_BACK);

        service.putBack(FormKey.fresh(), credit);
        assertThat(line().state()).isEqualTo(BankLine.State.UNIDENTIFIED);
        LineReceipt again = lines.receipts(List.of(credit), ALL).getOrDefault(credit, List.of()).stream()
                .filter(receipt -> receipt.reversedAt() == null && receipt.account() == null)
                .findFirst()
                .orElseThrow();
        assertThat(again.amount()).isEqualTo(Money.of("400"));
        assertThatThrownBy(() -> service.putBack(FormKey.fresh(), credit)).isInstanceOf(BusinessRuleException.class);
    }

    @Test
    void aReturnTakesTheReceiptBackThatItBounces() {
        service.identify(FormKey.fresh(), credit, "KA-AIR");
        take(mt940(
                "261102",
                "1500,00",
                "261104",
                "500,00",
                "2611041104D1000,00NRTIHDFCR52026110200000001|RTGS RETURN ACCOUNT CLOSED"));
        BankLine returned = lines.list(BankLineFilter.showing(BankLineFilter.Show.TO_REVERSE), 0, 10, ALL)
                .items()
                .get(0);
        assertThat(lines.bounced(returned, ALL))
                .singleElement()
                .extracting(LineReceipt::receiptNo)
                .isEqualTo("BL-" + credit);

        service.bounce(FormKey.fresh(), returned.id(), "BL-" + credit, "account closed");

        assertThat(line().state()).isEqualTo(BankLine.State.RETURNED);
        assertThat(lines.get(returned.id(), ALL).bouncedReceipt()).isEqualTo("BL-" + credit);
        assertThat(balances()).isEqualTo("-");
        assertThat(work.<String>call(() -> jdbc.sql("select max(effective_on)::text from ledger_entry")
                        .query(String.class)
                        .single()))
                .isEqualTo("2026-11-04");
    }

    @Test
    void aLineOfAnotherCirclesAccountIsAsGoodAsMissing() {
        service.identify(FormKey.fresh(), credit, "MH-AIR");
        ActorContext.set(cast.actor(FELIX), null);
        assertThatThrownBy(() -> lines.get(credit, Scope.of("KA"))).isInstanceOf(NotFoundException.class);
        assertThat(lines.list(BankLineFilter.ALL, 0, 10, Scope.of("KA")).items())
                .hasSize(1);
    }

    @Test
    void aCreditIsGivenToSomebody() {
        service.giveTo(List.of(credit), cast.id(FELIX));
        assertThat(line().owner()).isNotBlank();
        assertThat(lines.list(new BankLineFilter(null, null, null, null, cast.id(FELIX), null, null, ""), 0, 10, ALL)
                        .total())
                .isEqualTo(1);
        assertThat(lines.list(new BankLineFilter(null, null, null, 19, 0L, null, null, "airtel"), 0, 10, ALL)
                        .total())
                .isEqualTo(1);
    }
}

package com.circledesk.payments.statements;

import static com.circledesk.payments.statements.BankFiles.ACCOUNT;
import static com.circledesk.payments.statements.BankFiles.camt;
import static com.circledesk.payments.statements.BankFiles.entry;
import static com.circledesk.payments.statements.BankFiles.mt940;
import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.FARAH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.circledesk.forms.FormKey;
import com.circledesk.imports.ImportService;
import com.circledesk.imports.RevertRefusedException;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.ImportApiClient;
import com.circledesk.support.ImportApiClient.Answer;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.SystemWork;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@IntegrationTest
class StatementImportTests {
    private static final Scope KA = Scope.of("KA");
    private static final String BHARTI =
            "2611021102C1000,00NTRFHDFCR52026110200000001|RTGS CR-HDFC0000001-BHARTI AIRTEL LTD-OCT BILLS";

    @Autowired
    private ImportApiClient api;

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private BankAccounts bankAccounts;

    @Autowired
    private BankLines lines;

    @Autowired
    private Accounts accounts;

    @Autowired
    private SystemWork work;

    @Autowired
    private ImportService imports;

    @Autowired
    private BankLineService lineService;

    @Autowired
    private Cast cast;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void anAccountAtTheBank() {
        ActorContext.set(cast.actor(FARAH), null);
        bankAccounts.open(ACCOUNT, "HDFC Bank", "Collections");
        accounts.create("KA-AIR", "Airtel", "KA");
    }

    private Answer commit(String text) {
        return api.send(FARAH, "statements?mode=commit", "any.name", text.getBytes(StandardCharsets.UTF_8));
    }

    private <T> T one(String sql, Class<T> type) {
        return work.call(() -> jdbc.sql(sql).query(type).single());
    }

    private String list() {
        ActorContext.set(cast.actor(FARAH), null);
        StringBuilder text = new StringBuilder();
        lines.list(BankLineFilter.ALL, 0, 50, KA)
                .items()
                .forEach(line -> text.append("%s %s %s %s %s %s|"
                        .formatted(
                                line.bookedOn(),
                                line.side(),
                                line.amount(),
                                line.utr(),
                                line.remitterName(),
                                line.state())));
        return text.toString();
    }

    static Stream<Arguments> goodOnes() {
        String plain =
                mt940("261031", "1000,00", "261102", "1800,00", BHARTI, "2611021102D200,00NCHK000123|CHEQUE PAID");
        String entries = entry("1000.00", "CRDT", "HDFCR52026110200000001", "BHARTI AIRTEL LTD", "OCT BILLS")
                + entry("200.00", "DBIT", "000123", "LANDLORD", "CHEQUE");
        return Stream.of(
                Arguments.of(plain, "1000.00", "1000.00 + 200.00"),
                Arguments.of(BankFiles.enveloped(plain), "1000.00", "1000.00 + 200.00"),
                Arguments.of("\uFEFF" + plain.replace("\n", "\r\n"), "1000.00", "1000.00 + 200.00"),
                Arguments.of(camt("053.001.02", "1000", "1800", entries), "1000.00", "1000.00 + 200.00"),
                Arguments.of(camt("053.001.08", "1000.00", "1800.00", entries), "1000.00", "1000.00 + 200.00"),
                Arguments.of(camt("053.001.13", "1000.00", "1800.00", entries), "1000.00", "1000.00 + 200.00"),
                Arguments.of(camt("054.001.08", "", "", entries), "1000.00", "1000.00 + 200.00"),
                Arguments.of(BankFiles.bai2("500000"), "1500.00", "1500.00 + 200.00"));
    }

    @ParameterizedTest
    @MethodSource("goodOnes")
    void everyFormatGivesLinesAndReceiptsWithoutAccount(String file, String credit, String expected) {
        Answer answer = commit(file);
        assertThat(answer.sentences()).isEmpty();
        assertThat(answer.rows()).isEqualTo("2/2/0/0");

        assertThat(list())
                .contains("2026-11-02 CREDIT " + credit + " HDFCR52026110200000001 BHARTI AIRTEL LTD UNIDENTIFIED")
                .contains("2026-11-02 DEBIT 200.00");
        assertThat(one(
                        "select string_agg(amount::text || ' ' || utr || ' ' || (account_id is null), '|') from receipt",
                        String.class))
                .isEqualTo(credit + " HDFCR52026110200000001 true");
        assertThat(one("select count(*) from ledger_entry", Integer.class))
                .as("no entry of the ledger yet")
                .isZero();
    }

    @Test
    void theImportLeadsToTheLinesItBrought() {
        Answer answer = commit(BankFiles.HDFC);
        long statement = one("select id from bank_statement", Long.class);
        assertThat(mvc.get().uri("/imports/" + answer.id()).with(cast.signedIn(FARAH)))
                .bodyText()
                .contains("href=\"/payments/statements/" + statement + "\"");
    }

    @Test
    void anUtrThatIsBookedOnAnotherDayIsLookedAt() {
        String booked = camt("054.001.08", "", "", entry("1000.00", "CRDT", "HDFCR52026110200000001", "BHARTI", "OCT"));
        commit(booked);
        Answer later = commit(booked.replace("<Dt>2026-11-02", "<Dt>2026-11-07"));
        assertThat(later.rows())
                .as("the bank alone knows whether it paid twice")
                .isEqualTo("1/1/0/0");
        assertThat(later.body().path("remarks").toString())
                .contains("7 Nov 2026 over 1000.00 (HDFCR52026110200000001) looks like one that is known as"
                        + " HDFCR52026110200000001 of 2 Nov 2026. Same account and amount, and the same day or UTR.");
        assertThat(commit(booked.replace("<Dt>2026-11-02", "<Dt>2026-11-13"))
                        .body()
                        .path("remarks")
                        .toString())
                .as("six days after the last")
                .doesNotContain("looks like");
    }

    @Test
    void anIndianTableIsReadWithWhatStandsAroundIt() {
        Answer answer = commit(BankFiles.HDFC);
        assertThat(answer.sentences()).isEmpty();
        assertThat(answer.rows()).isEqualTo("3/3/0/0");
        assertThat(answer.body().path("remarks").toString())
                .contains("Read as the layout HDFC")
                .contains("opening ₹1,00,000.00 + credits ₹1,05,102.03 − debits ₹102.03 = closing ₹2,05,000.00");
        assertThat(list())
                .contains("2026-11-02 CREDIT 100102.03 HDFCR52026110200000001 BHARTI AIRTEL LTD UNIDENTIFIED")
                .contains("2026-11-03 CREDIT 5000.00 SBIN426307123456 VODAFONE IDEA LTD UNIDENTIFIED")
                .contains("2026-11-03 DEBIT 102.03");
        assertThat(one("select narration from bank_line where position = 1", String.class))
                .isEqualTo("RTGS CR-BARB0BRGBXX-BHARTI AIRTEL LTD- KARNATAKA CIRCLE BILLS OCTOBER");
        assertThat(one("select skipped from bank_statement", Integer.class)).isGreaterThanOrEqualTo(5);
    }

    @Test
    void aLineSeenBeforeIsUnchangedAndEqualLinesOfOneDayAreNot() {
        commit(mt940("261031", "0,00", "261102", "2000,00", BHARTI, BHARTI));
        Answer again = commit(
                mt940("261031", "0,00", "261103", "2500,00", BHARTI, BHARTI, "2611031103C500,00NTRFNONREF|NEFT CR VI"));
        assertThat(again.rows()).isEqualTo("3/1/2/0");
        assertThat(one("select count(*) from receipt", Integer.class)).isEqualTo(3);
        assertThat(one("select unchanged from bank_statement order by id desc limit 1", Integer.class))
                .isEqualTo(2);
    }

    @Test
    void aReceiptOfTheSameReferenceDayAndAmountIsLinkedNotDoubled() {
        api.commit(FARAH, "receipts", """
                receipt_no,received_on,amount,account_code,utr
                RC-1,2026-11-02,1000.00,KA-AIR,hdfcr52026110200000001
                """);
        commit(mt940("261031", "0,00", "261102", "1000,00", BHARTI));
        assertThat(one("select string_agg(receipt_no, ' ') from receipt", String.class))
                .isEqualTo("RC-1");
        assertThat(list()).endsWith("BHARTI AIRTEL LTD IDENTIFIED|");
    }

    @Test
    void aGapToTheStatementBeforeIsNamed() {
        commit(mt940("261031", "0,00", "261102", "1000,00", BHARTI));
        Answer later =
                commit(mt940("261110", "1700,00", "261111", "2200,00", "2611111111C500,00NTRFNONREF|NEFT CR VI"));
        assertThat(later.body().path("remarks").toString())
                .contains(
                        "There is a gap to the statement before: it ended on 2 Nov 2026 with ₹1,000.00, this one opens with ₹1,700.00");
        Answer next = commit(mt940("261111", "2200,00", "261112", "2700,00", "2611121112C500,00NTRFNONREF|NEFT CR VI"));
        assertThat(next.body().path("remarks").toString()).doesNotContain("gap");
    }

    @Test
    void returnsAreKnownByTheirMarkAndBecomeNoReceipt() {
        commit(mt940(
                "261031",
                "5000,00",
                "261102",
                "4100,00",
                "2611021102RC1000,00NRTIHDFCR52026110200000001|RETURNED",
                "2611021102RD100,00NRTINONREF|FEE BACK"));
        assertThat(list()).contains("DEBIT 1000.00 HDFCR52026110200000001").contains("NO_RECEIPT");
        assertThat(one("select count(*) from receipt", Integer.class)).isZero();
        assertThat(one("select count(*) from bank_line where is_return", Integer.class))
                .isEqualTo(2);
    }

    static Stream<Arguments> brokenOnes() {
        String good = mt940("261031", "1000,00", "261102", "2000,00", BHARTI);
        String camt = camt("053.001.08", "1000.00", "2000.00", entry("1000.00", "CRDT", "R1", "BHARTI", "OCT"));
        return Stream.of(
                broken(
                        "binary character",
                        good.replace("AIRTEL", "AIR\u0002TEL"),
                        "Line 6 holds a character that is no text (02"),
                broken("five decimals", good.replace("C1000,00NTRF", "C1000,00123NTRF"), "has 5 decimals"),
                broken(
                        "five decimals in CAMT",
                        camt.replace(
                                ">1000.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>",
                                ">1000.00123</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>"),
                        "has 5 decimals"),
                broken("half an envelope", good.replace(":20:STMT1\n", ""), "stands outside of any statement"),
                broken(
                        "CAMT without envelope",
                        camt.replaceAll("</?(Document|BkToCstmrStmt)[^>]*>", ""),
                        "The envelope is missing"),
                broken("one record of CAMT alone", "<Stmt><Id>1</Id></Stmt>", "not Document. The envelope is missing"),
                broken(
                        "wrong closing balance",
                        good.replace("INR2000,00", "INR2000,01"),
                        "the file says its closing balance is 2,000.01"),
                broken(
                        "wrong closing balance in CAMT",
                        camt.replace("2000.00", "2000.10"),
                        "the file says its closing balance is 2,000.10"),
                broken("truncated", good.substring(0, good.indexOf(":62F:")), "has no closing balance (:62F:)"),
                broken("truncated CAMT", camt.substring(0, camt.length() / 2), "is not whole"),
                broken("empty", "", "The file is empty"),
                broken("blank", "  \n ", "nothing but blanks"),
                broken(
                        "BAI2 with a bad control total",
                        BankFiles.bai2("500001"),
                        "the control total of the account 50200012345678 is 5,000.01, but its amounts sum to 5,000.00"),
                broken(
                        "BAI2 cut short",
                        BankFiles.bai2("500000").replaceAll("(?m)^99.*\n", ""),
                        "has no end (record 99)"),
                broken(
                        "an entity",
                        camt.replaceFirst("\\?>", "?><!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"),
                        "declares a document type"),
                broken(
                        "intraday report",
                        camt.replace("BkToCstmrStmt", "BkToCstmrAcctRpt"),
                        "intraday report (CAMT.052)"),
                broken(
                        "no direction",
                        camt.replace("<CdtDbtInd>CRDT</CdtDbtInd><Sts>", "<Sts>"),
                        "neither CRDT nor DBIT"),
                broken("another currency", good.replace("INR", "EUR"), "is in EUR. Only statements in INR are taken"),
                broken(
                        "account of others",
                        good.replace(ACCOUNT, "999888777"),
                        "is of account 999888777, which is none of ours"),
                broken("tomorrow", good.replace("261102", "261122"), "a day after today"),
                broken("a table of nobody", "a,b\n1,2\n", "neither MT940, CAMT.053, CAMT.054 nor BAI2"),
                broken(
                        "a balance that does not follow",
                        BankFiles.HDFC.replace("\"2,05,000.00\"\n****", "\"2,05,000.01\"\n****"),
                        "the balance does not follow"));
    }

    private static Arguments broken(String what, String file, String sentence) {
        return Arguments.of(what, file, sentence);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenOnes")
    void whatIsBrokenGivesASentenceAndWritesNothing(String what, String file, String sentence) {
        Answer answer = commit(file);
        assertThat(answer.status()).as(what).isEqualTo(422);
        assertThat(answer.sentences()).hasSize(1).first().asString().contains(sentence);
        assertThat(one(
                        "select (select count(*) from bank_line) + (select count(*) from bank_statement) + (select count(*) from receipt)",
                        Integer.class))
                .isZero();
    }

    @Test
    void theWrongEncodingIsNamed() {
        byte[] latin = mt940("261031", "1000,00", "261102", "2000,00", BHARTI.replace("AIRTEL", "AIRTÉL"))
                .getBytes(Charset.forName("windows-1252"));
        Answer answer = api.send(FARAH, "statements?mode=commit", "s.sta", latin);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.sentences()).singleElement().asString().contains("is not UTF-8: line 6");
        byte[] wide = "bank".getBytes(StandardCharsets.UTF_16);
        assertThat(api.send(FARAH, "statements?mode=commit", "s.sta", wide).sentences())
                .singleElement()
                .asString()
                .contains("UTF-16");
    }

    @Test
    void theThirtiethOfFebruaryIsTheLastDayOfTheMonthWithARemark() {
        Answer answer =
                commit(mt940("260131", "0,00", "260228", "1000,00", BHARTI.replace("2611021102", "2602300230")));
        assertThat(answer.rows()).isEqualTo("1/1/0/0");
        assertThat(answer.body().path("remarks").toString()).contains("read as 2026-02-28, the last day of the month");
        assertThat(list()).startsWith("2026-02-28 CREDIT 1000.00");
    }

    @Test
    void anImportIsRevertedWhileNoneOfItsCreditsHasAnAccount() {
        Answer first = commit(mt940("261031", "0,00", "261102", "1000,00", BHARTI));
        String again = mt940("261031", "0,00", "261103", "1500,00", BHARTI, "2611031103C500,00NTRFNONREF|NEFT CR VI");
        Answer second = commit(again);
        ActorContext.set(cast.actor(FARAH), null);
        assertThatThrownBy(() -> imports.revert(first.id(), "wrong file"))
                .isInstanceOfSatisfying(
                        RevertRefusedException.class,
                        refused -> assertThat(refused.dependants())
                                .singleElement()
                                .asString()
                                .contains("counts lines of this one as known already"));

        imports.revert(second.id(), "wrong file");
        imports.revert(first.id(), "wrong file");
        assertThat(list()).isEmpty();
        assertThat(one("select count(*) from receipt where reversed_at is null", Integer.class))
                .isZero();
        assertThat(commit(again).rows()).isEqualTo("2/2/0/0");

        ActorContext.set(cast.actor(FARAH), null);
        lineService.identify(
                FormKey.fresh(),
                lines.list(BankLineFilter.ALL, 0, 1, KA).items().get(0).id(),
                "KA-AIR");
        long third = one("select max(id) from import_batch", Long.class);
        assertThatThrownBy(() -> imports.revert(third, "wrong file")).isInstanceOf(RevertRefusedException.class);
    }

    @Test
    void fiveThousandLinesAreTakenAtOnce() {
        String[] entries = IntStream.rangeClosed(1, 5_000)
                .mapToObj(n -> "2611021102C10,00NTRFHDFCR520261102%08d|RTGS CR-HDFC0000001-CUSTOMER %d LTD"
                        .formatted(n, n % 100))
                .toArray(String[]::new);
        Answer answer = commit(mt940("261031", "0,00", "261102", "50000,00", entries));
        assertThat(answer.rows()).isEqualTo("5000/5000/0/0");
        assertThat(one(
                        "select count(distinct b.receipt_id) from bank_line_receipt b join receipt r on r.id = b.receipt_id",
                        Integer.class))
                .isEqualTo(5_000);
    }

    @Test
    void theApiOfStatementsAnswersInWordsOfABank() {
        ImportApiClient.Answer answer = api.read(mvc.post()
                .uri("/api/v1/statements?mode=commit")
                .with(cast.token(FARAH))
                .multipart()
                .file(new MockMultipartFile(
                        "file",
                        "s.sta",
                        "text/plain",
                        mt940("261031", "0,00", "261102", "1000,00", BHARTI).getBytes(StandardCharsets.UTF_8)))
                .exchange()
                .getResponse());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.rows()).isEqualTo("1/1/0/0");
        assertThat(answer.body().path("statements").path(0).path("bankAccount").asString())
                .isEqualTo(ACCOUNT);
        assertThat(answer.body().path("statements").path(0).path("closing").asString())
                .isEqualTo("1000.00");
        assertThat(mvc.post()
                        .uri("/api/v1/statements")
                        .with(cast.token(ALICE))
                        .multipart()
                        .file(new MockMultipartFile("file", new byte[] {'x'})))
                .hasStatus(403);
    }

    @Test
    void ourOwnLayoutIsATableLikeAnyOther() {
        Answer answer = commit("""
                bank_account,booked_on,side,amount,utr,remitter_name,narration
                %1$s,2026-11-02,CREDIT,10.00,HDFCR52026110200000001,Bharti,Oct
                %1$s,2026-11-02,DEBIT,3.00,,,Charges
                """.formatted(ACCOUNT));
        assertThat(answer.rows()).isEqualTo("2/2/0/0");
        assertThat(commit("bank_account,booked_on,amount\n12345,2026-11-02,10.00\n")
                        .faults())
                .containsExactlyInAnyOrder("1 bank_account unknown-account", "1 side missing");
    }
}

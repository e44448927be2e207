package com.circledesk.payments.statements;

import static com.circledesk.payments.statements.BankFiles.ACCOUNT;
import static com.circledesk.payments.statements.BankFiles.mt940;
import static com.circledesk.support.Cast.FARAH;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.support.Cast;
import com.circledesk.support.ImportApiClient;
import com.circledesk.support.ImportApiClient.Answer;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.SystemWork;
import com.circledesk.support.Workbooks;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tables of Indian banks as text and as workbooks, statements without lines, and one line from two formats. */
@IntegrationTest
class BankLayoutsTests {
    private static final Scope KA = Scope.of("KA");
    private static final String UTR = "HDFCR52026110200000001";

    /** A row a line, a cell between bars. One amount and its side; lakhs in groups; the newest line first. */
    private static final String ICICI = """
            ICICI Bank Limited
            Account Number|50200012345678 (INR) - COLLECTIONS
            Transaction ID|Value Date|Description|Transaction Amount(INR)|Cr/Dr|Available Balance(INR)
            S77120003|03/11/2026|CHQ PAID LANDLORD|102.03|DR|10,99,897.97
            S77120001|02/11/2026|RTGS-HDFCR52026110200000001-BHARTI AIRTEL LTD|1,00,000.00|CR|11,00,000.00
            ||KARNATAKA BILLS
            Page Total|||||
            """;

    private static final String ICICI_TWO = """
            Account Number|50200012345678
            Transaction ID|Value Date|Description|Withdrawal Amount (INR)|Deposit Amount (INR)|Available Balance(INR)
            S77120001|02/11/2026|RTGS-HDFCR52026110200000001-BHARTI AIRTEL LTD||1,00,000.00|11,00,000.00
            ||KARNATAKA BILLS
            S77120003|03/11/2026|CHQ PAID LANDLORD|102.03||10,99,897.97
            Total|||102.03|1,00,000.00|
            """;

    private static final String SBI = """
            Account Name|CIRCLE TOWERS LTD
            Account Number|_00000050200012345678
            Balance as on 1 Nov 2026|10,00,000.00
            Txn Date|Value Date|Description|Ref No./Cheque No.|Debit|Credit|Balance
            02-Nov-2026|02-Nov-2026|BY TRANSFER-RTGS UTR NO: HDFCR52026110200000001-BHARTI AIRTEL LTD|TRANSFER FROM 4897|| 1,00,000.00|11,00,000.00
            ||KARNATAKA BILLS
            03-Nov-2026|03-Nov-2026|CHQ PAID LANDLORD|000123| 102.03||10,99,897.97
            This is a computer generated statement
            """;

    private static final String AXIS = """
            Statement of Account No - 50200012345678 for the period
            Transaction Date|Particulars|Cheque No.|Dr/Cr|Amount|Balance
            |OPENING BALANCE||||10,00,000.00
            02-11-2026|RTGS/HDFCR52026110200000001/BHARTI AIRTEL LTD||CR|1,00,000.00|11,00,000.00
            |KARNATAKA BILLS||||
            03-11-2026|CHQ PAID LANDLORD|000123|DR|102.03|10,99,897.97
            |CLOSING BALANCE||||10,99,897.97
            |TRANSACTION TOTAL||CR|1,00,000.00|
            Legends : CLG - Cheque
            """;

    private static final String KOTAK = """
            Kotak Mahindra Bank
            Account No.|50200012345678
            Date|Description|Ref No.|Debit|Credit|Balance
            02/11/2026|RTGS HDFCR52026110200000001 BHARTI AIRTEL LTD|RTGSINW-0099||1,00,000.00|11,00,000.00(Cr)
            |KARNATAKA BILLS||||
            03/11/2026|CHQ PAID LANDLORD|000123|102.03||10,99,897.97(Cr)
            |Total||102.03|1,00,000.00|
            |Closing balance||||10,99,897.97(Cr)
            """;

    @Autowired
    private ImportApiClient api;

    @Autowired
    private BankAccounts bankAccounts;

    @Autowired
    private BankLines lines;

    @Autowired
    private SystemWork work;

    @Autowired
    private Cast cast;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void anAccountAtTheBank() {
        ActorContext.set(cast.actor(FARAH), null);
        bankAccounts.open(ACCOUNT, "Any Bank", "Collections");
    }

    static Stream<Arguments> layouts() {
        return Stream.of(
                Arguments.of("ICICI", ICICI, 1),
                Arguments.of("ICICI two columns", ICICI_TWO, 1),
                Arguments.of("SBI", SBI, 1),
                Arguments.of("Axis", AXIS, 4),
                Arguments.of("Kotak", KOTAK, 2));
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void aBanksTableIsReadAsTextAndAsWorkbook(String name, String rows, int skipped) {
        assertRead(name, skipped, send(text(rows)));
        Answer again = send(Workbooks.of(rows).bytes());
        assertThat(again.sentences()).isEmpty();
        assertThat(again.rows()).as("the same lines").isEqualTo("2/0/2/0");
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void aWorkbookAloneGivesTheSame(String name, String rows, int skipped) {
        assertRead(name, skipped, send(Workbooks.of(rows).bytes()));
    }

    @Test
    void aWorkbooksOwnNumbersAndDaysAreRead() {
        String rows = SBI.replace("02-Nov-2026", "@46328")
                .replace("03-Nov-2026", "@46329")
                .replace(" 1,00,000.00", "#100000")
                .replace(" 102.03", "#102.03")
                .replace("11,00,000.00", "#1100000")
                .replace("10,99,897.97", "#1099897.97");
        assertRead("SBI", 1, send(Workbooks.of(rows).bytes()));
    }

    private void assertRead(String name, int skipped, Answer answer) {
        assertThat(answer.sentences()).isEmpty();
        assertThat(answer.rows()).isEqualTo("2/2/0/0");
        assertThat(answer.body().path("remarks").toString())
                .contains("Read as the layout " + name + ", ")
                .contains("opening ₹10,00,000.00 + credits ₹1,00,000.00 − debits ₹102.03 = closing ₹10,99,897.97");
        ActorContext.set(cast.actor(FARAH), null);
        assertThat(lines.list(BankLineFilter.ALL, 0, 50, KA).items())
                .extracting(line -> "%s %s %s %s %s"
                        .formatted(line.bookedOn(), line.side(), line.amount(), line.utr(), line.narration()))
                .satisfiesExactlyInAnyOrder(
                        credit -> assertThat(credit)
                                .startsWith("2026-11-02 CREDIT 100000.00 " + UTR)
                                .contains("BHARTI AIRTEL LTD")
                                .endsWith("KARNATAKA BILLS"),
                        debit -> assertThat(debit).isEqualTo("2026-11-03 DEBIT 102.03 null CHQ PAID LANDLORD"));
        assertThat(one("select skipped from bank_statement", Integer.class)).isEqualTo(skipped);
    }

    @Test
    void aStatementOfQuietDaysIsTakenOnce() {
        String quiet = mt940("261031", "1000,00", "261102", "1000,00");
        assertThat(send(quiet.getBytes(StandardCharsets.UTF_8)).sentences()).isEmpty();
        assertThat(send(quiet.getBytes(StandardCharsets.UTF_8)).sentences()).isEmpty();
        assertThat(one(
                        "select string_agg(concat_ws(' ', from_on, to_on, opening, closing, lines), '|') from bank_statement",
                        String.class))
                .isEqualTo("2026-11-02 2026-11-02 1000.00 1000.00 0");
        Answer gap = send(mt940("261103", "1500,00", "261104", "1500,00").getBytes(StandardCharsets.UTF_8));
        assertThat(gap.body().path("remarks").toString()).contains("There is a gap to the statement before");

        String table = "Account No :50200012345678|Statement From : 05/11/2026 To : 06/11/2026\n"
                + "Date|Description|Ref No.|Debit|Credit|Balance\n"
                + "|Opening balance||||1,500.00\n|Closing balance||||1,500.00\n";
        assertThat(send(text(table)).sentences()).isEmpty();
        assertThat(one("select to_on || ' ' || lines from bank_statement order by id desc limit 1", String.class))
                .isEqualTo("2026-11-06 0");
        assertThat(send(text(table.replace("|Opening balance||||1,500.00\n", "")))
                        .sentences()
                        .toString())
                .contains("no balances that say that there was none");
        assertThat(send("bank_account,booked_on,side,amount\n".getBytes(StandardCharsets.UTF_8))
                        .sentences()
                        .toString())
                .contains("headers but no rows");
    }

    @Test
    void oneLineFromTwoFormatsIsKnownByItsUtr() {
        send(mt940(
                        "261101",
                        "1000000,00",
                        "261103",
                        "1099897,97",
                        "2611021102C100000,00NTRF" + UTR + "|RTGS CR BHARTI AIRTEL LTD",
                        "2611031103D102,03NCHK99|CHEQUE")
                .getBytes(StandardCharsets.UTF_8));
        Answer table = send(text(KOTAK));
        assertThat(table.rows())
                .as("the credit by its UTR; the cheque has none")
                .isEqualTo("2/1/1/0");
        assertThat(table.body().path("remarks").toString())
                .contains(
                        "Look at 1 of these lines before you identify them: 3 Nov 2026 over 102.03 (000123) looks like"
                                + " one that is known as 99. Same account and amount, and the same day or UTR.");
        assertThat(one("select count(*) from receipt", Integer.class)).isEqualTo(1);
        Answer other = send(text(KOTAK.replace("20000000", "20000999").replace("|000123|", "|99|")));
        assertThat(other.rows()).as("another UTR is another payment").isEqualTo("2/1/1/0");
        assertThat(other.body().path("remarks").toString()).doesNotContain("looks like");
    }

    private Answer send(byte[] file) {
        return api.send(FARAH, "statements?mode=commit", "any.name", file);
    }

    private <T> T one(String sql, Class<T> type) {
        return work.call(() -> jdbc.sql(sql).query(type).single());
    }

    /** As comma-separated text, each cell in quotes. */
    private static byte[] text(String rows) {
        return rows.lines()
                .map(row -> Arrays.stream(row.split("\\|", -1))
                        .map(cell -> '"' + cell + '"')
                        .collect(Collectors.joining(",")))
                .collect(Collectors.joining("\r\n"))
                .getBytes(StandardCharsets.UTF_8);
    }
}

package com.circledesk.collections.promises;

import static com.circledesk.support.Cast.FARAH;
import static com.circledesk.support.Cast.FELIX;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.imports.ImportService;
import com.circledesk.support.Accounts;
import com.circledesk.support.Budget;
import com.circledesk.support.Cast;
import com.circledesk.support.ImportApiClient;
import com.circledesk.support.ImportApiClient.Answer;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import com.circledesk.support.TestClock;
import com.circledesk.users.ActorContext;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Promises as files: what rows make of each other, and what they may not say. */
@IntegrationTest
class PromiseImportTests {
    private static final String HEAD =
            "promise_ref,account_code,invoice_no,amount,basis,made_on,promised_on,promised_by,channel,remark\n";

    private static final String FILE = """
            ptp-1,,INV-1,600.00,NET,2026-11-18,2026-11-28,Mr Verma,CALL,Two of three
            ptp-1,KA-AIRTEL,INV-2,1000.00,NET,2026-11-18,2026-11-28,Mr Verma,CALL,
            PTP-2,ka-airtel,,1500.00,,,2026-11-30,Ms Rao,MAIL,
            """;

    @Autowired
    private ImportApiClient imports;

    @Autowired
    private ImportService service;

    @Autowired
    private Cast cast;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @Autowired
    private SystemWork work;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    private long airtel;

    @BeforeEach
    void openInvoices() {
        airtel = accounts.create("KA-AIRTEL", "Airtel", "KA");
        for (int number = 1; number <= 4; number++) {
            receivables.invoice(airtel, "INV-" + number, "2026-0" + (4 + number) + "-01", "2026-10-0" + number, "1000");
        }
        receivables.invoice(accounts.create("KA-JIO", "Jio", "KA"), "JIO-1", "2026-08-01", "2026-08-31", "1000");
        receivables.invoice(accounts.create("MH-JIO", "Jio", "MH"), "MH-1", "2026-08-01", "2026-08-31", "1000");
    }

    private Answer commit(String rows) {
        return imports.commit(FELIX, "promises", HEAD + rows);
    }

    private List<String> promised() {
        return work.call(() -> jdbc.sql("""
                        select p.promise_ref || ' ' || p.covers || ' ' || p.basis || ' ' || p.amount || ' ' || p.status || ' '
                               || coalesce(string_agg(i.invoice_no || ':' || c.amount, ',' order by c.place), '')
                        from promise p left join promise_invoice c on c.promise_id = p.id left join invoice i on i.id = c.invoice_id
                        group by p.id order by p.id
                        """).query(String.class).list());
    }

    @Test
    void rowsWithOneReferenceMakeOnePromise() {
        assertThat(commit(FILE).rows()).isEqualTo("3/3/0/0");
        assertThat(promised())
                .as("what is promised of invoices is not in the lump sum as well")
                .containsExactly(
                        "PTP-1 INVOICES NET 1600.00 OPEN INV-1:600.00,INV-2:1000.00",
                        "PTP-2 ACCOUNT GROSS 1500.00 OPEN INV-3:1000.00,INV-4:500.00");
        assertThat(commit(FILE + "PTP-3,,JIO-1,10,,,2026-12-01,Mr Das,CALL,\n").rows())
                .isEqualTo("4/1/3/0");
        assertThat(commit("PTP-3,,JIO-1,11,,,2026-12-01,Mr Das,CALL,\n").faults())
                .containsExactly("1 promise_ref conflict");
    }

    @Test
    void moneyThatCameSinceItWasMadeCountsAtOnce() {
        long receipt = receivables.receipt(airtel, "R-1", "2026-11-20", "600");
        receivables.allocate(receipt, invoice("INV-1"), "600");
        assertThat(commit("P1,,INV-1,400,,2026-11-19,2026-11-28,Mr Verma,CALL,\n")
                        .rows())
                .isEqualTo("1/1/0/0");
        assertThat(promised()).containsExactly("P1 INVOICES GROSS 400.00 KEPT INV-1:400.00");
    }

    private long invoice(String number) {
        return work.call(() -> jdbc.sql("select id from invoice where invoice_no = :number")
                .param("number", number)
                .query(Long.class)
                .single());
    }

    @Test
    void everyRowSaysWhatIsWrongWithIt() {
        commit("OLD-1,,INV-4,1000,,,2026-11-28,Mr Verma,CALL,\nOLD-2,KA-JIO,,10,,,2026-11-28,Mr Das,CALL,\n");
        assertThat(imports.preview(FELIX, "promises", HEAD + """
                        P-KA-000001,,INV-1,1,,,2026-11-28,Mr Verma,CALL,
                        A,,,1,,,2026-11-28,Mr Verma,CALL,
                        B,,INV-1,1,,2026-11-20,2026-11-19,Mr Verma,CALL,
                        C,,MH-1,1,,,2026-11-28,Mr Verma,CALL,
                        D,MH-JIO,,1,,,2026-11-28,Mr Verma,CALL,
                        E,KA-JIO,INV-1,1,,,2026-11-28,Mr Verma,CALL,
                        F,,INV-1,1,,,2026-11-28,Mr Verma,CALL,
                        F,,JIO-1,1,,,2026-11-28,Mr Verma,CALL,
                        G,,INV-2,1,,,2026-11-28,Mr Verma,CALL,
                        G,,INV-3,1,,,2026-11-29,Mr Verma,CALL,
                        H,,INV-4,1,,,2026-11-28,Mr Verma,CALL,
                        I,,INV-2,1000.01,,,2026-11-28,Mr Verma,CALL,
                        J,,INV-3,1,,,2026-11-28,Mr Verma,CALL,
                        K,,INV-3,1,,,2026-11-28,Mr Verma,CALL,
                        L,KA-JIO,,1,,,2026-11-28,Mr Verma,CALL,
                        M,KA-AIRTEL,,1,,,2026-11-28,Mr Verma,CALL,
                        N,KA-AIRTEL,,1,,,2026-11-28,Mr Verma,CALL,
                        """).faults())
                .containsExactlyInAnyOrder(
                        "1 promise_ref bad-choice",
                        "2 account_code missing",
                        "3 promised_on out-of-range",
                        "4 invoice_no unknown-invoice",
                        "5 account_code unknown-account",
                        "6 account_code account-mismatch",
                        "7 promise_ref conflict",
                        "8 invoice_no account-mismatch",
                        "9 promise_ref conflict",
                        "10 promise_ref conflict",
                        "11 invoice_no conflict",
                        "12 amount over-applied",
                        "14 invoice_no conflict",
                        "15 account_code conflict",
                        "17 account_code conflict");
        commitOf("MH-REF,,MH-1,1,,,2026-11-28,Mr Das,CALL,\n");
        assertThat(commit("mh-ref,,INV-1,1,,,2026-11-28,Mr Das,CALL,\n").sentences())
                .as("a reference of another circle is taken, and nothing is told of it")
                .containsExactly("mh-ref is recorded already.");
    }

    private void commitOf(String rows) {
        assertThat(imports.commit(FARAH, "promises", HEAD + rows).state()).isEqualTo("COMMITTED");
    }

    @Test
    void aPromiseIsTakenWhole() {
        assertThat(imports.partial(FELIX, "promises", HEAD + """
                        A,,INV-1,1,,,2026-11-28,Mr Verma,CALL,
                        A,,NONE,1,,,2026-11-28,Mr Verma,CALL,
                        B,,INV-2,1,,,2026-11-28,Mr Verma,CALL,
                        """).rows()).isEqualTo("3/1/0/2");
        assertThat(promised()).containsExactly("B INVOICES GROSS 1.00 OPEN INV-2:1.00");
    }

    @Test
    void aPromiseWhoseDayIsOverIsJudgedAndMayBeGivenAgain() {
        commit("A,,INV-1,500,,,2026-11-21,Mr Verma,CALL,\n");
        clock.moveTo(TestClock.TODAY.plusDays(10));
        assertThat(commit("B,,INV-1,500,,,2026-12-10,Mr Verma,CALL,\n").rows()).isEqualTo("1/1/0/0");
        assertThat(promised())
                .containsExactly(
                        "A INVOICES GROSS 500.00 BROKEN INV-1:500.00", "B INVOICES GROSS 500.00 OPEN INV-1:500.00");
        assertThat(work.call(() -> jdbc.sql("select level from promise where promise_ref = 'B'")
                        .query(Integer.class)
                        .single()))
                .isEqualTo(1);
    }

    @Test
    void anImportThatIsTakenBackWithdrawsWhatWasNotJudged() {
        long taken = commit(FILE).id();
        ActorContext.runAs(cast.actor(FELIX), () -> service.revert(taken, "The wrong month"));
        assertThat(promised()).allMatch(line -> line.contains(" WITHDRAWN "));
        assertThat(commit(FILE).faults())
                .containsExactly("1 promise_ref conflict", "2 promise_ref conflict", "3 promise_ref conflict");
    }

    @Test
    void thousandsOfRowsAreTakenAtOnce() {
        StringBuilder invoices = new StringBuilder(
                "invoice_no,account_code,charge_type,invoice_date,due_date,taxable_amount,tax_amount,total_amount\n");
        StringBuilder rows = new StringBuilder();
        for (int account = 1; account <= 100; account++) {
            accounts.create("KA-M" + account, "Vi", "KA");
            invoices.append("M-%d,KA-M%d,RENTAL,2026-08-01,2026-08-31,5000,0,5000\n".formatted(account, account));
            rows.append("LUMP-%d,KA-M%d,,4000.50,,,2026-12-05,Ms Rao,MAIL,\n".formatted(account, account));
            for (int line = 1; line <= 24; line++) {
                String number = "M-%d-%d".formatted(account, line);
                invoices.append("%s,KA-M%d,RENTAL,2026-09-01,2026-09-30,1000,0,1000\n".formatted(number, account));
                rows.append("BIG-%d-%d,,%s,%d.25,,,2026-12-01,Mr Verma,CALL,\n"
                        .formatted(account, line / 2, number, 100 + line));
            }
        }
        assertThat(imports.commit(FELIX, "invoices", invoices.toString()).rows())
                .isEqualTo("2500/2500/0/0");
        long begin = System.nanoTime();
        assertThat(commit(rows.toString()).rows()).isEqualTo("2500/2500/0/0");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Budget.of(Duration.ofSeconds(10)));
        assertThat(work.call(() -> jdbc.sql("""
                                select p.covers || ' ' || count(distinct p.id) || ' ' || count(*) || ' ' || sum(c.amount) || ' ' || string_agg(distinct p.status, ',')
                                from promise p join promise_invoice c on c.promise_id = p.id group by p.covers order by 1
                                """).query(String.class).list()))
                .containsExactly("ACCOUNT 100 100 400050.00 OPEN", "INVOICES 1300 2400 270600.00 OPEN");
        assertThat(work.call(() -> jdbc.sql("select sum(amount) from promise")
                        .query(BigDecimal.class)
                        .single()))
                .isEqualTo(new BigDecimal("670650.00"));
        assertThat(commit(rows + "\n").rows()).as("once more").isEqualTo("2500/0/2500/0");
    }
}

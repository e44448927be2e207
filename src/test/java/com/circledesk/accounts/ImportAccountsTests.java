package com.circledesk.accounts;

import static com.circledesk.support.Cast.FARAH;
import static com.circledesk.support.Cast.FELIX;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.support.Cast;
import com.circledesk.support.ImportApiClient;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.SystemWork;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@IntegrationTest
class ImportAccountsTests {
    private static final String FILE = """
            account_code,customer_name,operator,segment,circle,payment_terms_days
            BHARTI-KA,Bharti Airtel Ltd,Bharti Airtel,MNO,KA,30
            BHARTI-MH,Bharti Airtel Ltd,bharti airtel,MNO,mh,45
            """;

    @Autowired
    private ImportApiClient imports;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private SystemWork work;

    @Autowired
    private Cast cast;

    @Test
    void aPreviewWritesNothingAndACommitWritesAll() {
        var preview = imports.preview(FARAH, "accounts", FILE);
        assertThat(preview.status()).isEqualTo(200);
        assertThat(preview.state()).isEqualTo("PREVIEWED");
        assertThat(preview.rows()).isEqualTo("2/2/0/0");
        assertThat(accounts()).isEmpty();

        var commit = imports.commit(FARAH, "accounts", FILE);
        assertThat(commit.status()).isEqualTo(200);
        assertThat(commit.state()).isEqualTo("COMMITTED");
        assertThat(accounts())
                .containsExactly("BHARTI-KA Bharti Airtel MNO KA 30", "BHARTI-MH Bharti Airtel MNO MH 45");
    }

    @Test
    void aLaterFileChangesWhatItSaysAndLeavesWhatItDoesNotMention() {
        imports.commit(FARAH, "accounts", """
                account_code,customer_name,operator,segment,circle,payment_terms_days,pan,public_sector,active
                JIO-KA,Jio,Jio,MNO,KA,30,AAACB1234C,Y,N
                BSNL-KA,BSNL,BSNL,MNO,KA,60,,,
                """);

        var changed = imports.commit(FARAH, "accounts", """
                Account Code;CUSTOMER_NAME;operator;segment;circle;paymentTermsDays;public_sector
                jio-ka;Reliance Jio;JIO;MNO;KA;30;
                BSNL-KA;BSNL;BSNL;MNO;KA;60;
                """);
        assertThat(changed.rows()).isEqualTo("2/1/1/0");
        assertThat(work.call(() -> jdbc.sql(
                                "select customer_name || pan || public_sector || active from account where code = 'JIO-KA'")
                        .query(String.class)
                        .single()))
                .isEqualTo("Reliance JioAAACB1234Cfalsefalse");
    }

    @Test
    void aManagerIsOneFromTodayOn() {
        cast.id(Cast.ALICE);
        imports.commit(FARAH, "accounts", """
                account_code,customer_name,operator,segment,circle,payment_terms_days,manager_email
                JIO-KA,Jio,Jio,MNO,KA,30,Alice@Example.test
                """);
        assertThat(work.call(() -> jdbc.sql("""
                                select u.email || ' ' || m.from_on from account_manager m join app_user u on u.id = m.user_id
                                """).query(String.class).list()))
                .containsExactly("alice@example.test 2026-11-21");
    }

    @Test
    void anotherCirclesCodeIsAConflictWithoutItsValues() {
        imports.commit(FARAH, "accounts", FILE);
        var answer = imports.preview(FELIX, "accounts", """
                account_code,customer_name,operator,segment,circle,payment_terms_days
                bharti-mh,Somebody,Somebody,MNO,KA,30
                """);
        assertThat(answer.faults()).containsExactly("1 account_code conflict");
        assertThat(answer.sentences()).containsExactly("Account bharti-mh is recorded already with other values.");
    }

    private List<String> accounts() {
        return work.call(() -> jdbc.sql("""
                        select concat_ws(' ', a.code, o.name, a.segment, a.circle, a.payment_terms_days)
                        from account a join operator o on o.id = a.operator_id order by a.code
                        """).query(String.class).list());
    }
}

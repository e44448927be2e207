package com.circledesk.audit.web;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.ANITA;
import static com.circledesk.support.Cast.ARUN;
import static com.circledesk.support.Cast.HARISH;
import static com.circledesk.support.Cast.SPARE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.circledesk.shared.Texts;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import java.io.UnsupportedEncodingException;
import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Who did what, as the page and the export tell; that no line is ever changed is tried in {@code DatabaseGuardTests}. */
@IntegrationTest
class AuditTrailTests {
    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Cast cast;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Texts texts;

    @BeforeEach
    void somethingHappened() {
        accounts.create("KA-1", "Airtel", "KA");
        accounts.create("MH-1", "Airtel", "MH");
        assertThat(mvc.post()
                        .uri("/admin/users/" + cast.id(ALICE))
                        .with(cast.signedIn(ARUN))
                        .with(csrf())
                        .param("email", ALICE.email())
                        .param("fullName", ALICE.fullName())
                        .param("role", "SALES_HEAD")
                        .param("circles", "KA")
                        .param("_allCircles", "on")
                        .param("version", "0"))
                .hasStatus(302);
    }

    @Test
    void aLineSaysWhoChangedWhatFromWhatToWhat() throws Exception {
        assertThat(lines(ARUN, "subject=app_user&action=UPDATE&key=" + cast.id(ALICE)))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .contains(ARUN.email())
                        .contains("User " + cast.id(ALICE))
                        .contains("role ACCOUNT_MANAGER SALES_HEAD")
                        .contains("Request "));
    }

    @Test
    void everyTableOfTheTrailHasANameInWords() {
        assertThat(jdbc.sql("select distinct tgrelid::regclass::text from pg_trigger where tgname = 'audit_insert'")
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .noneMatch(table -> texts.getOr("audit.subject." + table, "").isEmpty());
    }

    @Test
    void aRefusalLeavesALine() throws Exception {
        assertThat(mvc.get().uri("/admin/users").with(cast.signedIn(HARISH))).hasStatus(403);
        assertThat(lines(ARUN, "subject=access-refused"))
                .singleElement()
                .satisfies(line -> assertThat(line).contains(HARISH.email()).contains("GET /admin/users"));
    }

    @ParameterizedTest
    @CsvSource({
        "actor=ARUN@, 1",
        "actor=nobody, 0",
        "actor=%25, 0",
        "action=UPDATE, 1",
        "subject=account, 2",
        "subject=account&circle=MH, 1",
        "subject=account&circle=XX, 0",
        "subject=account&q=ka-1, 1",
        "subject=account&from=2026-11-21&to=2026-11-21, 2",
        "subject=account&to=2026-11-20, 0",
        "subject=account&from=2026-11-22&to=2026-11-23, 0",
    })
    void isFiltered(String query, int lines) throws Exception {
        assertThat(lines(ARUN, query)).hasSize(lines);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "action=DROP",
                "from=yesterday",
                "to=2026-02-30",
                "from=9999-12-31",
                "page=-1",
                "page=99999999999",
                "size=1000000",
                "key='",
                "q=\\",
                "other=1"
            })
    void aValueThatIsNoneIsNoFilter(String query) {
        assertThat(mvc.get().uri("/admin/audit?" + query).with(cast.signedIn(ARUN)))
                .hasStatusOk();
    }

    @Test
    void anAdministratorOfOneCircleSeesNoLineOfAnother() throws Exception {
        assertThat(lines(ANITA, "subject=account"))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("KA-1"));
        assertThat(lines(ANITA, "q=MH-1")).isEmpty();
        assertThat(lines(ANITA, "circle=MH")).isEmpty();
        assertThat(mvc.get().uri("/admin/audit/export?subject=account").with(cast.signedIn(ANITA)))
                .hasStatusOk()
                .bodyText()
                .contains("KA-1")
                .doesNotContain("MH-1");
    }

    @Test
    void onlyAdministratorsReadIt() {
        for (Cast.Member member : List.of(ALICE, HARISH, SPARE, Cast.FARAH)) {
            assertThat(mvc.get().uri("/admin/audit").with(cast.signedIn(member)))
                    .hasStatus(403);
        }
    }

    @Test
    void whoTakesItAwayLeavesALine() throws Exception {
        assertThat(mvc.get().uri("/admin/audit/export").with(cast.signedIn(ARUN)))
                .hasStatusOk()
                .bodyText()
                .contains("SALES_HEAD");
        assertThat(lines(ARUN, "subject=export"))
                .singleElement()
                .satisfies(line -> assertThat(line).contains(ARUN.email()).contains("audit trail"));
    }

    private List<String> lines(Cast.Member reader, String query) throws UnsupportedEncodingException {
        MvcTestResult answer = mvc.get()
                .uri("/admin/audit?" + query)
                .with(cast.signedIn(reader))
                .exchange();
        assertThat(answer).hasStatusOk();
        return Jsoup.parse(answer.getResponse().getContentAsString())
                .select("[data-testid=audit-line]")
                .eachText();
    }
}

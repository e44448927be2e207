package com.circledesk.accounts.web;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.ANITA;
import static com.circledesk.support.Cast.ARUN;
import static com.circledesk.support.Cast.BOB;
import static com.circledesk.support.Cast.SPARE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.circledesk.receivables.BookFilter;
import com.circledesk.receivables.kpi.CollectionQueries;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@IntegrationTest
class OwnershipPageTests {
    private static final String PAGE = "/admin/ownership";

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @Autowired
    private CollectionQueries collections;

    @Autowired
    private SystemWork work;

    @Autowired
    private Cast cast;

    @Autowired
    private JdbcClient jdbc;

    private long account;

    @BeforeEach
    void anAccountThatAliceManages() {
        account = accounts.create("KA-1", "Airtel", "KA");
        assertThat(handOver(ARUN, "KA-1", cast.id(ALICE), "2026-01-01")).hasStatus(302);
    }

    @Test
    void aHandOverIsDatedAndEachManagerKeepsTheFiguresOfTheOwnTime() {
        receivables.receipt(account, "R-OCT", "2026-10-20", "500");
        receivables.receipt(account, "R-BEFORE", "2026-11-14", "300");
        receivables.receipt(account, "R-AFTER", "2026-11-15", "200");

        assertThat(handOver(ARUN, "KA-1", cast.id(SPARE), "2026-11-15")).hasStatus(302);

        assertThat(tenures()).containsExactly("2026-01-01 " + cast.id(ALICE), "2026-11-15 " + cast.id(SPARE));
        assertThat(collectedByManager("2026-10-31")).containsExactly(entry(cast.id(ALICE), new BigDecimal("500.00")));
        assertThat(collectedByManager("2026-11-21"))
                .containsOnly(
                        entry(cast.id(ALICE), new BigDecimal("300.00")),
                        entry(cast.id(SPARE), new BigDecimal("200.00")));
    }

    @Test
    void aPlannedHandOverIsShownAndLeavesTodayAsItIs() {
        assertThat(handOver(ARUN, "KA-1", cast.id(SPARE), "2026-12-01")).hasStatus(302);
        assertThat(mvc.get().uri(PAGE).with(cast.signedIn(ARUN)))
                .hasStatusOk()
                .bodyText()
                .contains(ALICE.fullName())
                .contains(SPARE.fullName())
                .contains("1 Dec 2026");
        assertThat(collectedByManager("2026-11-21")).isEmpty();
    }

    @Test
    void theSameAgainChangesNothing() {
        assertThat(handOver(ARUN, "KA-1", cast.id(ALICE), "2026-06-01")).hasStatus(302);
        assertThat(tenures()).hasSize(1);
    }

    @Test
    void nobodyIsGivenAnAccountOfACircleTheyDoNotSee() {
        assertThat(handOver(ARUN, "KA-1", cast.id(BOB), "2026-11-15"))
                .hasStatus(422)
                .bodyText()
                .contains("does not see KA");
        assertThat(tenures()).hasSize(1);
    }

    @Test
    void anAdministratorOfOneCircleHandsOverNothingOfAnother() {
        accounts.create("MH-1", "Airtel", "MH");
        assertThat(handOver(ANITA, "MH-1", cast.id(SPARE), "2026-11-15")).hasStatus(404);
        assertThat(mvc.post()
                        .uri(PAGE)
                        .with(cast.signedIn(ANITA))
                        .with(csrf())
                        .param("which", "all")
                        .param("newManager", String.valueOf(cast.id(SPARE)))
                        .param("fromOn", "2026-11-15"))
                .hasStatus(302);
        assertThat(work.call(() -> jdbc.sql("select count(*) from account_manager where circle = 'MH'")
                        .query(Integer.class)
                        .single()))
                .isZero();
    }

    @Test
    void withoutAccountManagerOrDayItIsRefusedInWords() {
        assertThat(mvc.post().uri(PAGE).with(cast.signedIn(ARUN)).with(csrf()).param("which", "chosen"))
                .hasStatus(422);
        assertThat(handOver(ARUN, "KA-1", 987654321, "2026-11-15")).hasStatus(422);
        assertThat(handOver(ARUN, "KA-1", cast.id(SPARE), "1890-01-01"))
                .hasStatus(422)
                .bodyText()
                .contains("1990 to 2100");
        assertThat(tenures()).hasSize(1);
    }

    private MvcTestResult handOver(Cast.Member by, String code, long manager, String from) {
        return mvc.post()
                .uri(PAGE)
                .with(cast.signedIn(by))
                .with(csrf())
                .param("which", "chosen")
                .param("account", code)
                .param("newManager", String.valueOf(manager))
                .param("fromOn", from)
                .exchange();
    }

    private List<String> tenures() {
        return work.call(() -> jdbc.sql(
                        "select from_on || ' ' || user_id from account_manager where account_id = :id order by from_on")
                .param("id", account)
                .query(String.class)
                .list());
    }

    private Map<Long, BigDecimal> collectedByManager(String asOf) {
        return ActorContext.callAs(
                cast.actor(ARUN),
                null,
                () -> collections.byManager(Scope.of("KA"), BookFilter.NONE, LocalDate.parse(asOf)).stream()
                        .collect(Collectors.toMap(
                                each -> each.userId() == null ? 0L : each.userId(),
                                each -> each.collected().cash())));
    }
}

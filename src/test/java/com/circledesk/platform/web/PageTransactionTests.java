package com.circledesk.platform.web;

import static com.circledesk.support.Cast.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.method.HandlerMethod;

@IntegrationTest
class PageTransactionTests {
    @Autowired
    private PageTransaction pages;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Cast cast;

    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @SuppressWarnings("unused")
    private String page() {
        return "a view";
    }

    @SuppressWarnings("unused")
    private void download() {}

    @Test
    void whatAPageShowsIsOfOneMoment() throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
        HandlerMethod handler = handler("page");
        pages.preHandle(request, response, handler);
        long before = people();
        aColleagueAddsSomebody();
        assertThat(people()).isEqualTo(before);
        pages.postHandle(request, response, handler, null);
        assertThat(people()).isGreaterThan(before);
        assertThat(TransactionSynchronizationManager.isActualTransactionActive())
                .isFalse();
    }

    @Test
    void itEndsAlsoWhereThePageFails() throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
        HandlerMethod handler = handler("page");
        pages.preHandle(request, response, handler);
        assertThat(TransactionSynchronizationManager.isCurrentTransactionReadOnly())
                .isTrue();
        pages.afterCompletion(request, response, handler, new IllegalStateException());
        assertThat(TransactionSynchronizationManager.isActualTransactionActive())
                .isFalse();
    }

    @Test
    void aFormThatIsSentAndAFileThatIsWrittenHaveTheirOwn() throws Exception {
        pages.preHandle(new MockHttpServletRequest("POST", "/"), response, handler("page"));
        pages.preHandle(new MockHttpServletRequest("GET", "/"), response, handler("download"));
        assertThat(TransactionSynchronizationManager.isActualTransactionActive())
                .isFalse();
    }

    private HandlerMethod handler(String name) throws NoSuchMethodException {
        return new HandlerMethod(this, PageTransactionTests.class.getDeclaredMethod(name));
    }

    private long people() {
        return jdbc.sql("select count(*) from app_user").query(Long.class).single();
    }

    private void aColleagueAddsSomebody() {
        CompletableFuture.runAsync(() -> cast.sessionCookie(ALICE)).join();
    }
}

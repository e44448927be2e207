package com.circledesk.security;

import static com.circledesk.support.Cast.FARAH;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.support.Accounts;
import com.circledesk.support.BrowserTest;
import com.circledesk.support.Cast;
import com.circledesk.support.Receivables;
import com.circledesk.support.Visitor;
import com.circledesk.support.Visitor.Theme;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Names that end a script or a line of one are drawn as they are. */
@BrowserTest
class ChartLabelTests {
    private static final String OPERATOR =
            "</script><img src=x onerror=alert(1)>\u2028\u2029'];alert(1)//\"><svg onload=alert(1)>${7*7}";

    @Autowired
    private Cast cast;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @LocalServerPort
    private int port;

    @Test
    void stayLabels() {
        long account = accounts.create("KA-ODD", OPERATOR, "KA");
        receivables.invoice(account, "I-1", "2026-05-01", "2026-05-31", "1000");
        try (Visitor farah = new Visitor(port, Visitor.DESKTOP, Theme.LIGHT).signedIn(cast.sessionCookie(FARAH))) {
            assertThat(farah.open("/receivables/ageing?groupBy=operator")).isEqualTo(200);

            assertThat(farah.page().evaluate("document.querySelectorAll('img[src=x], svg[onload]').length"))
                    .isEqualTo(0);
            assertThat((String) farah.page()
                            .evaluate("Chart.getChart(document.querySelector('canvas')).data.labels.join()"))
                    .isEqualTo(OPERATOR);
            assertThat(farah.problems()).isEmpty();
        }
    }
}

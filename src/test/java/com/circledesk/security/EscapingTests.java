package com.circledesk.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.SecurityWorld;
import com.circledesk.support.SystemWork;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.util.UriUtils;

/** What people write, and what an address says, stays text on every page: no element, no attribute, no expression. */
@IntegrationTest
class EscapingTests {
    private static final String EVIL =
            "\"'><script>alert(1)</script><img src=x onerror=alert(1) onmouseover='x'>[${7*7}][[${7*7}]]__${7*7}__::x";
    private static final List<String> ECHOED =
            List.of("q", "circle", "from", "to", "asOf", "operator", "actor", "key", "sort", "bucket", "state", "view");

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private SecurityWorld securityWorld;

    @Autowired
    private SystemWork work;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Cast cast;

    private Map<String, String> values = Map.of();

    @BeforeEach
    void everythingIsNamedByTheEvil() {
        values = new HashMap<>(Objects.requireNonNull(securityWorld.create().get(SecurityWorld.OWN)));
        values.put("operator", EVIL);
        cast.id(Cast.ARUN);
        work.run(() -> {
            change("update account set customer_name = :evil");
            change("insert into operator (name) values (:evil)");
            change("update account set operator_id = (select id from operator where name = :evil)");
            change("update app_user set full_name = :evil");
            change("update api_token set name = left(:evil, 80)");
            change("update import_batch set file_name = :evil");
            change("update saved_view set name = left(:evil, 80)");
        });
    }

    @Test
    void onEveryPage() throws UnsupportedEncodingException {
        List<String> problems = new ArrayList<>();
        int seen = 0;
        for (MatrixLine line : MatrixLine.all()) {
            if (!line.isRead() || line.isApi() || line.path().equals("/error")) {
                continue;
            }
            for (Cast.Member member : List.of(Cast.ARUN, Cast.FARAH)) {
                for (boolean echo : new boolean[] {false, true}) {
                    Document page = page(line, member, echo);
                    seen += page.text().contains("<script>alert(1)") ? 1 : 0;
                    if (!page.select("script:containsData(alert), [onerror], [onmouseover], img[src=x]")
                                    .isEmpty()
                            || page.html().contains("[49]")) {
                        problems.add(line.key() + (echo ? " with an evil question" : ""));
                    }
                }
            }
        }
        assertThat(problems).isEmpty();
        assertThat(seen).as("pages that show it, as text").isGreaterThan(40);
    }

    private Document page(MatrixLine line, Cast.Member member, boolean echo) throws UnsupportedEncodingException {
        Map<String, String> sample = new HashMap<>(line.sampleOf(values));
        if (echo) {
            ECHOED.forEach(name -> sample.put(name, EVIL));
        }
        StringBuilder address = new StringBuilder(line.path());
        String separator = "?";
        for (Map.Entry<String, String> each : sample.entrySet()) {
            String variable = "\\{" + each.getKey() + "(:[^/]*)?}";
            String value = UriUtils.encode(each.getValue(), StandardCharsets.UTF_8);
            if (line.path().matches(".*" + variable + ".*")) {
                String path = address.toString().replaceFirst(variable, value);
                address.setLength(0);
                address.append(path);
            } else {
                address.append(separator).append(each.getKey()).append('=').append(value);
                separator = "&";
            }
        }
        MvcTestResult answer = mvc.get()
                .uri(URI.create(address.toString().replaceAll("\\{[^/]*}", "x")))
                .with(cast.signedIn(member))
                .exchange();
        assertThat(answer.getResponse().getStatus()).as(line.key()).isLessThan(500);
        String type = String.valueOf(answer.getResponse().getContentType());
        return Jsoup.parse(type.startsWith("text/html") ? answer.getResponse().getContentAsString() : "");
    }

    private void change(String sql) {
        jdbc.sql(sql).param("evil", EVIL).update();
    }
}

package com.circledesk;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.ARUN;
import static com.circledesk.support.Cast.FARAH;
import static com.circledesk.support.Cast.HARISH;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.support.BrowserTest;
import com.circledesk.support.Cast;
import com.circledesk.support.SampleBook;
import com.circledesk.support.Visitor;
import com.circledesk.support.Visitor.Theme;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Every page, seen as people see it: on a desk and on a phone, by day and by night. No message on the console, nothing
 * against the content security policy, nothing to scroll sideways, nothing that axe objects to. A new page is a new line
 * of {@link #PAGES}; its pictures lie in {@code target/screenshots}.
 */
@BrowserTest
class EveryPageTests {
    private record Visit(String path, Cast.@Nullable Member member, int status) {
        static Visit of(String path, Cast.Member member) {
            return new Visit(path, member, 200);
        }

        static Visit ofStranger(String path) {
            return new Visit(path, null, 200);
        }

        static Visit without(String path, Cast.Member member, int status) {
            return new Visit(path, member, status);
        }

        String name() {
            String name = path.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-|-$", "");
            return name.isEmpty() ? "home" : name;
        }
    }

    private static final List<Visit> PAGES = List.of(
            // alone
            Visit.ofStranger("/login"),
            Visit.ofStranger("/login?signedOut"),
            // frame, home, search, help
            Visit.of("/", ALICE),
            Visit.of("/", HARISH),
            Visit.of("/", FARAH),
            Visit.of("/", ARUN),
            Visit.of("/?circle=KA&asOf=2026-10-31", ARUN),
            Visit.of("/help", ALICE),
            Visit.of("/search", ALICE),
            Visit.of("/search?q=ka-", ARUN),
            Visit.of("/search?q=nothing+like+it", ALICE),
            Visit.of("/account/password", ALICE),
            Visit.without("/nowhere", ALICE, 404),
            // components
            Visit.of("/receivables/gallery?bucket=61-90&sort=age", ARUN),
            // receivables
            Visit.of("/receivables/ageing", ALICE),
            Visit.of("/receivables/ageing?groupBy=operator&basis=invoice&asOf=2026-10-31", FARAH),
            Visit.of("/receivables/open-items", FARAH),
            Visit.of("/receivables/kpis", HARISH),
            Visit.of("/receivables/kpis/dso/explanation", HARISH),
            Visit.of("/invoices/KA-VI-2026-08", ALICE));

    @Autowired
    private Cast cast;

    @Autowired
    private SampleBook book;

    @LocalServerPort
    private int port;

    @BeforeEach
    void aBookToLookAt() {
        book.fill();
    }

    @ParameterizedTest
    @CsvSource({"1366, LIGHT", "1366, DARK", "390, LIGHT", "390, DARK"})
    void everyPageIsInOrder(int width, Theme theme) {
        List<String> problems = new ArrayList<>();
        Map<String, Visitor> visitors = new LinkedHashMap<>();
        try {
            for (Visit visit : PAGES) {
                Visitor visitor = visitors.computeIfAbsent(
                        visit.member() == null ? "" : visit.member().email(),
                        each -> visitor(visit.member(), width, theme));
                int status = visitor.open(visit.path());
                if (status != visit.status()) {
                    problems.add("%s: status %d".formatted(visit.path(), status));
                }
                visitor.picture(visit.name());
                visitor.problems(visit.status()).forEach(problem -> problems.add(visit.path() + ": " + problem));
            }
        } finally {
            visitors.values().forEach(Visitor::close);
        }
        assertThat(problems).isEmpty();
    }

    private Visitor visitor(Cast.@Nullable Member member, int width, Theme theme) {
        Visitor visitor = new Visitor(port, width, theme);
        return member == null ? visitor : visitor.signedIn(cast.sessionCookie(member));
    }
}

package com.circledesk.security;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.ARUN;
import static com.circledesk.support.Cast.FARAH;
import static com.circledesk.support.Cast.HARISH;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.SecurityWorld;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/**
 * Follows the links that each role is shown, one of each page: every one leads somewhere, may be kept by nobody, offers
 * the way out, and no address tells who somebody is.
 */
@IntegrationTest
class CrawlTests {
    /** A mail address, a telephone number, or something random enough to open a door. */
    private static final Pattern PERSONAL =
            Pattern.compile("@|%40|(\\+|%2B|\\b)91[6-9]\\d{9}\\b|(?=[\\w-]*\\d)(?=[\\w-]*[A-Za-z])[\\w-]{32,}");

    private static final int OF_EACH_PATH = 1;

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Cast cast;

    @Autowired
    private SecurityWorld world;

    private final List<String> problems = new ArrayList<>();
    private final Set<String> seen = new TreeSet<>();

    @BeforeEach
    void somethingToLookAt() {
        world.create();
    }

    @Test
    void everyLinkLeadsSomewhereAndTellsNothing() throws UnsupportedEncodingException {
        for (Cast.Member member : List.of(ALICE, HARISH, FARAH, ARUN)) {
            crawl(member);
        }

        assertThat(problems).isEmpty();
        assertThat(seen).as(String.join("\n", seen)).hasSizeGreaterThan(40);
    }

    private void crawl(Cast.Member member) throws UnsupportedEncodingException {
        RequestPostProcessor signedIn = cast.signedIn(member);
        Set<String> shapes = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of("/"));
        while (!open.isEmpty()) {
            String address = open.remove();
            MockHttpServletResponse answer = mvc.get()
                    .uri(URI.create(address.replace("+", "%20")))
                    .with(signedIn)
                    .exchange()
                    .getResponse();
            String where = "%s: %s".formatted(member.role(), address);
            lookAt(answer, where);
            links(answer, where)
                    .filter(link -> seenOf(shapes, link) < OF_EACH_PATH && shapes.add(shape(link)))
                    .forEach(open::add);
        }
        seen.addAll(shapes);
    }

    private static long seenOf(Set<String> shapes, String link) {
        String path = shape(link).replaceFirst("\\?.*", "?");
        return shapes.stream().filter(shape -> (shape + "?").startsWith(path)).count();
    }

    private void lookAt(MockHttpServletResponse answer, String where) {
        expect(answer.getStatus() == 200 || answer.getStatus() == 302, where, "answers " + answer.getStatus());
        expect("no-store".equals(answer.getHeader("Cache-Control")), where, "may be kept");
        expect("nosniff".equals(answer.getHeader("X-Content-Type-Options")), where, "may be taken for something else");
        expect(answer.getHeader("Content-Security-Policy") != null, where, "has no policy");
        String kind = String.valueOf(answer.getContentType());
        String disposition = String.valueOf(answer.getHeader("Content-Disposition"));
        expect(
                answer.getStatus() != 200 || kind.startsWith("text/html") || disposition.startsWith("attachment"),
                where,
                "is shown as " + kind);
    }

    private Stream<String> links(MockHttpServletResponse answer, String where) throws UnsupportedEncodingException {
        if (answer.getRedirectedUrl() != null) {
            return Stream.of(Objects.requireNonNull(answer.getRedirectedUrl()));
        }
        if (!String.valueOf(answer.getContentType()).startsWith("text/html")) {
            return Stream.empty();
        }
        Document page = Jsoup.parse(answer.getContentAsString());
        expect(!page.select("form[action=/logout][method=post]").isEmpty(), where, "has no way out");
        expect(page.select("h1").size() == 1, where, "has no heading");
        page.select("[href], [action], [formaction]").forEach(element -> {
            String target =
                    Stream.of("href", "action", "formaction").map(element::attr).collect(Collectors.joining());
            boolean asset = target.matches("/(webjars|css|js)/.*");
            expect(asset || !PERSONAL.matcher(target).find(), where, "tells too much in " + target);
        });
        return page.select("a[href^=/]").stream()
                .map((Element link) -> link.attr("href").replaceFirst("#.*", ""))
                .distinct();
    }

    /** The path and the names of what it asks; the values do not matter. */
    private static String shape(String link) {
        int question = link.indexOf('?');
        String path = (question < 0 ? link : link.substring(0, question))
                .replaceAll("/(OPEN-A|ZZ-SECRET-B)[^/]*|/\\d+|(?<=/kpis/)[a-z-]+", "/…");
        String names = question < 0
                ? ""
                : Stream.of(link.substring(question + 1).split("&"))
                        .map(pair -> pair.replaceFirst("=.*", ""))
                        .sorted()
                        .distinct()
                        .collect(Collectors.joining("&", "?", ""));
        return path + names;
    }

    private void expect(boolean holds, String where, String problem) {
        if (!holds) {
            problems.add(where + " " + problem);
        }
    }
}

package com.circledesk.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.SecurityWorld;
import com.circledesk.users.Role;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.UriUtils;

/**
 * Asks every handler, as everybody, about the own and about another circle's things, and compares with what is declared
 * in {@code security-matrix.txt}. A new handler without a line fails.
 */
@IntegrationTest
class SecurityMatrixTests {
    private static final Pattern PATH_VARIABLE = Pattern.compile("\\{(\\w+)(?::(?:[^{}]|\\{[^{}]*})*)?}");

    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"_csrf\"\\s+value=\"[^\"]*\"");

    /** What a form or upload that got past the door may answer: its content is refused. */
    private static final Set<Integer> REFUSED_FORM = Set.of(409, 422, 429);

    private static final Path PERMISSIONS = Path.of("docs/permissions.md");

    /** For each role: someone who sees Karnataka and nothing else. */
    private static final Map<Role, Cast.Member> OF_KARNATAKA = Map.of(
            Role.ACCOUNT_MANAGER, Cast.ALICE,
            Role.SALES_HEAD, Cast.HARISH,
            Role.FINANCE, Cast.FELIX,
            Role.ADMINISTRATOR, Cast.ANITA);

    @Autowired
    private List<RequestMappingHandlerMapping> mappings;

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Cast cast;

    @Autowired
    private SecurityWorld securityWorld;

    @Autowired
    private JdbcClient jdbc;

    private Map<String, Map<String, String>> world = Map.of();
    private Map<String, HandlerMethod> handlers = Map.of();

    @Test
    void everyHandlerHasALineAndEveryLineAHandler() {
        List<String> lines = MatrixLine.all().stream().map(MatrixLine::key).toList();
        assertThat(lines).doesNotHaveDuplicates();
        Set<String> known = Handlers.byKey(mappings).keySet();
        assertThat(without(known, lines)).as("handlers without a line").isEmpty();
        assertThat(without(lines, known)).as("lines without a handler").isEmpty();
    }

    @Test
    void thePrintedTableIsUpToDate() throws IOException {
        String table = PermissionsPage.of(MatrixLine.all());
        if (System.getProperty("permissions.write") != null) {
            Files.writeString(PERMISSIONS, table);
        }
        assertThat(Files.exists(PERMISSIONS) ? Files.readString(PERMISSIONS) : "")
                .as("docs/permissions.md: print it again with mvn test -Dtest=SecurityMatrixTests -Dpermissions.write")
                .isEqualTo(table);
    }

    /** Handlers that share a path are told apart by what the address asks; it may ask for all of them at once. */
    @Test
    void anAddressThatAsksForEverythingLeadsToOneHandler() {
        Map<String, String> values =
                Objects.requireNonNull(securityWorld.create().get(SecurityWorld.OWN));
        Map<String, Map<String, String>> everything = new TreeMap<>();
        MatrixLine.all().stream()
                .filter(line -> line.isRead() && !line.isApi())
                .forEach(line -> everything
                        .computeIfAbsent(line.path(), path -> new TreeMap<>())
                        .putAll(line.sampleOf(values)));

        everything.forEach((path, sample) -> {
            if (!path.contains("{") && sample.size() > 1) {
                var request = MockMvcRequestBuilders.get(path);
                sample.forEach(request::param);
                assertThat(mvc.perform(request.with(cast.signedIn(Cast.FARAH))))
                        .as("%s with %s", path, sample)
                        .hasStatusOk();
            }
        });
        assertThat(everything.get("/receivables/allocations/new")).hasSize(3);
    }

    private static Set<String> without(Collection<String> these, Collection<String> those) {
        Set<String> rest = new TreeSet<>(these);
        rest.removeAll(those);
        return rest;
    }

    @TestFactory
    Stream<DynamicNode> everyLineHolds() {
        world = securityWorld.create();
        handlers = Handlers.byKey(mappings);
        return MatrixLine.all().stream()
                .filter(line -> handlers.containsKey(line.key()))
                .map(line -> dynamicContainer(line.key(), questionsAbout(line)));
    }

    private List<DynamicNode> questionsAbout(MatrixLine line) {
        List<DynamicNode> questions = new ArrayList<>();
        questions.add(dynamicTest("a stranger", () -> strangerIs(line)));
        if (!line.isApi() && !line.isRead()) {
            questions.add(dynamicTest("without the form's token", () -> formWithoutTokenIsRefused(line)));
        }
        OF_KARNATAKA.forEach((role, member) -> {
            if (!line.everybody() && !line.roles().contains(role)) {
                questions.add(dynamicTest(
                        role + " may not",
                        () -> assertThat(ask(line, "KA", member)).hasStatus(403)));
                return;
            }
            questions.add(dynamicTest(role + " may", () -> passesTheDoor(line, member)));
            if (line.inScope() && line.namesSomething()) {
                questions.add(
                        dynamicTest(role + " sees nothing of another circle", () -> foreignShowsNothing(line, member)));
            }
            if (line.ofCircle()) {
                questions.add(
                        dynamicTest(role + " may not in another circle", () -> foreignIsLikeMissing(line, member)));
            }
        });
        return questions;
    }

    private void strangerIs(MatrixLine line) {
        MvcTestResult answer = ask(line, "KA", null);
        if (line.everybody()) {
            assertThat(answer.getResponse().getStatus()).isNotIn(401, 403);
            assertThat(answer.getResponse().getRedirectedUrl()).isNotEqualTo("/login");
        } else if (line.isApi()) {
            assertThat(answer).hasStatus(401).containsHeader("WWW-Authenticate");
        } else {
            assertThat(answer).hasStatus(302).hasRedirectedUrl("/login");
        }
    }

    private void formWithoutTokenIsRefused(MatrixLine line) {
        Role role = line.everybody() ? Role.FINANCE : line.roles().iterator().next();
        Cast.Member member = Objects.requireNonNull(OF_KARNATAKA.get(role));
        assertThat(mvc.perform(request(line, "KA").with(cast.signedIn(member)))).hasStatus(403);
    }

    private void passesTheDoor(MatrixLine line, Cast.Member member) throws UnsupportedEncodingException {
        int writtenBefore = rowsWritten();
        MvcTestResult answer = ask(line, SecurityWorld.OWN, member);
        int status = answer.getResponse().getStatus();
        if (line.own()) {
            assertThat(status).as("somebody else's").isEqualTo(404);
        } else if (!line.path().equals("/error")) {
            assertThat(status < 400 || !line.isRead() && REFUSED_FORM.contains(status))
                    .as("%s %s answers %d", line.key(), line.sample(), status)
                    .isTrue();
        }
        assertThat(answer.getResponse().getRedirectedUrl()).isNotEqualTo("/login");
        String content = answer.getResponse().getContentAsString();
        assertThat(content).doesNotContain(SecurityWorld.SECRET);
        if (line.isRead()) {
            assertThat(rowsWritten()).as("a GET changes nothing").isEqualTo(writtenBefore);
        }
    }

    private void foreignIsLikeMissing(MatrixLine line, Cast.Member member) throws UnsupportedEncodingException {
        MvcTestResult foreign = ask(line, SecurityWorld.OTHER, member);
        MvcTestResult missing = ask(line, "", member);
        assertThat(foreign).hasStatus(404);
        assertThat(missing).hasStatus(404);
        assertThat(comparable(foreign, line)).isEqualTo(comparable(missing, line));
    }

    /** A list narrowed to something foreign is as empty as one narrowed to something that does not exist. */
    private void foreignShowsNothing(MatrixLine line, Cast.Member member) throws UnsupportedEncodingException {
        MvcTestResult foreign = ask(line, SecurityWorld.OTHER, member);
        MvcTestResult missing = ask(line, "", member);
        assertThat(foreign).hasStatus(missing.getResponse().getStatus());
        assertThat(comparable(foreign, line)).isEqualTo(comparable(missing, line));
    }

    private MvcTestResult ask(MatrixLine line, String circle, Cast.@Nullable Member member) {
        var request = request(line, circle);
        if (member != null) {
            request.with(line.isApi() ? cast.token(member) : cast.signedIn(member));
        }
        if (!line.isApi()) {
            request.with(csrf());
        }
        return mvc.perform(request);
    }

    private AbstractMockHttpServletRequestBuilder<?> request(MatrixLine line, String circle) {
        Map<String, String> sample = line.sampleOf(Objects.requireNonNull(world.get(circle)));
        URI uri = URI.create(PATH_VARIABLE
                .matcher(line.path())
                .replaceAll(variable -> UriUtils.encode(
                        Objects.requireNonNullElse(sample.get(variable.group(1)), variable.group(1)),
                        StandardCharsets.UTF_8)));
        HandlerMethod handler = Objects.requireNonNull(handlers.get(line.key()));
        HttpMethod method = HttpMethod.valueOf(line.method());
        AbstractMockHttpServletRequestBuilder<?> request = Handlers.takesAFile(handler)
                ? MockMvcRequestBuilders.multipart(method, uri)
                        .file(new MockMultipartFile("file", "empty.csv", "text/csv", new byte[0]))
                : MockMvcRequestBuilders.request(method, uri);
        if (Handlers.takesABody(handler)) {
            request.contentType(MediaType.APPLICATION_JSON).content("{}");
        }
        sample.forEach((name, value) -> {
            if (!line.path().matches(".*\\{" + name + "[:}].*")) {
                request.param(name, value);
            }
        });
        return request;
    }

    private int rowsWritten() {
        return jdbc.sql("select count(*) from audit_log where action <> 'EVENT' and actor not like 'system:%'")
                .query(Integer.class)
                .single();
    }

    /** The answer without what was asked for, the form's token and the number of the request. */
    private String comparable(MvcTestResult answer, MatrixLine line) throws UnsupportedEncodingException {
        String number = String.valueOf(answer.getResponse().getHeader("X-Request-Id"));
        String text = answer.getResponse().getContentAsString().replace(number, "number");
        text = FORM_TOKEN.matcher(text).replaceAll("");
        for (Map<String, String> values : world.values()) {
            for (String value : line.sampleOf(values).values()) {
                text = text.replaceAll("\\b" + Pattern.quote(value) + "\\b", "…");
            }
        }
        return text;
    }
}

package com.circledesk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;

/** What the content security policy, other languages and people without scripts ask of every template. */
class TemplateConventionTests {
    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Set<String> URL_ATTRIBUTES = Set.of("th:href", "th:src", "th:action", "th:formaction");
    private static final Pattern MESSAGE =
            Pattern.compile("#\\{([A-Za-z][\\w.-]*)[(}]|#messages\\.msg\\('([^']+[^.'])'");
    private static final Pattern ICON = Pattern.compile("icon\\('([a-z0-9-]+)'\\)");

    private static final Pattern WRITES = Pattern.compile(
            "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|createContextualFragment|DOMParser|srcdoc|\\beval\\(|new Function|setTimeout\\(['\"`]|javascript:");

    /** Help is prose: another language gets a template of its own. The mark of the product is no word. */
    private static final Set<String> PROSE = Set.of("help/help.html");

    @Test
    void nothingIsWrittenUnescaped() throws IOException {
        assertThat(findings(page -> page.source.contains("th:utext") || page.source.contains("[(")
                        ? List.of("unescaped text")
                        : List.of()))
                .isEmpty();
    }

    @Test
    void whatIsTypedAsAPasswordIsNamedOne() throws IOException {
        // By their names passwords are left out where the entries of a form are shown again.
        assertThat(findings(page -> page.document.select("input[type=password]").stream()
                        .map(input -> input.attr("name"))
                        .filter(name -> !name.toLowerCase(java.util.Locale.ROOT).contains("password"))
                        .toList()))
                .isEmpty();
    }

    /** Password managers know which one it is, and pasting is never stopped. */
    @Test
    void whatIsTypedAsAPasswordCanBeFilledInAndPasted() throws IOException {
        assertThat(findings(page -> page.document.select("input[type=password]").stream()
                        .filter(input ->
                                !Set.of("current-password", "new-password").contains(input.attr("autocomplete"))
                                        || input.hasAttr("onpaste"))
                        .map(Element::outerHtml)
                        .toList()))
                .isEmpty();
        assertThat(scripts().values()).noneMatch(source -> source.contains("paste"));
    }

    /** Scripts of ours add elements and texts, never markup, and run nothing that is text. */
    @Test
    void noScriptWritesMarkupOrRunsText() throws IOException {
        assertThat(scripts()).hasSizeGreaterThan(2);
        scripts()
                .forEach((name, source) -> assertThat(
                                WRITES.matcher(source).results().map(MatchResult::group))
                        .as(name)
                        .isEmpty());
        assertThat(WRITES.matcher("node.innerHTML = label").find()).isTrue();
    }

    private static Map<String, String> scripts() throws IOException {
        Map<String, String> scripts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/resources/static/js"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                scripts.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return scripts;
    }

    @Test
    void noStyleAndNoScriptStandsInAPage() throws IOException {
        assertThat(findings(page -> attributes(page)
                        .filter(attribute -> attribute.getKey().matches("(th:)?(style|on[a-z]+)|th:styleappend|hx-on.*")
                                || attribute
                                        .getValue()
                                        .strip()
                                        .toLowerCase(java.util.Locale.ROOT)
                                        .startsWith("javascript:"))
                        .map(Attribute::toString)
                        .toList()))
                .isEmpty();
        assertThat(findings(page -> page.document.select("style, script:not([th:src])").stream()
                        .map(Element::outerHtml)
                        .toList()))
                .isEmpty();
    }

    @Test
    void everyAddressIsALinkExpression() throws IOException {
        assertThat(findings(page -> attributes(page)
                        .filter(attribute -> URL_ATTRIBUTES.contains(attribute.getKey())
                                        && !attribute.getValue().startsWith("@{")
                                || Set.of("href", "src", "action").contains(attribute.getKey())
                                        && !attribute.getValue().startsWith("#"))
                        .map(Attribute::toString)
                        .toList()))
                .isEmpty();
    }

    /** Within links and fragments' parameters Thymeleaf allows no bean; {@code fmt} and {@code links} are variables. */
    @Test
    void helpersAreVariablesAndNotBeans() throws IOException {
        assertThat(findings(page -> Pattern.compile("@(fmt|links)\\.")
                        .matcher(page.source)
                        .results()
                        .map(MatchResult::group)
                        .toList()))
                .isEmpty();
    }

    @Test
    void everyPageStandsInALayout() throws IOException {
        assertThat(findings(page -> page.isPart() || page.source.contains("th:replace=\"~{layout/")
                        ? List.of()
                        : List.of("no layout")))
                .isEmpty();
    }

    @Test
    void everyFormThatChangesSomethingCarriesItsToken() throws IOException {
        assertThat(findings(page -> page.document.select("form[method=post]:not([th:action])").stream()
                        .map(Element::outerHtml)
                        .toList()))
                .isEmpty();
    }

    @Test
    void everyWordComesFromTheMessages() throws IOException {
        assertThat(findings(page -> PROSE.contains(page.name)
                        ? List.of()
                        : page.document.getAllElements().stream()
                                .filter(element -> element.ownText().matches(".*\\p{L}{2}.*"))
                                .filter(element -> !isReplaced(element)
                                        && !Set.of("kbd", "html").contains(element.tagName()))
                                .map(element -> element.tagName() + ": " + element.ownText())
                                .toList()))
                .isEmpty();
        assertThat(findings(page -> attributes(page)
                        .filter(attribute -> Set.of("title", "placeholder", "aria-label", "alt")
                                        .contains(attribute.getKey())
                                && attribute.getValue().matches(".*\\p{Ll}{2}.*"))
                        .map(Attribute::toString)
                        .toList()))
                .isEmpty();
    }

    @Test
    void everyMessageThatIsAskedForExists() throws IOException {
        Properties messages = new Properties();
        try (var reader = new InputStreamReader(
                Files.newInputStream(Path.of("src/main/resources/messages.properties")), StandardCharsets.UTF_8)) {
            messages.load(reader);
        }
        assertThat(findings(page -> MESSAGE.matcher(page.source)
                        .results()
                        .map(TemplateConventionTests::group)
                        .filter(key -> !messages.containsKey(key))
                        .toList()))
                .isEmpty();
    }

    @Test
    void everyIconIsInTheSprite() throws IOException {
        String icons = Files.readString(Path.of("src/main/java/com/circledesk/platform/Icons.java"));
        assertThat(findings(page -> ICON.matcher(page.source)
                        .results()
                        .map(TemplateConventionTests::group)
                        .filter(name -> !icons.contains('"' + name + '"'))
                        .toList()))
                .isEmpty();
    }

    /** A fragment is found by its name or as an element of that name: both at once is a surprise. */
    @Test
    void noFragmentIsNamedLikeAnElementBesideIt() throws IOException {
        assertThat(findings(page -> page.document.getElementsByAttribute("th:fragment").stream()
                        .filter(fragment ->
                                page
                                        .document
                                        .select(fragment.attr("th:fragment").replaceAll("\\(.*", ""))
                                        .stream()
                                        .anyMatch(element -> element != fragment))
                        .map(fragment -> fragment.attr("th:fragment"))
                        .toList()))
                .isEmpty();
    }

    /** {@code th:replace} is carried out first, so a condition or a loop on the same element would never be. */
    @Test
    void noReplacedElementHasAConditionOrALoop() throws IOException {
        assertThat(findings(page -> page
                        .document
                        .select(
                                "[th:replace][th:each], [th:replace][th:if], [th:replace][th:unless], [th:replace][th:case], [th:replace][th:with]")
                        .stream()
                        .map(Element::outerHtml)
                        .toList()))
                .isEmpty();
    }

    private static boolean isReplaced(Element element) {
        if (element.hasAttr("th:text") || element.hasAttr("th:errors") || element.hasAttr("th:replace")) {
            return true;
        }
        Element parent = element.parent();
        return parent != null && isReplaced(parent);
    }

    private static String group(MatchResult match) {
        return match.group(1) == null && match.groupCount() > 1 ? match.group(2) : match.group(1);
    }

    private static Stream<Attribute> attributes(Template page) {
        return page.document.getAllElements().stream().flatMap(element -> element.attributes().asList().stream());
    }

    private static Map<String, List<String>> findings(Function<Template, List<String>> rule) throws IOException {
        Map<String, List<String>> findings = new TreeMap<>();
        for (Template page : templates()) {
            List<String> found = new ArrayList<>(new TreeSet<>(rule.apply(page)));
            if (!found.isEmpty()) {
                findings.put(page.name, found);
            }
        }
        return findings;
    }

    private static List<Template> templates() throws IOException {
        try (Stream<Path> files = Files.walk(TEMPLATES)) {
            List<Template> templates = new ArrayList<>();
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".html")).toList()) {
                String source = Files.readString(file).replaceAll("(?s)<!--/\\*.*?\\*/-->", "");
                templates.add(new Template(
                        TEMPLATES.relativize(file).toString().replace('\\', '/'),
                        source,
                        Jsoup.parse(source, "", Parser.xmlParser())));
            }
            assertThat(templates).hasSizeGreaterThan(20);
            return templates;
        }
    }

    private record Template(String name, String source, Document document) {
        /** Printed documents stand on paper, not in a layout. */
        boolean isPart() {
            return Stream.of("layout/", "components/", "pdf/").anyMatch(name::startsWith)
                    || name.endsWith("/fragments.html");
        }
    }
}

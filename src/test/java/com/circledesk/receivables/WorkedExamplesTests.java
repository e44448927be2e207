package com.circledesk.receivables;

import static com.circledesk.support.Cast.FARAH;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.support.Cast;
import com.circledesk.support.ImportApiClient;
import com.circledesk.support.ImportApiClient.Answer;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.TestClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.json.JSONException;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.skyscreamer.jsonassert.JSONAssert;
import org.skyscreamer.jsonassert.JSONCompareMode;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** What {@code docs/worked-examples} tells is what happens: its files go in, its answers come out. */
@IntegrationTest
class WorkedExamplesTests {
    private static final Path EXAMPLES = Path.of("docs/worked-examples");
    private static final Pattern FILE =
            Pattern.compile("\\d+-(?<kind>[a-z-]+?)(-recorded-(?<day>\\d{4}-\\d\\d-\\d\\d))?\\.csv");
    private static final Pattern QUESTION =
            Pattern.compile("```http\nGET (\\S+)\n```\n```(json|text)\n(.*?)```", Pattern.DOTALL);

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Cast cast;

    @Autowired
    private ImportApiClient imports;

    @Autowired
    private TestClock clock;

    static List<Path> examples() throws IOException {
        return sorted(EXAMPLES, Files::isDirectory);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void answersAsPrinted(Path example) throws Exception {
        String story = Files.readString(example.resolve("README.md"));
        for (Path file : sorted(example, child -> child.toString().endsWith(".csv"))) {
            assertThat(story).contains("(" + file.getFileName() + ")");
            load(file);
        }
        List<MatchResult> questions = QUESTION.matcher(story).results().toList();
        assertThat(questions)
                .as("every question has its answer")
                .isNotEmpty()
                .hasSize(story.split("```http").length - 1);
        for (MatchResult question : questions) {
            ask(question.group(1), question.group(2), question.group(3));
        }
    }

    @Test
    void theListNamesEveryExample() throws IOException {
        assertThat(Files.readString(EXAMPLES.resolve("README.md")))
                .contains(examples().stream()
                        .map(example -> "(" + example.getFileName() + "/README.md)")
                        .toList());
    }

    /** Imports the file on the day that its name tells. */
    private void load(Path file) throws IOException {
        Matcher name = FILE.matcher(file.getFileName().toString());
        assertThat(name.matches()).as("number, kind and day of %s", file).isTrue();
        clock.reset();
        if (name.group("day") != null) {
            clock.moveTo(LocalDate.parse(name.group("day")));
        }
        Answer answer = imports.commit(FARAH, name.group("kind"), Files.readString(file));
        assertThat(answer.status()).as("%s: %s", file, answer.body()).isEqualTo(200);
        clock.reset();
    }

    private void ask(String path, String form, String expected) throws IOException, JSONException {
        boolean api = form.equals("json");
        MvcTestResult result = mvc.get()
                .uri(path)
                .with(api ? cast.token(FARAH) : cast.signedIn(FARAH))
                .exchange();
        assertThat(result).as(path).hasStatusOk();
        String answer = result.getResponse().getContentAsString(StandardCharsets.UTF_8);
        if (api) {
            JSONAssert.assertEquals(path, expected, answer, JSONCompareMode.STRICT_ORDER);
        } else {
            assertThat(Jsoup.parse(answer).text()).contains(expected.lines().toList());
        }
    }

    private static List<Path> sorted(Path folder, Predicate<Path> which) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(which).sorted().toList();
        }
    }
}

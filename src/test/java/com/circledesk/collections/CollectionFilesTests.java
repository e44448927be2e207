package com.circledesk.collections;

import static com.circledesk.support.Cast.HARISH;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/**
 * A list that is taken as a file has the rows of its page, in their order and with their sums: more of them than one page
 * shows, of a filter, for somebody who sees one circle.
 */
@IntegrationTest
class CollectionFilesTests {
    /** In Karnataka, one half of each customer: more than a page has. */
    private static final int ACCOUNTS = 104;

    /** What stands in a row of sums where others have their name. */
    private static final Set<String> SUMS = Set.of("", "total");

    private static final Pattern NUMBER = Pattern.compile("-?+\\d++(\\.\\d++)?+");
    private static final Pattern AMOUNT = Pattern.compile("(?<!\\d)\\d++\\.\\d\\d(?!\\d)");

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Cast cast;

    @Autowired
    private SystemWork work;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @BeforeEach
    void everyAccountHasOneOfEach() {
        long person = cast.id(HARISH);
        work.run(() -> {
            for (int n = 1; n <= ACCOUNTS + 2; n++) {
                String circle = n <= ACCOUNTS ? "KA" : "MH";
                String code = "%s-%04d".formatted(circle, n);
                long account = accounts.create(code, n % 2 == 0 ? "Airtel" : "Vi", circle);
                String owed = String.valueOf(2_000_000 + n * 53 % 97 * 1_000);
                receivables.invoice(account, "A-" + code, "2026-05-01", "2026-05-" + (10 + n * 7 % 20), "5000");
                receivables.invoice(account, "B-" + code, "2026-06-01", "2026-06-30", owed);
            }
            OneOfEach.of(jdbc, person);
        });
    }

    /** @param key the column that tells one row from another */
    @ParameterizedTest(name = "{0}?{2}")
    @CsvSource(delimiter = '|', textBlock = """
            /my-work/worklist                | /my-work/worklist/export           | operator=Airtel                                 | Account     | 52
            /my-work/worklist                | /my-work/worklist/export           | operator=Airtel&sort=amount                     | Account     | 52
            /contacts                        | /contacts/export                   | operator=Airtel                                 | Account     | 52
            /contacts                        | /contacts/export                   | operator=Airtel&sort=follow-up&dir=desc         | Account     | 52
            /promises                        | /promises/export                   | operator=Airtel&sort=amount                     | Promise     | 52
            /promises                        | /promises/export                   | operator=Airtel&show=all&sort=amount&dir=asc    | Promise     | 104
            /promises/kept-rates             | /promises/kept-rates/export        | operator=Airtel&group=account                   | Account     | 52
            /receivables/targets             | /receivables/targets/export        | operator=Airtel&groupBy=account                 | Of          | 52
            /action-plans                    | /action-plans/export               | operator=Airtel&sort=expected&dir=desc          | Plan        | 52
            /action-plans/orphans            | /action-plans/orphans/export       | operator=Airtel                                 | Account     | 52
            /support-requests                | /support-requests/export           | operator=Airtel&sort=amount                     | Request     | 52
            /receivables/escalations         | /receivables/escalations/export    | operator=Airtel&sort=amount&dir=asc             | Account     | 52
            /receivables/red-flags           | /receivables/red-flags/export      | operator=Airtel&sort=risk                       | Account     | 52
            /receivables/red-flags           | /receivables/red-flags/export      | operator=Airtel                                 | Account     | 52
            /reports/status-updates          | /reports/status-updates/export     | circle=KA                                       | Manager     | 104
            """)
    void theFileIsThePage(String page, String file, String query, String key, int rows) throws IOException {
        Document first = Jsoup.parse(get(page + "?" + query).getResponse().getContentAsString());
        List<Element> shown = everyPage(first);
        List<List<String>> csv = csv(get(file + "?" + query + "&format=csv"));
        List<List<String>> taken = rows(csv, key);
        assertThat(taken).as("rows of the file").hasSize(rows);
        assertThat(shown).as("rows of the page").hasSize(rows);
        for (int n = 0; n < rows; n++) {
            String said = words(shown.get(n));
            assertThat(said).as("row %d", n).contains(taken.get(n).get(column(csv, key)));
            String row = String.join(" ", taken.get(n)).replace(",", "");
            assertThat(amounts(said)).as("row %d: %s", n, row).allMatch(row::contains);
        }
        String sums = first.select("tfoot, .stats").stream()
                .map(CollectionFilesTests::words)
                .collect(Collectors.joining(" "));
        assertThat(sums(csv, key)).as("sums of the file").allMatch(sums::contains);
        assertThat(rows(workbook(get(file + "?" + query + "&format=xlsx")), key))
                .as("the workbook")
                .extracting(row -> row.get(column(csv, key)))
                .isEqualTo(taken.stream().map(row -> row.get(column(csv, key))).toList());
    }

    private MvcTestResult get(String address) {
        MvcTestResult answer =
                mvc.get().uri(URI.create(address)).with(cast.signedIn(HARISH)).exchange();
        assertThat(answer).as(address).hasStatusOk();
        return answer;
    }

    private List<Element> everyPage(Document first) throws IOException {
        List<Element> rows = new ArrayList<>();
        for (Document page = first; page != null; page = next(page)) {
            rows.addAll(page.select("main table:has(tfoot) > tbody > tr, main .worklist > li"));
        }
        return rows;
    }

    private @Nullable Document next(Document page) throws IOException {
        Element link = page.selectFirst("a[rel=next]");
        return link == null
                ? null
                : Jsoup.parse(get(link.attr("href")).getResponse().getContentAsString());
    }

    /** What is read and what is said on hover, amounts without their commas. */
    private static String words(Element element) {
        return (element.text() + " "
                        + String.join(" ", element.select("[title]").eachAttr("title")))
                .replace(",", "");
    }

    private static List<String> amounts(String words) {
        return AMOUNT.matcher(words).results().map(MatchResult::group).toList();
    }

    @SuppressWarnings("removal")
    private static List<List<String>> csv(MvcTestResult file) throws IOException {
        try (CsvReader<CsvRecord> csv = CsvReader.builder()
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofCsvRecord(file.getResponse().getContentAsString())) {
            return csv.stream().map(CsvRecord::getFields).toList();
        }
    }

    private static List<List<String>> workbook(MvcTestResult file) throws IOException {
        try (ReadableWorkbook book =
                new ReadableWorkbook(new ByteArrayInputStream(file.getResponse().getContentAsByteArray()))) {
            return book.getFirstSheet().read().stream()
                    .map(row -> row.stream()
                            .map(cell -> cell == null ? "" : cell.getText())
                            .toList())
                    .toList();
        }
    }

    private static int head(List<List<String>> file, String key) {
        return IntStream.range(0, file.size())
                .filter(n -> file.get(n).size() > 2 && file.get(n).contains(key))
                .findFirst()
                .orElseThrow();
    }

    private static int column(List<List<String>> file, String key) {
        return file.get(head(file, key)).indexOf(key);
    }

    /** Without a last row of sums. */
    private static List<List<String>> rows(List<List<String>> file, String key) {
        int column = column(file, key);
        return file.stream()
                .skip(head(file, key) + 1L)
                .filter(row -> !SUMS.contains(row.get(column)))
                .toList();
    }

    /** On top, below who made the file and when; or in a last row. */
    private static List<String> sums(List<List<String>> file, String key) {
        return Stream.concat(
                        file.stream()
                                .limit(head(file, key))
                                .dropWhile(row -> !row.get(0).equals("Made at"))
                                .skip(1)
                                .filter(row -> row.size() == 2)
                                .map(row -> row.get(1)),
                        file.stream()
                                .skip(head(file, key) + 1L)
                                .filter(row -> SUMS.contains(row.get(column(file, key))))
                                .flatMap(List::stream))
                .filter(cell -> NUMBER.matcher(cell).matches())
                .toList();
    }
}

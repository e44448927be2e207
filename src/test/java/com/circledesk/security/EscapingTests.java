package com.circledesk.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.support.Cast;
import com.circledesk.support.ImportApiClient;
import com.circledesk.support.ImportApiClient.Answer;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.SecurityWorld;
import com.circledesk.support.SystemWork;
import com.circledesk.users.Role;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.util.UriUtils;

/**
 * What people write, what files bring and what an address says stays text on every page and in every file handed out, as
 * every role: no element, no attribute, no expression, no formula.
 */
@IntegrationTest
class EscapingTests {
    private static final String EVIL =
            "\"'><script>alert(1)</script><img src=x onerror=alert(1) onmouseover='x'>[${7*7}][[${7*7}]]__${7*7}__::x";
    /** As the number of a document: a formula besides. A slash would make it a parameter everywhere. */
    private static final String NUMBER = "=1+1\"'><img src=x onerror=alert(1)>";

    private static final Pattern FORMULA = Pattern.compile("(?m)(^|,)\"?([=@+\\t]|-[^0-9])");

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
    private ImportApiClient imports;

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
        documents();
    }

    /** Documents are never changed: they come as files, with everything that a file can carry. */
    private void documents() {
        List.of("account", "invoice", "receipt", "note").forEach(kind -> values.put(kind, NUMBER));
        send(
                "accounts",
                "account_code,customer_name,operator,segment,circle,payment_terms_days",
                NUMBER,
                EVIL,
                EVIL,
                "MNO",
                "KA",
                "30");
        send(
                "invoices",
                "invoice_no,account_code,charge_type,invoice_date,taxable_amount,tax_amount,total_amount,po_number",
                NUMBER,
                NUMBER,
                "RENTAL",
                "2026-05-01",
                "1000",
                "0",
                "1000",
                NUMBER);
        send(
                "receipts",
                "receipt_no,received_on,amount,account_code,utr,remitter,narration",
                NUMBER,
                "2026-06-01",
                "500",
                NUMBER,
                NUMBER,
                EVIL,
                EVIL);
        send(
                "notes",
                "note_no,kind,account_code,note_date,total_amount,invoice_no,reason",
                NUMBER + "N",
                "CREDIT",
                NUMBER,
                "2026-06-01",
                "10",
                NUMBER,
                EVIL);
        values.put("note", NUMBER + "N");
        send(
                "allocations",
                "receipt_no,invoice_no,amount,deduction_amount,deduction_reason",
                NUMBER,
                NUMBER,
                "100",
                "1",
                EVIL);
    }

    private void send(String kind, String headers, String... row) {
        String cells = Stream.of(row)
                .map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(","));
        Answer answer = imports.commit(Cast.FARAH, kind, headers + "\n" + cells + "\n");
        assertThat(answer.rows()).as(answer.body().toString()).isEqualTo("1/1/0/0");
    }

    @Test
    void onEveryPage() throws UnsupportedEncodingException {
        List<String> problems = new ArrayList<>();
        int seen = 0;
        for (MatrixLine line : MatrixLine.all()) {
            if (!line.isRead() || line.isApi() || line.path().equals("/error")) {
                continue;
            }
            for (Cast.Member member : List.of(Cast.ARUN, Cast.FARAH, Cast.ALICE, Cast.HARISH)) {
                for (boolean echo : new boolean[] {false, true}) {
                    // What the address says is asked once, as somebody who may.
                    if (echo && member != (line.roles().contains(Role.FINANCE) ? Cast.FARAH : Cast.ARUN)) {
                        continue;
                    }
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

    @Test
    void inEveryFileThatIsHandedOut() throws IOException {
        List<String> problems = new ArrayList<>();
        int seen = 0;
        for (MatrixLine line : MatrixLine.all()) {
            if (!line.isRead() || !line.path().matches(".*/(export|faults|statements)")) {
                continue;
            }
            for (Cast.Member member : List.of(Cast.ARUN, Cast.FARAH, Cast.ALICE, Cast.HARISH)) {
                for (String format : List.of("csv", "xlsx", "pdf")) {
                    MockHttpServletResponse answer = ask(line, member, Map.of("format", format));
                    assertThat(answer.getStatus()).as(line.key()).isLessThan(500);
                    String text = textOf(answer);
                    seen += text.contains("=1+1") ? 1 : 0;
                    if (text.startsWith("sheet\n")
                            ? text.contains("\0")
                            : FORMULA.matcher(text).find()) {
                        problems.add("%s for %s as %s".formatted(line.key(), member.role(), format));
                    }
                }
            }
        }
        assertThat(problems).isEmpty();
        assertThat(seen).as("files that hold it, as text").isGreaterThan(30);
    }

    /** What a table holds: its text, or after {@code sheet} the cells of a workbook. Nothing of pages and PDF. */
    private static String textOf(MockHttpServletResponse answer) throws IOException {
        String type = String.valueOf(answer.getContentType());
        if (type.startsWith("text/csv")) {
            return answer.getContentAsString(StandardCharsets.UTF_8).replace("\uFEFF", "");
        }
        if (!type.contains("spreadsheet")) {
            return "";
        }
        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(answer.getContentAsByteArray()))) {
            return book.getFirstSheet().read().stream()
                    .flatMap(Row::stream)
                    .filter(Objects::nonNull)
                    .map(cell -> cell.getType() == CellType.FORMULA ? "\0" + cell.getFormula() : cell.getText())
                    .collect(Collectors.joining("\n", "sheet\n", ""));
        }
    }

    private Document page(MatrixLine line, Cast.Member member, boolean echo) throws UnsupportedEncodingException {
        Map<String, String> evil = new HashMap<>();
        if (echo) {
            ECHOED.forEach(name -> evil.put(name, EVIL));
        }
        MockHttpServletResponse answer = ask(line, member, evil);
        assertThat(answer.getStatus()).as(line.key()).isLessThan(500);
        String type = String.valueOf(answer.getContentType());
        return Jsoup.parse(type.startsWith("text/html") ? answer.getContentAsString() : "");
    }

    private MockHttpServletResponse ask(MatrixLine line, Cast.Member member, Map<String, String> more) {
        Map<String, String> sample = new HashMap<>(line.sampleOf(values));
        sample.putAll(more);
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
        return mvc.get()
                .uri(URI.create(address.toString().replaceAll("\\{[^/]*}", "x")))
                .with(cast.signedIn(member))
                .exchange()
                .getResponse();
    }

    private void change(String sql) {
        jdbc.sql(sql).param("evil", EVIL).update();
    }
}

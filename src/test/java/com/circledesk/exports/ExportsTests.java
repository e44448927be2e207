package com.circledesk.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.circledesk.shared.Money;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.server.ResponseStatusException;

class ExportsTests {
    private final Exports exports = new Exports(1);

    @Test
    void csvKeepsNumbersAndDisarmsFormulas() {
        MockHttpServletResponse answer = export(ExportFormat.CSV, table -> {
            table.fact("As of", LocalDate.of(2026, 10, 31));
            table.head(List.of("Invoice", "Amount", "Days", "Due"));
            table.row("=HYPERLINK(\"x\")", Money.of("-400"), -12, LocalDate.of(2026, 5, 31));
            table.row("a \"b\", c", new BigDecimal("12345678.90"), null, null);
        });

        String text = new String(answer.getContentAsByteArray(), StandardCharsets.UTF_8);
        assertThat(text).isEqualTo("""
                \uFEFFAs of,2026-10-31

                Invoice,Amount,Days,Due
                "'=HYPERLINK(""x"")",-400.00,-12,2026-05-31
                "a ""b"", c",12345678.90,,
                """.replace("\n", "\r\n"));
        assertThat(answer.getContentType()).isEqualTo("text/csv;charset=UTF-8");
    }

    @Test
    void everyBeginningOfAFormulaIsDisarmedAndNothingElse() {
        assertThat(Stream.of("=1", "+1", "-1", "@x", "\tx", "\rx").map(CsvTable::text))
                .allMatch(text -> text.startsWith("'"));
        assertThat(Stream.of("1-2", "", "INV/1", "'x").map(CsvTable::text)).containsExactly("1-2", "", "INV/1", "'x");
        assertThat(CsvTable.text(null)).isEmpty();
    }

    @Test
    void xlsxHoldsNumbersAndDatesAsSuch() throws IOException {
        MockHttpServletResponse answer = export(ExportFormat.XLSX, table -> {
            table.fact("As of", LocalDate.of(2026, 10, 31));
            table.head(List.of("Invoice", "Amount"));
            table.row("=1+1\u0001", Money.of("1180000.50"));
        });

        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(answer.getContentAsByteArray()))) {
            List<Row> rows = book.getFirstSheet().read();
            assertThat(rows.get(0).getCellAsDate(1))
                    .contains(LocalDate.of(2026, 10, 31).atStartOfDay());
            Row last = rows.get(rows.size() - 1);
            Cell text = last.getCell(0);
            assertThat(text.getType()).isEqualTo(CellType.STRING);
            assertThat(text.getText()).isEqualTo("=1+1");
            assertThat(last.getCellAsNumber(1)).contains(new BigDecimal("1180000.50"));
        }
    }

    @Test
    void aLongTableIsWrittenAsItComes() throws IOException {
        MockHttpServletResponse answer = export(ExportFormat.XLSX, table -> {
            table.head(List.of("Number"));
            for (int n = 0; n < 2_345; n++) {
                table.row(n);
            }
        });
        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(answer.getContentAsByteArray()))) {
            assertThat(book.getFirstSheet().read()).hasSize(2_346);
        }
    }

    @Test
    void theNameIsSafeInItsHeader() {
        MockHttpServletResponse answer = new MockHttpServletResponse();
        exports.table(answer, ExportFormat.CSV, "Ageing \"KA\"\r\nX: é", table -> table.row("x"));
        assertThat(Objects.requireNonNull(answer.getHeader("Content-Disposition")))
                .startsWith("attachment; filename=")
                .contains("filename*=UTF-8''")
                .doesNotContain("\r", "\n");
    }

    @ParameterizedTest
    @EnumSource
    void oneMoreThanAllowedIsToldToWait(ExportFormat format) {
        export(
                format,
                table -> assertThatThrownBy(() -> export(ExportFormat.CSV, inner -> inner.row("x")))
                        .isInstanceOfSatisfying(
                                ResponseStatusException.class,
                                e -> assertThat(e.getStatusCode().value()).isEqualTo(429)));
        // Its place is free again, also after one that failed.
        assertThatThrownBy(() -> export(format, table -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        assertThat(export(format, table -> table.row("x")).getStatus()).isEqualTo(200);
    }

    @Test
    void whatFailsIsNoDownload() {
        MockHttpServletResponse answer = new MockHttpServletResponse();
        assertThatThrownBy(() -> exports.table(answer, ExportFormat.CSV, "x", table -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        assertThat(answer.getHeader("Content-Disposition")).isNull();
    }

    private MockHttpServletResponse export(ExportFormat format, Consumer<TableWriter> content) {
        MockHttpServletResponse answer = new MockHttpServletResponse();
        exports.table(answer, format, "Ageing", content);
        return answer;
    }
}

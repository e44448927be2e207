package com.circledesk.payments.statements.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.circledesk.imports.files.BadFile;
import com.circledesk.imports.files.Limits;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * MT940 files of other libraries' test suites, well-formed and broken; they lie beside the project ({@code
 * ../shared/data/bank-statements}). Lines and sums of the good ones were counted by hand.
 */
@EnabledIf("filesAreThere")
class Mt940FilesTests {
    private static final Path FILES = Path.of("../shared/data/bank-statements/mt940-wolph");

    static boolean filesAreThere() {
        return Files.isDirectory(FILES);
    }

    private static List<ReadStatement> read(String name) {
        List<ReadStatement> statements = StatementFiles.read(
                FILES.resolve(name), 20 << 20, new Limits(1_000_000, 200, 500 << 20), List.of(), List.of());
        statements.forEach(ReadStatement::requireBalanced);
        return statements;
    }

    @ParameterizedTest
    @CsvSource({
        "ASNB_mt940.txt, 31, 8, 2828.90, 2771.96",
        "betterplace_sepa_mt9401.sta, 26, 97, 5188474.94, 14457610.84",
        "citi_mt940.txt, 1, 3, 0.00, 1142.75",
        "sberbank_171011_01234945.sta, 1, 3, 0.00, 9437.00",
        "self-provided_february_30.sta, 1, 1, 0.00, 6.00",
    })
    void goodFilesGiveTheirLinesAndSums(String name, int statements, int lines, String credits, String debits) {
        List<ReadStatement> read = read(name);
        assertThat(read).hasSize(statements);
        assertThat(read.stream().mapToInt(each -> each.lines().size()).sum()).isEqualTo(lines);
        assertThat(sum(read, true)).isEqualTo(new BigDecimal(credits));
        assertThat(sum(read, false)).isEqualTo(new BigDecimal(debits));
    }

    private static BigDecimal sum(List<ReadStatement> read, boolean credit) {
        return read.stream()
                .map(each -> credit ? each.credits() : each.debits())
                .reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "betterplace_amount_formats.sta | stands outside of any statement",
                "betterplace_empty_86.sta | stands outside of any statement",
                "betterplace_empty_line.sta | has no opening balance",
                "betterplace_sepa_snippet_broken.sta | the file says its closing balance is",
                "cmxl_account_balance_debit.sta | stands outside of any statement",
                "cmxl_account_identification_legacy.sta | stands outside of any statement",
                "cmxl_closing_balance.sta | stands outside of any statement",
                "cmxl_reference.sta | has no opening balance",
                "cmxl_statement_line.sta | stands outside of any statement",
                "jejik_abnamro.sta | the file says its closing balance is",
                "jejik_ing.sta | the file says its closing balance is",
                "jejik_postfinance.sta | the file says its closing balance is",
                "jejik_rabobank.sta | the file says its closing balance is",
                "jejik_triodos.sta | the file says its closing balance is",
                "mBank_mt942.sta | has no opening balance",
                "self-provided_details_60-63.sta | the file says its closing balance is",
                "self-provided_invalid_statement.sta | neither MT940",
                "self-provided_malformed_details.sta | the file says its closing balance is",
                "self-provided_multiline.sta | stands outside of any statement",
                "self-provided_raiffeisen-cmi.sta | is not UTF-8: line",
                "self-provided_sparkassen.sta | stands outside of any statement",
                "self-provided_whitespace.sta | the file says its closing balance is",
            })
    void brokenFilesSayWhatIsWrong(String name, String sentence) {
        assertThatThrownBy(() -> read(name)).isInstanceOf(BadFile.class).hasMessageContaining(sentence);
    }
}

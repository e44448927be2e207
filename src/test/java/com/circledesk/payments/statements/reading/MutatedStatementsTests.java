package com.circledesk.payments.statements.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.imports.files.BadFile;
import com.circledesk.imports.files.Limits;
import com.circledesk.imports.mappings.ColumnMapping;
import com.circledesk.imports.mappings.MappingDefinition;
import com.circledesk.imports.mappings.MappingDefinition.Source;
import com.circledesk.payments.statements.BankFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sound statements of every format, damaged at random in ways that are the same every time: what comes out balances, or
 * is refused in a sentence; never an error of ours.
 */
class MutatedStatementsTests {
    private static final int MUTATIONS = 600;
    private static final List<String> MORSELS = List.of(
            "\n",
            "\r",
            "\0",
            ",",
            "/",
            ":61:",
            ":62F:",
            ":86:",
            "-",
            "{4:",
            "-}",
            "88,",
            "49,",
            "99,",
            "<",
            "</Ntry>",
            "<!DOCTYPE x>",
            "<Bal>",
            "&lt;",
            "&x;",
            "]]>",
            "1e999",
            "99999999999999999",
            "-1",
            "260230",
            "\u20b9",
            "\u202E",
            "\uFEFF",
            "\"",
            "Dr",
            ";",
            "\t",
            "**",
            "Total");

    private static final ColumnMapping HDFC = new ColumnMapping(
            1,
            "statements",
            "HDFC",
            new MappingDefinition(
                    Map.of(
                            "booked_on", Source.ofHeader("Date"),
                            "narration", Source.ofHeader("Narration"),
                            "reference", Source.ofHeader("Chq./Ref.No."),
                            "value_on", Source.ofHeader("Value Dt"),
                            "debit", Source.ofHeader("Withdrawal Amt."),
                            "credit", Source.ofHeader("Deposit Amt."),
                            "balance", Source.ofHeader("Closing Balance")),
                    List.of(),
                    true,
                    "dd/MM/yyyy",
                    "1,23,456.00",
                    false),
            0);

    private static final List<String> SOUND = List.of(
            BankFiles.mt940(
                    "261031",
                    "0,00",
                    "261102",
                    "900,00",
                    "2611021102C1000,00NTRFHDFCR52026110200000001|RTGS CR BHARTI",
                    "2611021102D100,00NCHK1|PAID"),
            BankFiles.enveloped(BankFiles.mt940("261031", "0,00", "261102", "1000,00", "2611021102C1000,00NTRFNONREF")),
            BankFiles.camt("053.001.08", "0", "1000.00", BankFiles.entry("1000.00", "CRDT", "R1", "BHARTI", "OCT")),
            BankFiles.camt("054.001.02", "", "", BankFiles.entry("1000.00", "CRDT", "R1", "BHARTI", "OCT")),
            BankFiles.bai2("500000"),
            BankFiles.HDFC);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void comesOutSoundOrIsRefusedInASentence(long seed) throws IOException {
        Random random = new Random(seed);
        int read = 0;
        for (int n = 0; n < MUTATIONS; n++) {
            byte[] damaged = damaged(SOUND.get(random.nextInt(SOUND.size())).getBytes(StandardCharsets.UTF_8), random);
            Path file = Files.write(folder.resolve("statement"), damaged);
            try {
                for (ReadStatement statement : StatementFiles.read(
                        file, 1 << 20, new Limits(10_000, 200, 1 << 24), List.of(HDFC), List.of(BankFiles.ACCOUNT))) {
                    statement.requireBalanced();
                    assertThat(statement.lastDay()).isAfterOrEqualTo(statement.firstDay());
                    assertThat(statement.lines()).allSatisfy(line -> {
                        assertThat(line.amount()).isPositive();
                        assertThat(line.amount().scale()).isEqualTo(2);
                    });
                    read++;
                }
            } catch (BadFile bad) {
                assertThat(bad.getMessage()).matches("(?s)\\p{Lu}.{10,}").doesNotContain("Exception");
            } catch (RuntimeException e) {
                throw new AssertionError(
                        "Seed %d, file %d:%n%s".formatted(seed, n, new String(damaged, StandardCharsets.UTF_8)), e);
            }
        }
        assertThat(read).as("some damage does no harm").isPositive();
    }

    private static byte[] damaged(byte[] content, Random random) throws IOException {
        byte[] bytes = content;
        for (int times = random.nextInt(3); times >= 0; times--) {
            int at = random.nextInt(bytes.length + 1);
            int length = random.nextInt(1 + Math.min(60, bytes.length - at));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(bytes, 0, at);
            switch (random.nextInt(5)) {
                case 0 -> out.write(bytes, at + length, bytes.length - at - length);
                case 1 -> {
                    out.write(bytes, at, length);
                    out.write(bytes, at, bytes.length - at);
                }
                case 2 -> {
                    out.write(MORSELS.get(random.nextInt(MORSELS.size())).getBytes(StandardCharsets.UTF_8));
                    out.write(bytes, at, bytes.length - at);
                }
                case 3 -> {
                    out.write(random.nextInt(256));
                    out.write(bytes, Math.min(bytes.length, at + 1), Math.max(0, bytes.length - at - 1));
                }
                default -> {}
            }
            bytes = out.size() == 0 ? content : out.toByteArray();
        }
        return bytes;
    }
}

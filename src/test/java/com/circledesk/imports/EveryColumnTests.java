package com.circledesk.imports;

import static com.circledesk.support.Cast.FARAH;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.imports.cells.CellType;
import com.circledesk.imports.cells.ChoiceType;
import com.circledesk.imports.cells.DateType;
import com.circledesk.imports.cells.FlagType;
import com.circledesk.imports.cells.GstinType;
import com.circledesk.imports.cells.KeyType;
import com.circledesk.imports.cells.MonthType;
import com.circledesk.imports.cells.NumberType;
import com.circledesk.imports.cells.ShapeType;
import com.circledesk.imports.cells.TextType;
import com.circledesk.support.ImportApiClient;
import com.circledesk.support.ImportApiClient.Answer;
import com.circledesk.support.IntegrationTest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** Every column of every kind refuses what its type does not hold, at its place: too long by one, too large by one. */
@IntegrationTest
class EveryColumnTests {
    @Autowired
    private ImportKinds kinds;

    @Autowired
    private ImportApiClient api;

    @TestFactory
    Stream<DynamicTest> refusesWhatItDoesNotHold() {
        return kinds.all().stream().map(kind -> DynamicTest.dynamicTest(kind.name(), () -> refusesIn(kind)));
    }

    private void refusesIn(ImportKind kind) {
        StringBuilder file = new StringBuilder(line(kind, "", "")).append('\n');
        List<String> expected = new ArrayList<>();
        for (Column column : kind.columns()) {
            wrong(column).forEach((value, code) -> {
                file.append(line(kind, column.name(), value)).append('\n');
                expected.add("%d %s %s".formatted(expected.size() + 1, column.name(), code));
            });
        }

        Answer answer = api.preview(FARAH, kind.name(), file.toString());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.faults()).containsAll(expected);
        assertThat(expected).hasSizeGreaterThan(kind.columns().size());
    }

    /** The headers, or a row of examples with one value instead. */
    private static String line(ImportKind kind, String spoiled, String value) {
        return kind.columns().stream()
                .map(column -> spoiled.isEmpty()
                        ? column.name()
                        : "\""
                                + (column.name().equals(spoiled)
                                        ? value
                                        : column.type().example()) + "\"")
                .collect(Collectors.joining(","));
    }

    /** Values that it must not take, each with the code it is refused with. */
    private static Map<String, String> wrong(Column column) {
        Map<String, String> wrong = new LinkedHashMap<>();
        CellType type = column.type();
        wrong.put("x".repeat(10_001), "too-long");
        if (column.required()) {
            wrong.put("", "missing");
        }
        if (!column.future()) {
            wrong.put("2026-11-22", "future-date");
        }
        if (type instanceof TextType text) {
            wrong.put("x".repeat(text.lengthMax() + 1), "too-long");
        } else if (type instanceof KeyType key) {
            wrong.put("x".repeat(key.lengthMax() + 1), "too-long");
            wrong.put("A\u200BB", "bad-choice");
            wrong.put("A\u0967", "bad-choice");
        } else if (type instanceof NumberType number) {
            wrong.put("many", "not-a-number");
            wrong.put("1" + "0".repeat(13), "out-of-range");
            wrong.put(below(number), number.min().signum() < 0 ? "out-of-range" : "negative");
            if (!number.rounded()) {
                wrong.put("1.005", "too-many-decimals");
            }
        } else if (type instanceof DateType) {
            wrong.put("2026-02-31", "not-a-date");
            wrong.put("01/05/26", "not-a-date");
        } else {
            wrong.put("NOPE", codeOf(type));
        }
        return wrong;
    }

    private static String below(NumberType number) {
        return number.min().signum() < 0 ? number.min().subtract(BigDecimal.ONE).toPlainString() : "-1";
    }

    private static String codeOf(CellType type) {
        if (type instanceof MonthType) {
            return "not-a-date";
        }
        if (type instanceof GstinType) {
            return "bad-gstin";
        }
        assertThat(type).isInstanceOfAny(ChoiceType.class, FlagType.class, ShapeType.class);
        return "bad-choice";
    }
}

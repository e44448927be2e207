package com.circledesk.benchmark.matching;

import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.benchmark.matching.OpenBook.Billing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The benchmark in little: whoever makes matching worse hears of it. Figures of the whole stand in docs/benchmarks.md. */
class MatchingQualityTests {
    @ParameterizedTest
    @ValueSource(ints = {50, 200, 1000})
    void certainIsCertain(int open) {
        Score score = MatchingBenchmark.measure(open, Billing.APART, 1_000, 20_261_122);
        assertThat(score.certain().precision()).isGreaterThanOrEqualTo(99_50);
        assertThat(score.certain().recall()).isGreaterThanOrEqualTo(65_00);
        assertThat(score.allButForEquals().precision()).isGreaterThanOrEqualTo(98_70);
        assertThat(score.all().precision()).isGreaterThanOrEqualTo(90_00);
        assertThat(score.all().recall()).isGreaterThanOrEqualTo(74_00);
    }

    @Test
    void whereNoAmountComesTwiceNearlyAllThatCanBeToldIsTold() {
        Score score = MatchingBenchmark.measure(200, Billing.TOGETHER, 1_000, 20_261_122);
        assertThat(score.certain().precision()).isGreaterThanOrEqualTo(99_50);
        assertThat(score.all().precision()).isGreaterThanOrEqualTo(98_70);
        assertThat(score.all().recall()).isGreaterThanOrEqualTo(82_00);
    }
}

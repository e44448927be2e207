package com.circledesk.receivables.ageing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgeBucketsTests {
    private static final AgeBuckets DUE = AgeBuckets.standard(AgeingBasis.DUE);

    @ParameterizedTest
    @CsvSource({
        "-1,Not due",
        "0,Not due",
        "1,1-30",
        "30,1-30",
        "31,31-60",
        "60,31-60",
        "61,61-90",
        "90,61-90",
        "91,91-180",
        "180,91-180",
        "181,181-365",
        "365,181-365",
        "366,> 365",
        "100000,> 365"
    })
    void everyAgeIsInExactlyOneBucket(int age, String label) {
        assertThat(DUE.labels().get(DUE.bucketOf(age))).isEqualTo(label);
    }

    @Test
    void onTheInvoiceDateTheFirstBucketStartsAtZero() {
        AgeBuckets buckets = AgeBuckets.standard(AgeingBasis.INVOICE);

        assertThat(buckets.labels()).containsExactly("0-30", "31-60", "61-90", "91-180", "181-365", "> 365");
        assertThat(buckets.bucketOf(0)).isZero();
        assertThat(buckets.bucketOf(30)).isZero();
        assertThat(buckets.bucketOf(31)).isEqualTo(1);
    }

    @Test
    void labelsAreMadeFromTheBoundsThatClassify() {
        AgeBuckets own = AgeBuckets.parse(AgeingBasis.DUE, "1, 15,45");

        assertThat(own.labels()).containsExactly("Not due", "1-1", "2-15", "16-45", "> 45");
        assertThat(own.thresholds()).isEqualTo(List.of(1, 2, 16, 46));
        assertThat(own.numbered("16-45")).contains(3);
        assertThat(own.numbered("1-30")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "0,30", "30,30", "60,30", "-1", "10000", "30,,60", "1.5", "१"})
    void boundsThatDoNotRiseStrictlyAreRefused(String bounds) {
        assertThatIllegalArgumentException().isThrownBy(() -> AgeBuckets.parse(AgeingBasis.DUE, bounds));
    }
}

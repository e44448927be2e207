package com.circledesk.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageWishTests {
    @ParameterizedTest
    @CsvSource({
        ", , 0, 50",
        "3, 100, 3, 100",
        "-1, 1000000, 0, 250",
        "abc, 0, 0, 50",
        "99999999999999999999, 75, 0, 50",
        "2147483647, 250, 1000000, 250"
    })
    void isMovedToWhatCanBeShown(String page, String size, int shownPage, int shownSize) {
        assertThat(PageWish.of(page, size)).isEqualTo(new PageWish(shownPage, shownSize));
    }

    @Test
    void neverPastTheLastPage() {
        assertThat(new PageWish(9, 50).within(101).page()).isEqualTo(2);
        assertThat(new PageWish(9, 50).within(0).page()).isZero();
        assertThat(new PageWish(1, 50).within(100).page()).isEqualTo(1);
    }
}

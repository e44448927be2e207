package com.circledesk.receivables.ageing;

import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.shared.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErpTiesTests {
    @Test
    void ofManyAccountsOnlyThoseThatDifferAreShownAtFirst() {
        List<ErpTie> ties = new ArrayList<>(List.of(tie("KA-1", "100.00", "99.00")));
        while (ties.size() < 20) {
            ties.add(tie("KA-" + ties.size(), "5.00", "5.00"));
        }
        assertThat(new ErpTies(ties).inShort().ties()).hasSize(20);
        ties.add(tie("KA-21", "7.00", "7.00"));
        assertThat(new ErpTies(ties).inShort().ties())
                .extracting(ErpTie::account)
                .containsExactly("KA-1");
    }

    private static ErpTie tie(String account, String ours, String theirs) {
        return new ErpTie(
                account,
                account,
                LocalDate.of(2026, 10, 31),
                Money.of(new BigDecimal(ours)),
                Money.of(new BigDecimal(theirs)));
    }
}

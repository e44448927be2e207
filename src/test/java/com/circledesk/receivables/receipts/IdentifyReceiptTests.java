package com.circledesk.receivables.receipts;

import static com.circledesk.support.Cast.FARAH;
import static com.circledesk.support.Cast.FELIX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.circledesk.forms.FormKey;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Money;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Race;
import com.circledesk.support.Receivables;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@IntegrationTest
class IdentifyReceiptTests {
    private static final Scope KA = Scope.of("KA");

    @Autowired
    private ReceiptService service;

    @Autowired
    private ReceiptQueries receipts;

    @Autowired
    private Receivables receivables;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Cast cast;

    @BeforeEach
    void aReceiptNobodyKnows() {
        accounts.create("KA-AIR", "Airtel", "KA");
        accounts.create("KA-JIO", "Jio", "KA");
        accounts.create("MH-AIR", "Airtel", "MH");
        receivables.unidentifiedReceipt("RC-1", "2026-06-10", "400");
        ActorContext.set(cast.actor(FARAH), null);
    }

    @Test
    void givesItItsAccountAndPostsItOnTheDayReceived() {
        service.identify(FormKey.fresh(), new IdentifyReceipt("rc-1", "ka-air"));

        ReceiptFacts receipt = receipts.get("RC-1", KA);
        assertThat(receipt.account()).isEqualTo("KA-AIR");
        assertThat(receipt.postedOn()).isEqualTo(LocalDate.of(2026, 6, 10));
        assertThat(receipt.rest()).isEqualTo(Money.of("400.00"));
        assertThat(receipt.identifiedBy()).isEqualTo(FARAH.email());
    }

    @Test
    void anotherCirclesAccountIsUnknown() {
        ActorContext.set(cast.actor(FELIX), null);
        assertRefused("MH-AIR", "unknown-account");
        assertRefused("XX-1", "unknown-account");
    }

    @Test
    void onceOnly() {
        service.identify(FormKey.fresh(), new IdentifyReceipt("RC-1", "KA-AIR"));
        assertRefused("KA-JIO", "already-identified");
    }

    @Test
    void ofSixteenAtOnceExactlyOneWins() {
        List<Race.Finish<String>> finishes = Race.of(
                16,
                cast.actor(FARAH),
                n -> service.identify(FormKey.fresh(), new IdentifyReceipt("RC-1", n % 2 == 0 ? "KA-AIR" : "KA-JIO"))
                        .outcome());
        assertThat(finishes).filteredOn(Race.Finish::won).hasSize(1);
        assertThat(finishes)
                .filteredOn(finish -> !finish.won())
                .allSatisfy(finish -> assertThat(finish.refusal()).isInstanceOf(BusinessRuleException.class));
    }

    @Test
    void repeatsHarmlesslyUnderOneKey() {
        FormKey key = FormKey.fresh();
        service.identify(key, new IdentifyReceipt("RC-1", "KA-AIR"));
        assertThat(service.identify(key, new IdentifyReceipt("RC-1", "KA-AIR")).repeated())
                .isTrue();
    }

    private void assertRefused(String account, String code) {
        assertThatThrownBy(() -> service.identify(FormKey.fresh(), new IdentifyReceipt("RC-1", account)))
                .isInstanceOfSatisfying(
                        BusinessRuleException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}

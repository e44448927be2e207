package com.circledesk.collections.contacts;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.circledesk.forms.FormKey;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.NotFoundException;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What was said stays, the last contact's follow-up counts, and silence ends only where somebody was reached. */
@IntegrationTest
class ContactLogTests {
    private static final Scope KA = Scope.of("KA");

    @Autowired
    private ContactLog log;

    @Autowired
    private ContactQueries contacts;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Cast cast;

    private LogContact contact(String account, ContactResult result, String on, @Nullable String followUp) {
        return new LogContact(
                account,
                Channel.CALL,
                "R. Rao",
                result,
                null,
                LocalDate.parse(on),
                followUp == null ? null : LocalDate.parse(followUp));
    }

    @Test
    void theLastContactCountsAndIsToldOnce() {
        long airtel = accounts.create("KA-AIRTEL", "Airtel", "KA");
        FormKey key = FormKey.fresh();
        LogContact first = contact("KA-AIRTEL", ContactResult.NOT_BOOKED, "2026-11-10", "2026-11-12");
        assertThat(cast.as(ALICE, () -> log.log(key, first)).repeated()).isFalse();
        assertThat(cast.as(ALICE, () -> log.log(key, first)).repeated()).isTrue();
        cast.as(
                ALICE,
                () -> log.log(
                        FormKey.fresh(), contact("KA-AIRTEL", ContactResult.NOT_REACHED, "2026-11-18", "2026-11-20")));
        LastContact last =
                cast.as(ALICE, () -> contacts.last(KA, List.of(airtel))).get(0);
        assertThat(last.contactedOn()).isEqualTo("2026-11-18");
        assertThat(last.followUpOn()).isEqualTo("2026-11-20");
        assertThat(last.answeredOn()).isEqualTo("2026-11-10");

        ContactFilter due = new ContactFilter(
                ContactFilter.ofAccount("KA-AIRTEL").book(), null, null, null, null, LocalDate.parse("2026-11-20"), "");
        List<ContactRow> rows = cast.as(ALICE, () -> contacts.rows(KA, due, ContactSort.FOLLOW_UP, false, 0, 50));
        assertThat(rows).singleElement().matches(ContactRow::latest);
        assertThat(cast.as(ALICE, () -> contacts.count(KA, ContactFilter.ofAccount("KA-AIRTEL"))))
                .isEqualTo(2);
        assertThat(cast.as(ALICE, () -> contacts.people("ka-airtel", KA))).containsExactly("R. Rao");
    }

    @Test
    void whatCannotHaveBeenIsRefused() {
        accounts.create("KA-AIRTEL", "Airtel", "KA");
        refused(contact("KA-AIRTEL", ContactResult.SPOKEN, "2026-11-22", null), "future-date");
        refused(contact("KA-AIRTEL", ContactResult.SPOKEN, "2026-11-21", "2026-11-21"), "out-of-range");
        refused(contact("KA-AIRTEL", ContactResult.OTHER, "2026-11-21", null), "missing");
        assertThatThrownBy(() -> cast.as(
                        BOB,
                        () -> log.log(FormKey.fresh(), contact("KA-AIRTEL", ContactResult.SPOKEN, "2026-11-21", null))))
                .isInstanceOf(NotFoundException.class);
    }

    private void refused(LogContact contact, String code) {
        assertThatThrownBy(() -> cast.as(ALICE, () -> log.log(FormKey.fresh(), contact)))
                .isInstanceOfSatisfying(
                        BusinessRuleException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}

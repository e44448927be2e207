package com.circledesk.receivables.ageing;

import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.receivables.BookFilter;
import com.circledesk.receivables.DocumentKind;
import com.circledesk.shared.Money;
import com.circledesk.support.Accounts;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import com.circledesk.users.Actor;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@IntegrationTest
class AgeingQueriesTests {
    @Autowired
    private AgeingQueries ageings;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @Autowired
    private SystemWork work;

    private long airtel;

    @BeforeEach
    void openAccount() {
        airtel = accounts.create("KA-AIRTEL", "Airtel", "KA");
    }

    @ParameterizedTest
    @CsvSource({"0,0", "-1,0", "1,1", "30,1", "31,2", "60,2", "90,3", "91,4", "180,4", "181,5", "365,5", "366,6"})
    void theDatabaseClassifiesAsTheLabelsSay(int age, int bucket) {
        receivables.invoice(airtel, "INV", "2025-01-01", "2025-01-31", "100");

        Ageing ageing = read(LocalDate.of(2025, 1, 31).plusDays(age), null);

        assertThat(ageing.totals().amounts().get(bucket)).isEqualTo(Money.of("100"));
        assertThat(ageing.totals().gross()).isEqualTo(Money.of("100"));
    }

    /** Invoice of 1,000; 400 received on 10 June, allocated on 20 June with effect from 10 June. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPastDateShowsWhatWasSoThenAndAPastKnowledgeWhatWasKnown(boolean monthsClosed) {
        // Peers hide at 31 May what was paid in June (OCA account-financial-reporting #707).
        long[] invoice = new long[1];
        long[] receipt = new long[1];
        work.on(
                "2026-05-01",
                () -> invoice[0] = receivables.invoice(airtel, "INV", "2026-05-01", "2026-05-31", "1000"));
        work.on("2026-06-10", () -> receipt[0] = receivables.receipt(airtel, "RC", "2026-06-10", "400"));
        if (monthsClosed) {
            receivables.closeMonths();
        }
        work.on("2026-06-20", () -> receivables.allocate(receipt[0], invoice[0], "400", "2026-06-10"));

        assertThat(read(LocalDate.of(2026, 5, 31), null).totals().amounts().get(0))
                .isEqualTo(Money.of("1000"));
        assertThat(read(LocalDate.of(2026, 6, 9), null).totals().amounts().get(1))
                .isEqualTo(Money.of("1000"));
        Ageing then = read(LocalDate.of(2026, 6, 10), null);
        assertThat(then.totals().amounts().get(1)).isEqualTo(Money.of("600"));
        assertThat(then.totals().unapplied()).isEqualTo(Money.ZERO);
        assertThat(then.ledgerBalance()).isEqualTo(Money.of("600"));
        Ageing known = read(LocalDate.of(2026, 6, 10), LocalDate.of(2026, 6, 15));
        assertThat(known.totals().amounts().get(1)).isEqualTo(Money.of("1000"));
        assertThat(known.totals().unapplied()).isEqualTo(Money.of("-400"));
        assertThat(known.ledgerBalance()).isEqualTo(Money.of("600"));
        assertThat(List.of(then.difference(), known.difference())).containsOnly(Money.ZERO);
    }

    @Test
    void anInvoiceOfOnePaisaStaysAndOneOfNothingLeaves() {
        long first = receivables.invoice(airtel, "INV-1", "2026-05-01", "2026-05-31", "100");
        long second = receivables.invoice(airtel, "INV-2", "2026-05-01", "2026-05-31", "100");
        long receipt = receivables.receipt(airtel, "RC", "2026-06-01", "199.99");
        receivables.allocate(receipt, first, "100");
        receivables.allocate(receipt, second, "99.99");

        assertThat(read(LocalDate.of(2026, 6, 1), null).totals().gross()).isEqualTo(Money.of("0.01"));
    }

    @Test
    void moneyOnAccountIsNeverNettedIntoABucket() {
        receivables.invoice(airtel, "INV", "2026-05-01", "2026-05-31", "100");
        receivables.receipt(airtel, "RC", "2026-06-01", "250");

        AgeingRow row = read(LocalDate.of(2026, 6, 2), null).rows().get(0);

        assertThat(row.gross()).isEqualTo(Money.of("100"));
        assertThat(row.unapplied()).isEqualTo(Money.of("-250"));
        assertThat(row.total()).isEqualTo(Money.of("-150"));
    }

    @Test
    void chargeTypesHaveARowForMoneyOnAccountUnlessOneIsChosen() {
        receivables.invoice(airtel, "INV-1", "RENTAL", "2026-05-01", "2026-05-31", "100", "18");
        receivables.invoice(airtel, "INV-2", "ENERGY", "2026-05-01", "2026-05-31", "50", "9");
        receivables.receipt(airtel, "RC", "2026-06-01", "10");
        LocalDate day = LocalDate.of(2026, 6, 2);

        Ageing all = read(day, null, AgeingGroup.CHARGE_TYPE, BookFilter.NONE);
        assertThat(all.rows()).extracting(AgeingRow::key).containsExactly("RENTAL", "ENERGY", "ON_ACCOUNT");
        assertThat(all.difference()).isEqualTo(Money.ZERO);

        Ageing rental = read(
                day, null, AgeingGroup.CHARGE_TYPE, new BookFilter(List.of(), List.of(), List.of(), List.of("RENTAL")));
        assertThat(rental.rows()).extracting(AgeingRow::key).containsExactly("RENTAL");
        assertThat(rental.ledgerBalance()).isEqualTo(Money.of("118"));
        assertThat(rental.difference()).isEqualTo(Money.ZERO);
    }

    @Test
    void filtersOfOneKindAreAlternativesAndKindsNarrowEachOther() {
        receivables.invoice(airtel, "INV-1", "2026-05-01", "2026-05-31", "100");
        receivables.invoice(accounts.create("MH-AIRTEL", "Airtel", "MH"), "INV-2", "2026-05-01", "2026-05-31", "20");
        receivables.invoice(accounts.create("KA-JIO", "Jio", "KA"), "INV-3", "2026-05-01", "2026-05-31", "3");
        LocalDate day = LocalDate.of(2026, 6, 2);

        assertThat(keys(day, AgeingGroup.CIRCLE, filter(List.of("KA", "mh"), List.of("airtel"))))
                .containsExactly("KA", "MH");
        assertThat(keys(day, AgeingGroup.ACCOUNT, filter(List.of("KA"), List.of("Airtel", "Jio"))))
                .containsExactly("KA-AIRTEL", "KA-JIO");
        assertThat(keys(day, AgeingGroup.OPERATOR, filter(List.of(), List.of())))
                .containsExactly("Airtel", "Jio");
        assertThat(keys(day, AgeingGroup.ACCOUNT, filter(List.of("ZZ"), List.of())))
                .isEmpty();
        assertThat(keys(day, AgeingGroup.ACCOUNT, filter(List.of(), List.of("Nobody"))))
                .isEmpty();
    }

    @Test
    void anotherCirclesMoneyIsNotSeenEvenIfTheScopeIsForgotten() {
        receivables.invoice(airtel, "INV-1", "2026-05-01", "2026-05-31", "100");
        receivables.invoice(accounts.create("MH-AIRTEL", "Airtel", "MH"), "INV-2", "2026-05-01", "2026-05-31", "20");
        AgeingRequest request = AgeingRequest.of(LocalDate.of(2026, 6, 2), AgeingGroup.CIRCLE, BookFilter.NONE);

        Ageing narrowed = ActorContext.callAs(work.actor(), null, () -> ageings.ageing(Scope.of("MH"), request));
        assertThat(narrowed.rows()).extracting(AgeingRow::key).containsExactly("MH");
        Scope everything = work.everyCircle();
        Ageing leaking = ActorContext.callAs(
                Actor.system("test", Scope.of("MH")), null, () -> ageings.ageing(everything, request));
        assertThat(leaking.rows()).extracting(AgeingRow::key).containsExactly("MH");
        assertThat(leaking.ledgerBalance()).isEqualTo(Money.of("20"));
    }

    @Test
    void aReversalTakesItsInvoiceOutOfEveryDate() {
        long invoice = receivables.invoice(airtel, "INV", "2026-05-01", "2026-05-31", "100");
        receivables.reverse(DocumentKind.INVOICE, invoice);

        assertThat(read(LocalDate.of(2026, 5, 15), null).rows()).isEmpty();
        assertThat(read(LocalDate.of(2026, 6, 15), null).rows()).isEmpty();
    }

    private List<String> keys(LocalDate day, AgeingGroup group, BookFilter filter) {
        return read(day, null, group, filter).rows().stream()
                .map(AgeingRow::key)
                .toList();
    }

    private static BookFilter filter(List<String> circles, List<String> operators) {
        return new BookFilter(circles, operators, List.of(), List.of());
    }

    private Ageing read(LocalDate asOf, @Nullable LocalDate knownOn) {
        return read(asOf, knownOn, AgeingGroup.ACCOUNT, BookFilter.NONE);
    }

    private Ageing read(LocalDate asOf, @Nullable LocalDate knownOn, AgeingGroup group, BookFilter filter) {
        AgeingRequest request = new AgeingRequest(asOf, knownOn, AgeBuckets.standard(AgeingBasis.DUE), group, filter);
        Scope scope = work.everyCircle();
        return ActorContext.callAs(work.actor(), null, () -> ageings.ageing(scope, request));
    }
}

package com.circledesk.demo;

import com.circledesk.collections.escalation.CustomerLevel;
import com.circledesk.collections.escalation.EscalationMatrices;
import com.circledesk.collections.escalation.OurRole;
import com.circledesk.collections.escalation.SaveRow;
import com.circledesk.collections.escalation.Trigger;
import com.circledesk.shared.Money;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The matrix of escalation that is in force, and a draft of the next one. */
@Component
class DemoMatrix {
    private final EscalationMatrices matrices;

    DemoMatrix(EscalationMatrices matrices) {
        this.matrices = matrices;
    }

    void activate(LocalDate since, Scope everywhere) {
        long matrix = matrices.draft("Policy of the year", null);
        row(
                matrix,
                1,
                null,
                new Trigger(30, Money.of("100000"), null, null, null),
                OurRole.ACCOUNT_MANAGER,
                CustomerLevel.N_1,
                "Call the accounts head, agree on a date for each invoice.",
                16,
                2);
        row(
                matrix,
                1,
                null,
                new Trigger(7, null, null, 2, null),
                OurRole.ACCOUNT_MANAGER,
                CustomerLevel.N_1,
                "Meet the person who promised, ask for a written plan.",
                8,
                2);
        row(
                matrix,
                2,
                null,
                new Trigger(60, Money.of("500000"), null, null, null),
                OurRole.SALES_HEAD,
                CustomerLevel.ZBM,
                "Meet the zonal manager with the statement of account.",
                16,
                3);
        row(
                matrix,
                2,
                null,
                new Trigger(null, Money.of("200000"), 120, null, null),
                OurRole.SALES_HEAD,
                CustomerLevel.N_1,
                "Joint meeting on the dispute within a week.",
                16,
                3);
        row(
                matrix,
                3,
                null,
                new Trigger(90, Money.of("2500000"), null, null, null),
                OurRole.SALES_HEAD,
                CustomerLevel.N,
                "Letter to the circle head; new orders are held.",
                24,
                null);
        row(
                matrix,
                4,
                "A",
                new Trigger(180, Money.of("10000000"), null, null, null),
                OurRole.SALES_HEAD,
                CustomerLevel.CORPORATE,
                "Take it to the corporate office with the sales head of the zone.",
                24,
                null);
        matrices.tiers(everywhere).stream()
                .filter(tier ->
                        tier.operator().contains("Airtel") || tier.operator().contains("Jio"))
                .forEach(tier -> matrices.tier(tier.operatorId(), "A"));
        matrices.activate(matrix, 0, since, null);
        long draft = matrices.draft("Next year, draft", matrix);
        row(
                draft,
                4,
                null,
                new Trigger(365, Money.of("500000"), null, null, null),
                OurRole.SALES_HEAD,
                CustomerLevel.CORPORATE,
                "Legal notice, agreed with the head of finance.",
                24,
                null);
    }

    private void row(
            long matrix,
            int level,
            @Nullable String tier,
            Trigger trigger,
            OurRole role,
            CustomerLevel customer,
            String action,
            int hours,
            @Nullable Integer next) {
        matrices.save(matrix, new SaveRow(null, 0, level, null, tier, trigger, role, customer, action, hours, next));
    }
}

package com.circledesk.collections.worklist;

import com.circledesk.collections.settings.CollectionSetting;
import com.circledesk.shared.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The score of an account from 0 to 100: of each factor its value, at most 1, times its share of all weights. Every point of
 * it has a name.
 *
 * @param points those of the factors, added up
 */
public record WorklistScore(List<FactorScore> factors, BigDecimal points) {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int SCALE = 8;

    public WorklistScore {
        factors = List.copyOf(factors);
    }

    /** @param gap what is missing to the month's target of the account, {@code target} the target */
    static WorklistScore of(
            CollectionSetting setting, WorklistFigures figures, BrokenPromises broken, Money gap, Money target) {
        List<FactorScore> factors = new ArrayList<>();
        BigDecimal all = BigDecimal.valueOf(setting.weights());
        add(factors, all, Factor.AMOUNT, setting.weightAmount(), share(figures.chased(), setting.fullAmount()));
        add(factors, all, Factor.AGE, setting.weightAge(), share(figures.averageDays(), setting.fullAgeDays()));
        add(
                factors,
                all,
                Factor.PROMISES,
                setting.weightPromises(),
                share(BigDecimal.valueOf(broken.count()), setting.fullPromises()));
        add(factors, all, Factor.WINDOW, setting.weightWindow(), share(figures.expiring(), figures.overdue()));
        add(factors, all, Factor.HABIT, setting.weightHabit(), share(figures.habitDays(), setting.fullHabitDays()));
        add(
                factors,
                all,
                Factor.UNACCOUNTED,
                setting.weightUnaccounted(),
                share(figures.unaccounted(), figures.overdue()));
        add(factors, all, Factor.TARGET, setting.weightTarget(), share(gap, target));
        factors.sort(Comparator.comparing(FactorScore::points).reversed().thenComparing(FactorScore::factor));
        return new WorklistScore(
                factors, factors.stream().map(FactorScore::points).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    private static void add(List<FactorScore> factors, BigDecimal all, Factor factor, int weight, BigDecimal value) {
        BigDecimal most = BigDecimal.valueOf(weight).multiply(HUNDRED).divide(all, SCALE, RoundingMode.HALF_UP);
        factors.add(new FactorScore(
                factor,
                most.multiply(value).setScale(1, RoundingMode.HALF_UP),
                most.setScale(1, RoundingMode.HALF_UP)));
    }

    private static BigDecimal share(Money part, Money whole) {
        return share(part.amount(), whole.amount());
    }

    private static BigDecimal share(BigDecimal part, int whole) {
        return share(part, BigDecimal.valueOf(whole));
    }

    private static BigDecimal share(BigDecimal part, BigDecimal whole) {
        return part.signum() <= 0 || whole.signum() <= 0
                ? BigDecimal.ZERO
                : part.divide(whole, SCALE, RoundingMode.HALF_UP).min(BigDecimal.ONE);
    }

    /** What gives points, the most first. */
    public List<FactorScore> counting() {
        return factors.stream().filter(each -> each.points().signum() > 0).toList();
    }
}

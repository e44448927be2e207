package com.circledesk.receivables.kpi;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.NamedInterface;

/** The figures, each with the name it has in addresses and labels and with what explains it. */
@NamedInterface("kpi")
public enum KpiFigure {
    DSO("dso", Unit.DAYS, Better.LOWER, KpiFigures::dso, Part.BUCKETS, Part.BILLING),
    COUNTBACK(
            "dso-countback",
            Unit.DAYS,
            Better.LOWER,
            figures -> figures.countback().days(),
            Part.COUNTBACK,
            Part.BUCKETS),
    BEST_POSSIBLE(
            "dso-best-possible", Unit.DAYS, Better.LOWER, KpiFigures::dsoBestPossible, Part.BUCKETS, Part.BILLING),
    DELINQUENT(
            "average-days-delinquent",
            Unit.DAYS,
            Better.LOWER,
            KpiFigures::averageDaysDelinquent,
            Part.BUCKETS,
            Part.BILLING),
    OVERDUE("overdue", Unit.PERCENT, Better.LOWER, KpiFigures::overduePercent, Part.BUCKETS),
    CEI("cei", Unit.PERCENT, Better.HIGHER, KpiFigures::cei, Part.MOVEMENTS, Part.BILLING, Part.BUCKETS),
    DAYS_LATE(
            "days-late", Unit.DAYS, Better.LOWER, figures -> figures.daysLate().weighted(), Part.SETTLED),
    RECEIVABLE(
            "receivable",
            Unit.RUPEES,
            Better.NEITHER,
            figures -> amount(figures.receivable().total()),
            Part.BUCKETS),
    BILLING("billing", Unit.RUPEES, Better.NEITHER, figures -> amount(figures.billing()), Part.BILLING, Part.MOVEMENTS);

    /** What a figure is counted in. */
    public enum Unit {
        DAYS,
        PERCENT,
        RUPEES
    }

    /** Which way it should go. */
    public enum Better {
        LOWER,
        HIGHER,
        NEITHER
    }

    /** The tables that an explanation consists of. */
    public enum Part {
        BUCKETS,
        BILLING,
        COUNTBACK,
        MOVEMENTS,
        SETTLED
    }

    private final String path;
    private final Unit unit;
    private final Better better;
    private final Function<KpiFigures, @Nullable Ratio> value;
    private final List<Part> parts;

    KpiFigure(String path, Unit unit, Better better, Function<KpiFigures, @Nullable Ratio> value, Part... parts) {
        this.path = path;
        this.unit = unit;
        this.better = better;
        this.value = value;
        this.parts = List.of(parts);
    }

    public static Optional<KpiFigure> at(String path) {
        return Arrays.stream(values()).filter(each -> each.path.equals(path)).findFirst();
    }

    public String path() {
        return path;
    }

    public Unit unit() {
        return unit;
    }

    public Better better() {
        return better;
    }

    public boolean has(Part part) {
        return parts.contains(part);
    }

    /** Null where it is not available, and for countback where all there is to say is "more than". */
    public @Nullable Ratio of(KpiFigures figures) {
        return value.apply(figures);
    }

    private static Ratio amount(BigDecimal rupees) {
        return new Ratio(rupees, BigDecimal.ONE);
    }
}

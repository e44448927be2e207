package com.circledesk.collections.promises.web;

import com.circledesk.collections.promises.MakePromise;
import com.circledesk.collections.promises.PromiseBasis;
import com.circledesk.collections.promises.PromiseChannel;
import com.circledesk.collections.promises.PromiseOrder;
import com.circledesk.forms.AmountText;
import com.circledesk.forms.DateText;
import com.circledesk.forms.FormKey;
import com.circledesk.shared.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/**
 * A promise as it is typed.
 *
 * @param invoice those it is of; none: a lump sum
 * @param amount of all instalments; blank: whatever is open of the invoices
 * @param promisedOn of the first instalment
 * @param instalments how many equal parts, one after the other {@code every} so often
 */
record PromiseForm(
        @Nullable String account,
        @Nullable List<String> invoice,
        @Nullable String amount,
        @Nullable String promisedOn,
        @Nullable String promisedBy,
        @Nullable String channel,
        @Nullable String basis,
        @Nullable String order,
        @Nullable String instalments,
        @Nullable String every,
        @Nullable String madeOn,
        @Nullable String remark,
        @Nullable String key) {
    private static final int PERSON_MAX = 120;
    private static final int REMARK_MAX = 1000;
    private static final int INSTALMENTS_MAX = 60;
    private static final int DAYS_AHEAD = 7;

    /** What follows the first instalment. */
    enum Every {
        WEEK,
        FORTNIGHT,
        MONTH;

        LocalDate after(LocalDate first, int number) {
            return switch (this) {
                case WEEK -> first.plusWeeks(number);
                case FORTNIGHT -> first.plusWeeks(2L * number);
                case MONTH -> first.plusMonths(number);
            };
        }
    }

    static PromiseForm of(String account, List<String> invoices, String person, LocalDate today) {
        return new PromiseForm(
                account,
                invoices,
                "",
                today.plusDays(DAYS_AHEAD).toString(),
                person,
                PromiseChannel.CALL.name(),
                PromiseBasis.GROSS.name(),
                PromiseOrder.OLDEST.name(),
                "1",
                Every.MONTH.name(),
                today.toString(),
                "",
                FormKey.fresh().toString());
    }

    public List<String> invoices() {
        return Objects.requireNonNullElse(invoice, List.<String>of()).stream()
                .filter(number -> !number.isBlank())
                .toList();
    }

    public boolean has(String number) {
        return invoices().stream().anyMatch(each -> each.strip().equalsIgnoreCase(number));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }

    private static <E extends Enum<E>> Optional<E> choice(Class<E> type, @Nullable String value) {
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> each.name().equals(text(value)))
                .findFirst();
    }

    private int parts() {
        String count = text(instalments).isEmpty() ? "1" : text(instalments);
        return count.matches("[0-9]{1,2}+") ? Integer.parseInt(count) : 0;
    }

    void validate(BindingResult errors) {
        if (text(amount).isEmpty()
                ? invoices().isEmpty()
                : AmountText.parse(amount).isEmpty()) {
            errors.rejectValue(
                    "amount",
                    text(amount).isEmpty() ? "missing" : "not-a-number",
                    text(amount).isEmpty()
                            ? "Say how much, or tick the invoices that are promised in full."
                            : "“%s” %s".formatted(text(amount), AmountText.HINT));
        }
        if (DateText.parse(promisedOn).isEmpty()) {
            errors.rejectValue("promisedOn", "not-a-date", DateText.HINT);
        }
        if (!DateText.isBlank(madeOn) && DateText.parse(madeOn).isEmpty()) {
            errors.rejectValue("madeOn", "not-a-date", DateText.HINT);
        }
        if (text(promisedBy).isEmpty()) {
            errors.rejectValue("promisedBy", "missing", "Say who promised it: a name, or the role.");
        }
        atMost("promisedBy", promisedBy, PERSON_MAX, errors);
        atMost("remark", remark, REMARK_MAX, errors);
        if (choice(PromiseChannel.class, channel).isEmpty()) {
            errors.rejectValue("channel", "bad-choice", "Choose how it was promised.");
        }
        if (parts() < 1 || parts() > INSTALMENTS_MAX) {
            errors.rejectValue("instalments", "out-of-range", "Between 1 and 60 instalments.");
        }
    }

    private static void atMost(String name, @Nullable String value, int max, BindingResult errors) {
        if (text(value).length() > max) {
            errors.rejectValue(name, "too-long", "At most %d characters.".formatted(max));
        }
    }

    /** @param open of the invoices together: promised where no amount is given */
    MakePromise toCommand(Money open) {
        LocalDate first = DateText.parse(promisedOn).orElseThrow();
        Money total = text(amount).isEmpty() ? open : AmountText.parse(amount).orElseThrow();
        return new MakePromise(
                text(account).isEmpty() ? null : text(account),
                invoices().stream()
                        .map(number -> new MakePromise.Line(number.strip(), null))
                        .toList(),
                split(total, first),
                choice(PromiseBasis.class, basis).orElse(PromiseBasis.GROSS),
                choice(PromiseOrder.class, order).orElse(PromiseOrder.OLDEST),
                text(promisedBy),
                choice(PromiseChannel.class, channel).orElseThrow(),
                text(remark).isEmpty() ? null : text(remark),
                DateText.parse(madeOn).orElse(null));
    }

    /** Equal parts to the paisa; what does not divide is with the last. */
    private List<MakePromise.Instalment> split(Money total, LocalDate first) {
        Every step = choice(Every.class, every).orElse(Every.MONTH);
        Money part = Money.of(total.amount().divide(BigDecimal.valueOf(parts()), 2, RoundingMode.DOWN));
        List<MakePromise.Instalment> split = new ArrayList<>();
        Money left = total;
        for (int number = 0; number < parts() - 1; number++) {
            split.add(new MakePromise.Instalment(step.after(first, number), part));
            left = left.minus(part);
        }
        split.add(new MakePromise.Instalment(step.after(first, parts() - 1), left));
        return split;
    }
}

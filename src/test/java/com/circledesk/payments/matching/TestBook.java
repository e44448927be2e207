package com.circledesk.payments.matching;

import com.circledesk.payments.matching.Credit.Advice;
import com.circledesk.receivables.ChargeType;
import com.circledesk.shared.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A book in a few words. Tax is expected at 2 % of the taxable value, GST is 18 %. */
final class TestBook {
    static final String ACCOUNT = "AIRTEL-KA";
    private static final BigDecimal RATE = new BigDecimal("2");

    private final List<OpenInvoice> invoices = new ArrayList<>();
    private final Set<Habit> habits = EnumSet.noneOf(Habit.class);
    private final Set<Book.Refused> refused = new HashSet<>();
    private final List<Promised> promises = new ArrayList<>();
    private @Nullable TaxRate habitualRate;
    private @Nullable BigDecimal certificate;
    private boolean publicSector;

    TestBook publicSector() {
        publicSector = true;
        return this;
    }

    TestBook certificate(String rate) {
        certificate = new BigDecimal(rate);
        return this;
    }

    TestBook habit(Habit habit) {
        habits.add(habit);
        return this;
    }

    TestBook habitualRate(String percent) {
        habitualRate = new TaxRate(new BigDecimal(percent), false);
        return this;
    }

    TestBook refused(String receiptNo, String... numbers) {
        refused.add(new Book.Refused(receiptNo, Set.of(numbers)));
        return this;
    }

    TestBook promised(String amount, String... numbers) {
        promises.add(new Promised(List.of(numbers), Money.of(amount), LocalDate.of(2026, 11, 20)));
        return this;
    }

    TestBook rent(String number, String month, String taxable) {
        return invoice(number, ChargeType.RENTAL, month, taxable, null, "0");
    }

    TestBook energy(String number, String month, String taxable) {
        return invoice(number, ChargeType.ENERGY, month, taxable, null, "0");
    }

    TestBook disputed(String number, String month, String taxable) {
        return invoice(number, ChargeType.RENTAL, month, taxable, null, "1");
    }

    /** What is left of an invoice on which tax was deducted already. */
    TestBook part(String number, String month, String taxable, String open) {
        return invoice(number, ChargeType.RENTAL, month, taxable, open, "0");
    }

    private TestBook invoice(
            String number, ChargeType type, String month, String taxable, @Nullable String open, String disputed) {
        BigDecimal base = new BigDecimal(taxable);
        BigDecimal total = base.multiply(new BigDecimal("1.18")).setScale(2, RoundingMode.HALF_UP);
        BigDecimal tds = base.multiply(RATE).divide(BigDecimal.valueOf(100), 0, RoundingMode.HALF_UP);
        LocalDate day = YearMonth.parse(month).atDay(1);
        invoices.add(new OpenInvoice(
                number,
                type,
                YearMonth.parse(month),
                day,
                day.plusDays(30),
                Money.of(base),
                Money.of(total),
                open == null ? Money.of(total) : Money.of(open),
                Money.of(disputed),
                open == null
                        ? new ExpectedTax(Money.of(tds), publicSector ? Money.of(tds) : Money.ZERO, RATE, certificate)
                        : ExpectedTax.NONE));
        return this;
    }

    Book book() {
        return new Book(
                ACCOUNT,
                invoices,
                List.of(BigDecimal.ZERO, new BigDecimal("2"), BigDecimal.TEN),
                habits,
                habitualRate,
                refused,
                promises);
    }

    List<Proposal> propose(String amount, String text) {
        return propose(amount, text, null);
    }

    List<Proposal> propose(String amount, String text, @Nullable Advice advice) {
        return new Matcher(book()).propose(credit(amount, text, advice));
    }

    static Credit credit(String amount, String text, @Nullable Advice advice) {
        return new Credit("R-1", ACCOUNT, LocalDate.of(2026, 11, 15), Money.of(amount), text, advice);
    }

    static Advice.Line advised(String number, String net, String tds) {
        return new Advice.Line(number, Money.of(net), Money.of(tds), Money.ZERO, Money.ZERO);
    }
}

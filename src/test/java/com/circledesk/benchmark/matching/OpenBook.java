package com.circledesk.benchmark.matching;

import com.circledesk.payments.matching.Book;
import com.circledesk.payments.matching.ExpectedTax;
import com.circledesk.payments.matching.OpenInvoice;
import com.circledesk.receivables.ChargeType;
import com.circledesk.shared.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What is open of one account: rents that repeat from site to site and month to month, energy that never does, loading on some
 * sites, GST of 18 %, over twelve months; a few invoices of which a part was paid.
 */
final class OpenBook {
    /** How sites are billed. */
    enum Billing {
        /** Rent, energy and loading each on an invoice: the same amounts come again from site to site and month to month. */
        APART,
        /** All of a site and month on one invoice: with energy in it no amount comes twice. */
        TOGETHER
    }

    static final YearMonth LAST = YearMonth.of(2026, 10);
    private static final int MONTHS = 12;
    private static final int TARIFFS = 12;
    private static final BigDecimal GST = new BigDecimal("0.18");
    private static final BigDecimal RATE = new BigDecimal("2");
    private static final List<BigDecimal> CERTIFICATES =
            List.of(new BigDecimal("0.1"), new BigDecimal("0.5"), new BigDecimal("0.75"), BigDecimal.ONE);
    static final List<BigDecimal> OTHER_RATES = List.of(BigDecimal.ZERO, new BigDecimal("2"), new BigDecimal("10"));

    final String account;
    final boolean publicSector;
    final BigDecimal certificate;
    final Billing billing;
    final List<OpenInvoice> invoices;

    private final SplittableRandom random;
    private final int style;
    private int running;

    OpenBook(String account, int size, Billing billing, SplittableRandom random) {
        this.account = account;
        this.random = random;
        this.billing = billing;
        this.publicSector = random.nextInt(4) == 0;
        this.certificate = CERTIFICATES.get(random.nextInt(CERTIFICATES.size()));
        this.style = random.nextInt(4);
        this.running = 1_000 + random.nextInt(50_000);
        this.invoices = invoices(size);
    }

    Book book() {
        return new Book(account, invoices, OTHER_RATES, Set.of(), null, Set.of(), List.of());
    }

    /** What the bank's line could tell of it. */
    String look(String invoiceNo) {
        return invoices.stream()
                .filter(invoice -> invoice.invoiceNo().equals(invoiceNo))
                .map(invoice -> invoice.chargeType() + " " + invoice.open() + " " + invoice.total())
                .findFirst()
                .orElseThrow();
    }

    private List<OpenInvoice> invoices(int size) {
        // About half of what was billed in twelve months is open still.
        int sites = Math.max(4, size / MONTHS * (billing == Billing.APART ? 1 : 2));
        List<BigDecimal> tariffs = new ArrayList<>();
        for (int i = 0; i < TARIFFS; i++) {
            tariffs.add(BigDecimal.valueOf(14_000 + 250L * random.nextInt(200)));
        }
        BigDecimal[] rents = new BigDecimal[sites];
        for (int site = 0; site < sites; site++) {
            rents[site] = tariffs.get(random.nextInt(TARIFFS));
        }
        List<OpenInvoice> billed = new ArrayList<>();
        for (YearMonth month = LAST.minusMonths(MONTHS - 1); !month.isAfter(LAST); month = month.plusMonths(1)) {
            for (BigDecimal rent : rents) {
                if (billing == Billing.TOGETHER) {
                    billed.add(invoice(
                            ChargeType.RENTAL,
                            month,
                            rent.add(energy()),
                            month.plusMonths(1).atDay(5)));
                    continue;
                }
                billed.add(invoice(ChargeType.RENTAL, month, rent, month.atDay(1)));
                if (random.nextInt(10) < 7) {
                    billed.add(invoice(
                            ChargeType.ENERGY,
                            month,
                            energy(),
                            month.plusMonths(1).atDay(5)));
                }
                if (random.nextInt(10) < 2) {
                    billed.add(invoice(
                            ChargeType.LOADING,
                            month,
                            BigDecimal.valueOf(500L * (1 + random.nextInt(12))),
                            month.atDay(1)));
                }
            }
        }
        while (billed.size() > size) {
            billed.remove(random.nextInt(billed.size()));
        }
        if (billed.size() < size) {
            throw new IllegalStateException("Only " + billed.size() + " invoices were billed.");
        }
        return billed;
    }

    private BigDecimal energy() {
        return BigDecimal.valueOf(800_000 + random.nextInt(6_000_000), 2);
    }

    private OpenInvoice invoice(ChargeType type, YearMonth month, BigDecimal taxable, LocalDate day) {
        BigDecimal total = taxable.add(taxable.multiply(GST).setScale(2, RoundingMode.HALF_UP));
        boolean part = random.nextInt(100) < 3;
        BigDecimal open = part
                ? total.multiply(BigDecimal.valueOf(5 + random.nextInt(30), 2)).setScale(2, RoundingMode.HALF_UP)
                : total;
        ExpectedTax tax = part
                ? new ExpectedTax(Money.ZERO, Money.ZERO, RATE, certificate)
                : new ExpectedTax(
                        Money.of(percent(taxable, RATE)),
                        publicSector ? Money.of(percent(taxable, RATE)) : Money.ZERO,
                        RATE,
                        certificate);
        return new OpenInvoice(
                number(month),
                type,
                month,
                day,
                day.plusDays(30),
                Money.of(taxable),
                Money.of(total),
                Money.of(open),
                Money.ZERO,
                tax);
    }

    static BigDecimal percent(BigDecimal base, BigDecimal rate) {
        return base.multiply(rate).divide(BigDecimal.valueOf(100), 0, RoundingMode.HALF_UP);
    }

    private String number(YearMonth month) {
        running += 1 + random.nextInt(3);
        return switch (style) {
            case 0 -> "KA/26-27/%05d".formatted(running);
            case 1 -> "INV-%s-%06d".formatted(month, running);
            case 2 -> "11%08d".formatted(running);
            default -> "TW%02d%02dR%05d".formatted(month.getYear() % 100, month.getMonthValue(), running);
        };
    }

    List<OpenInvoice> oldestFirst(@Nullable ChargeType type) {
        return invoices.stream()
                .filter(invoice -> type == null || invoice.chargeType() == type)
                .sorted(Comparator.comparing(OpenInvoice::dueDate)
                        .thenComparing(OpenInvoice::invoiceDate)
                        .thenComparing(OpenInvoice::invoiceNo))
                .toList();
    }
}

package com.circledesk.demo;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Bills an account for a month: each invoice covers a run of neighbouring sites, with a line for each. */
final class Billing {
    private final BookPlan plan;
    private final SiteBook sites;
    private final Tariff tariff;
    private final Postings postings;

    Billing(BookPlan plan, SiteBook sites, Postings postings) {
        this.plan = plan;
        this.sites = sites;
        this.tariff = new Tariff(plan, sites);
        this.postings = postings;
    }

    /** How much of a usual month is billed by the book's last day, in thousandths. */
    static int shareBilled(BookPlan plan, int month) {
        return Arrays.stream(Charge.values())
                .filter(charge -> isBilled(plan, charge, month))
                .mapToInt(Charge::perMille)
                .sum();
    }

    private static boolean isBilled(BookPlan plan, Charge charge, int month) {
        return !plan.month(month).atDay(charge.billingDay()).isAfter(plan.until());
    }

    /** The bills of the month by what they are for; what is paid together stays together. */
    Map<Charge, List<Bill>> bill(BookAccount account, int month, int invoices, SplittableRandom random) {
        Map<Charge, List<Bill>> bills = new EnumMap<>(Charge.class);
        int[] onAir = tenancies(account, tenancy -> tariff.isOnAir(account, tenancy, month));
        int share = shareBilled(plan, month);
        int before = 0;
        for (Charge kind : Charge.values()) {
            if (kind.perMille() == 0 || !isBilled(plan, kind, month)) {
                continue;
            }
            int from = invoices * before / share;
            before += kind.perMille();
            int count = invoices * before / share - from;
            int[] billed = kind == Charge.LOADING ? loaded(account, onAir) : onAir;
            List<Bill> ofKind = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                ofKind.add(
                        kind == Charge.TRUE_UP
                                ? seldom(account, month, onAir, random)
                                : usual(account, kind, month, billed, i, count, random));
            }
            bills.put(kind, ofKind);
        }
        return bills;
    }

    private int[] tenancies(BookAccount account, IntPredicate wanted) {
        int count = account.tenancies().count();
        int[] chosen = IntStream.range(0, count).filter(wanted).toArray();
        return chosen.length > 0 ? chosen : IntStream.range(0, count).toArray();
    }

    private int[] loaded(BookAccount account, int[] onAir) {
        int[] chosen = Arrays.stream(onAir)
                .filter(tenancy -> tariff.isLoaded(account, tenancy))
                .toArray();
        return chosen.length > 0 ? chosen : onAir;
    }

    private Bill usual(
            BookAccount account,
            Charge charge,
            int month,
            int[] tenancies,
            int slice,
            int slices,
            SplittableRandom random) {
        int from = (int) ((long) tenancies.length * slice / slices);
        int to = (int) ((long) tenancies.length * (slice + 1) / slices);
        int lines = plan.linesPerInvoice() > 0 ? plan.linesPerInvoice() : Math.max(1, to - from);
        return invoice(account, charge, month, tenancies, from, lines, random);
    }

    private Bill seldom(BookAccount account, int month, int[] onAir, SplittableRandom random) {
        Charge charge = seldomCharge(account, month, random);
        int lines = plan.linesPerInvoice() > 0
                ? plan.linesPerInvoice()
                : charge == Charge.TRUE_UP ? onAir.length / 4 + 1 : 1;
        return invoice(account, charge, month, onAir, random.nextInt(onAir.length), lines, random);
    }

    private Charge seldomCharge(BookAccount account, int month, SplittableRandom random) {
        int chance = random.nextInt(100);
        boolean quarterBegins = plan.month(month).getMonthValue() % 3 == 1;
        if (quarterBegins && chance < 70) {
            return Charge.TRUE_UP;
        }
        if (account.habit().isLate() && chance < 85) {
            return Charge.INTEREST;
        }
        return chance % 20 < 13 ? Charge.ONE_TIME : chance % 20 < 16 ? Charge.EXIT : Charge.OTHER;
    }

    private Bill invoice(
            BookAccount account,
            Charge charge,
            int month,
            int[] tenancies,
            int first,
            int lines,
            SplittableRandom random) {
        LocalDate date =
                earlier(plan.month(month).atDay(charge.billingDay()).plusDays(random.nextInt(3)), plan.until());
        YearMonth period = charge == Charge.RENTAL || charge == Charge.LOADING
                ? plan.month(month)
                : plan.month(month).minusMonths(1);
        String number = postings.numbers().invoice(account.circle(), date, charge.letter());
        long taxable = 0;
        long tax = 0;
        for (int line = 0; line < lines; line++) {
            int tenancy = tenancies[(first + line) % tenancies.length];
            long lineTaxable = tariff.taxable(charge, account, tenancy, period, random);
            long lineTax = Paise.gst(lineTaxable);
            taxable += lineTaxable;
            tax += lineTax;
            if (plan.writesLines()) {
                line(account, charge, date, number, line + 1, tenancy, period, lineTaxable, lineTax);
            }
        }
        Bill bill = new Bill(number, date, date.plusDays(account.habit().termsDays()), taxable, taxable + tax);
        postings.invoice(account, charge, bill, period, plan.story() ? irn(random) : "");
        return bill;
    }

    private void line(
            BookAccount account,
            Charge charge,
            LocalDate date,
            String number,
            int lineNo,
            int tenancy,
            YearMonth period,
            long taxable,
            long tax) {
        boolean ofASite = charge != Charge.INTEREST;
        postings.line(
                date,
                number,
                Integer.toString(lineNo),
                ofASite ? sites.code(account.tenancies().site(tenancy)) : "",
                !ofASite ? "" : account.tenancies().isAnchor(tenancy) ? "ANCHOR" : "COLO",
                charge.type(),
                period.toString(),
                Paise.text(taxable),
                Paise.text(tax));
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? other : one;
    }

    /** An e-invoice number: 64 hexadecimal digits. */
    private static String irn(SplittableRandom random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}

package com.circledesk.support;

import java.time.LocalDate;
import org.springframework.boot.test.context.TestComponent;

/** A small book with something of everything, so that no page is empty: {@code book.fill()}. */
@TestComponent
public class SampleBook {
    private static final String[][] ACCOUNTS = {
        {"KA-AIRTEL", "Bharti Airtel", "KA"},
        {"KA-JIO", "Reliance Jio", "KA"},
        {"KA-VI", "Vodafone Idea", "KA"},
        {"KA-BSNL", "BSNL", "KA"},
        {"KL-AIRTEL", "Bharti Airtel", "KL"},
        {"MH-JIO", "Reliance Jio", "MH"},
    };
    private static final String[] CHARGE_TYPES = {"RENTAL", "ENERGY", "LOADING", "ONE_TIME"};
    private static final LocalDate FIRST_MONTH = LocalDate.of(2025, 9, 1);
    private static final int MONTHS = 15;

    private final Accounts accounts;
    private final Receivables receivables;

    SampleBook(Accounts accounts, Receivables receivables) {
        this.accounts = accounts;
        this.receivables = receivables;
    }

    /** Six accounts in three circles, billed for fifteen months up to November 2026, most of it paid. */
    public void fill() {
        for (int at = 0; at < ACCOUNTS.length; at++) {
            String[] each = ACCOUNTS[at];
            long account = accounts.create(each[0], each[1], each[2]);
            for (int month = 0; month < MONTHS; month++) {
                bill(account, each[0], at, month);
            }
            receivables.receipt(account, "RC-" + each[0] + "-LAST", "2026-11-10", "250000.50");
        }
        receivables.unidentifiedReceipt("RC-UNKNOWN", "2026-11-12", "99000");
    }

    private void bill(long account, String code, int at, int month) {
        LocalDate date = FIRST_MONTH.plusMonths(month);
        LocalDate due = date.plusDays(30);
        long taxable = 1_000_000L + 137_000L * at + 11_000L * month;
        String number = "%s-%s".formatted(code, date.toString().substring(0, 7));
        long invoice = receivables.invoice(
                account,
                number,
                CHARGE_TYPES[(at + month) % CHARGE_TYPES.length],
                date.toString(),
                due.toString(),
                Long.toString(taxable),
                Long.toString(taxable * 18 / 100));
        if (month < MONTHS - 3 - at) {
            String paid = due.plusDays(at * 9L).toString();
            long receipt = receivables.receipt(account, "RC-" + number, paid, Long.toString(taxable));
            receivables.allocate(receipt, invoice, Long.toString(taxable));
        }
    }
}

package com.circledesk.payments.statements.reading;

import com.circledesk.imports.files.BadFile;
import com.circledesk.shared.IndianNumber;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A statement as its file tells it.
 *
 * @param format what was read, for people: {@code MT940}, {@code CAMT.053}, the name of a column mapping
 * @param account as the file writes it, without blanks, in capitals; null where it does not say
 * @param currency null where the file does not say
 * @param opening null where the file tells no balances, as is then {@code closing}
 * @param skipped entries of the file that are no lines: totals, balances, nothing booked yet
 * @param remarks what the reader had to make of it, as sentences
 */
public record ReadStatement(
        String format,
        @Nullable String account,
        @Nullable String number,
        @Nullable String currency,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable BigDecimal opening,
        @Nullable BigDecimal closing,
        List<ReadLine> lines,
        int skipped,
        List<String> remarks) {
    public ReadStatement {
        lines = List.copyOf(lines);
        remarks = List.copyOf(remarks);
    }

    public BigDecimal credits() {
        return sum(true);
    }

    public BigDecimal debits() {
        return sum(false);
    }

    private BigDecimal sum(boolean credit) {
        return lines.stream()
                .filter(line -> line.credit() == credit)
                .map(ReadLine::amount)
                .reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
    }

    /** The first day it is about. */
    public LocalDate firstDay() {
        return days(from).min(LocalDate::compareTo).orElseThrow(ReadStatement::withoutDay);
    }

    public LocalDate lastDay() {
        return days(to).max(LocalDate::compareTo).orElseThrow(ReadStatement::withoutDay);
    }

    private Stream<LocalDate> days(@Nullable LocalDate said) {
        Stream<LocalDate> booked = lines.stream().map(ReadLine::bookedOn);
        return Stream.concat(booked, Stream.of(from, to, said).filter(Objects::nonNull));
    }

    private static BadFile withoutDay() {
        return BadFile.broken("A statement without lines must say of which days it is.");
    }

    /** @throws BadFile if opening and lines do not make the closing balance */
    public void requireBalanced() {
        if (opening == null || closing == null) {
            return;
        }
        BigDecimal made = opening.add(credits()).subtract(debits());
        if (made.compareTo(closing) != 0) {
            throw new BadFile(
                    "total-mismatch",
                    "%s: opening %s plus credits %s less debits %s make %s, but the file says its closing balance is %s. Nothing was taken: ask the bank for the whole statement."
                            .formatted(
                                    title(),
                                    rupees(opening),
                                    rupees(credits()),
                                    rupees(debits()),
                                    rupees(made),
                                    rupees(closing)));
        }
    }

    /** For sentences about it. */
    public String title() {
        return "Statement%s of account %s"
                .formatted(number == null ? "" : " " + number, account == null ? "?" : account);
    }

    static String rupees(BigDecimal amount) {
        return IndianNumber.group(amount.setScale(2));
    }
}

package com.circledesk.payments.tax.web;

import com.circledesk.forms.AmountText;
import com.circledesk.forms.DateText;
import com.circledesk.payments.tax.RecordLowerDeduction;
import com.circledesk.payments.tax.Tax;
import com.circledesk.payments.tax.TaxNature;
import com.circledesk.payments.tax.TaxSettings;
import com.circledesk.receivables.ChargeType;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/** The forms of rates and certificates, as they are typed. */
final class TaxForms {
    private static final String PERCENT = "(100(\\.0{1,2})?|[0-9]{1,2}(\\.[0-9]{1,2})?)";
    private static final int NUMBER_MAX = 40;

    private TaxForms() {}

    private static String plain(@Nullable String value) {
        return value == null ? "" : value.strip();
    }

    private static @Nullable String orNull(@Nullable String value) {
        return plain(value).isEmpty() ? null : plain(value);
    }

    private static Optional<TaxNature> nature(@Nullable String value) {
        return Arrays.stream(TaxNature.values())
                .filter(each -> each.name().equals(plain(value)))
                .findFirst();
    }

    private static Optional<ChargeType> chargeType(@Nullable String value) {
        return Arrays.stream(ChargeType.values())
                .filter(each -> each.name().equals(plain(value)))
                .findFirst();
    }

    private static void percent(String name, @Nullable String value, boolean required, BindingResult errors) {
        if (required ? !plain(value).matches(PERCENT) : !plain(value).matches("|" + PERCENT)) {
            errors.rejectValue(name, "not-a-number", "A percentage from 0 to 100 with at most two decimals.");
        }
    }

    private static void day(String name, @Nullable String value, BindingResult errors) {
        if (DateText.parse(value).isEmpty()) {
            errors.rejectValue(name, "not-a-date", DateText.HINT);
        }
    }

    record SectionForm(
            @Nullable String nature,
            @Nullable String fromOn,
            @Nullable String section,
            @Nullable String rate) {
        void validate(BindingResult errors) {
            if (TaxForms.nature(nature).isEmpty()) {
                errors.rejectValue("nature", "missing", "Choose the nature of the payment.");
            }
            day("fromOn", fromOn, errors);
            if (!plain(section).matches("[0-9A-Za-z()/., -]{1,30}")) {
                errors.rejectValue("section", "bad-choice", "Up to 30 digits, letters, brackets and dashes.");
            }
            percent("rate", rate, true, errors);
        }

        TaxSettings.Section toSection() {
            return new TaxSettings.Section(
                    TaxForms.nature(nature).orElseThrow(),
                    DateText.parse(fromOn).orElseThrow(),
                    plain(section),
                    new BigDecimal(plain(rate)));
        }
    }

    /** @param nature empty: the wider rate counts again */
    record RateForm(
            @Nullable String fromOn,
            @Nullable String tax,
            @Nullable String operator,
            @Nullable String account,
            @Nullable String chargeType,
            @Nullable String nature,
            @Nullable String rate,
            @Nullable String baseShare) {
        void validate(BindingResult errors) {
            day("fromOn", fromOn, errors);
            Tax which = TaxParameters.tax(tax);
            if (which == null) {
                errors.rejectValue("tax", "missing", "Choose the tax.");
            } else if (TaxForms.nature(nature)
                    .filter(each -> each.tax() != which)
                    .isPresent()) {
                errors.rejectValue("nature", "bad-choice", "This is not deducted under that tax.");
            }
            if (!plain(operator).isEmpty() && !plain(account).isEmpty()) {
                errors.rejectValue("account", "bad-choice", "Choose an operator or an account, not both.");
            }
            if (orNull(nature) == null && orNull(rate) != null) {
                errors.rejectValue("rate", "bad-choice", "Without a nature there is no rate of its own.");
            }
            percent("rate", rate, false, errors);
            percent("baseShare", baseShare, true, errors);
        }

        TaxSettings.Rate toRate() {
            String own = orNull(rate);
            return new TaxSettings.Rate(
                    DateText.parse(fromOn).orElseThrow(),
                    Tax.valueOf(plain(tax)),
                    orNull(operator),
                    orNull(account),
                    TaxForms.chargeType(chargeType).orElse(null),
                    TaxForms.nature(nature).orElse(null),
                    own == null ? null : new BigDecimal(own),
                    new BigDecimal(plain(baseShare)));
        }
    }

    record LowerDeductionForm(
            @Nullable String account,
            @Nullable String nature,
            @Nullable String certificateNo,
            @Nullable String rate,
            @Nullable String validFrom,
            @Nullable String validTo,
            @Nullable String moneyLimit) {
        void validate(BindingResult errors) {
            if (plain(account).isEmpty()) {
                errors.rejectValue("account", "missing", "Choose the account.");
            }
            if (TaxForms.nature(nature).filter(each -> each.tax() == Tax.TDS).isEmpty()) {
                errors.rejectValue("nature", "missing", "Choose what it is for.");
            }
            if (plain(certificateNo).isEmpty() || plain(certificateNo).length() > NUMBER_MAX) {
                errors.rejectValue("certificateNo", "missing", "Its number, at most 40 characters.");
            }
            percent("rate", rate, true, errors);
            day("validFrom", validFrom, errors);
            day("validTo", validTo, errors);
            if (AmountText.parse(moneyLimit).filter(each -> each.isPositive()).isEmpty()) {
                errors.rejectValue("moneyLimit", "not-a-number", AmountText.HINT);
            }
        }

        RecordLowerDeduction toCommand() {
            return new RecordLowerDeduction(
                    plain(account),
                    TaxForms.nature(nature).orElseThrow(),
                    plain(certificateNo),
                    new BigDecimal(plain(rate)),
                    DateText.parse(validFrom).orElseThrow(),
                    DateText.parse(validTo).orElseThrow(),
                    AmountText.parse(moneyLimit).orElseThrow());
        }
    }
}

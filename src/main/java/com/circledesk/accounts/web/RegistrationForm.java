package com.circledesk.accounts.web;

import com.circledesk.accounts.RegisterSupplier;
import com.circledesk.accounts.Registration;
import com.circledesk.forms.DateText;
import com.circledesk.imports.cells.GstinType;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/** One of our GST registrations as the administrator words it. */
record RegistrationForm(
        @Nullable String gstin,
        @Nullable String fromOn,
        @Nullable String legalName,
        @Nullable String address,
        @Nullable List<String> circle) {
    private static final int NAME_MAX = 120;
    private static final int ADDRESS_MAX = 500;

    static RegistrationForm blank(LocalDate today) {
        return new RegistrationForm("", today.toString(), "", "", null);
    }

    /** To be changed from today on. */
    static RegistrationForm of(Registration last, LocalDate today) {
        return new RegistrationForm(last.gstin(), today.toString(), last.legalName(), last.address(), last.circles());
    }

    private List<String> circles() {
        return circle == null ? List.of() : List.copyOf(circle);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }

    private String gstinText() {
        return text(gstin).toUpperCase(Locale.ROOT);
    }

    void validate(BindingResult errors) {
        if (!GstinType.fits(gstinText())) {
            errors.rejectValue(
                    "gstin",
                    "bad-gstin",
                    "This is no GSTIN: state, PAN, registration, Z and a check character that fits.");
        }
        if (DateText.parse(fromOn).isEmpty()) {
            errors.rejectValue("fromOn", "not-a-date", "Say from which day on.");
        }
        length("legalName", text(legalName), NAME_MAX, errors);
        length("address", text(address), ADDRESS_MAX, errors);
    }

    private static void length(String field, String value, int most, BindingResult errors) {
        if (value.isEmpty()) {
            errors.rejectValue(field, "missing", "Fill this in: it stands on every note.");
        } else if (value.length() > most) {
            errors.rejectValue(field, "too-long", "At most %d characters.".formatted(most));
        }
    }

    RegisterSupplier asked() {
        return new RegisterSupplier(
                gstinText(), DateText.parse(fromOn).orElseThrow(), text(legalName), text(address), circles());
    }
}

package com.circledesk.disputes.web;

import com.circledesk.disputes.DisputeDetail;
import com.circledesk.disputes.EditDispute;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/** Who works on a dispute, and whom to talk to at the customer. */
record DetailsForm(
        @Nullable String owner,
        @Nullable String coordinator,
        @Nullable String customerRef,
        @Nullable String customerContact,
        @Nullable String version) {
    private static final int REF_MAX = 80;
    private static final int CONTACT_MAX = 200;

    static DetailsForm of(DisputeDetail dispute) {
        return new DetailsForm(
                dispute.owner(),
                dispute.coordinator(),
                dispute.customerRef(),
                dispute.customerContact(),
                String.valueOf(dispute.version()));
    }

    void validate(BindingResult errors) {
        atMost("customerRef", customerRef, REF_MAX, errors);
        atMost("customerContact", customerContact, CONTACT_MAX, errors);
    }

    private static void atMost(String name, @Nullable String value, int max, BindingResult errors) {
        String given = text(value);
        if (given != null && given.length() > max) {
            errors.rejectValue(name, "too-long", "At most %d characters.".formatted(max));
        }
    }

    private static @Nullable String text(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    EditDispute toCommand(String ref) {
        return new EditDispute(
                ref,
                version != null && version.matches("[0-9]{1,9}") ? Integer.parseInt(version) : -1,
                text(owner),
                text(coordinator),
                text(customerRef),
                text(customerContact));
    }
}

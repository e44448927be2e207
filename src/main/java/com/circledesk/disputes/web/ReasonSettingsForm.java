package com.circledesk.disputes.web;

import com.circledesk.disputes.DisputeReason;
import com.circledesk.disputes.DisputeReasons.Wording;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/** A reason as the administrator words it. */
record ReasonSettingsForm(
        @Nullable String code,
        @Nullable String label,
        @Nullable String defaultOwner,
        @Nullable String evidence,
        @Nullable String version) {
    static final Set<String> OWNERS = Set.of("ACCOUNT_MANAGER", "SALES_HEAD", "FINANCE");

    private static final int LABEL_MAX = 80;
    private static final int EVIDENCE_MAX = 2000;

    static ReasonSettingsForm blank() {
        return new ReasonSettingsForm("", "", "ACCOUNT_MANAGER", "", "0");
    }

    static ReasonSettingsForm of(DisputeReason reason) {
        return new ReasonSettingsForm(
                reason.code(),
                reason.label(),
                reason.defaultOwner(),
                reason.evidence(),
                String.valueOf(reason.version()));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }

    String codeText() {
        return text(code).toUpperCase(Locale.ROOT);
    }

    int versionSeen() {
        return text(version).matches("[0-9]{1,9}") ? Integer.parseInt(text(version)) : -1;
    }

    void validate(BindingResult errors) {
        if (!codeText().matches("[A-Z][A-Z0-9_]{1,39}")) {
            errors.rejectValue(
                    "code", "bad-choice", "A code is 2 to 40 letters, digits and underscores, for example RATE_2.");
        }
        if (text(label).isEmpty()) {
            errors.rejectValue("label", "missing", "Give it a name.");
        } else if (text(label).length() > LABEL_MAX) {
            errors.rejectValue("label", "too-long", "At most %d characters.".formatted(LABEL_MAX));
        }
        if (!OWNERS.contains(text(defaultOwner))) {
            errors.rejectValue("defaultOwner", "missing", "Choose who answers for such disputes.");
        }
        if (text(evidence).length() > EVIDENCE_MAX) {
            errors.rejectValue("evidence", "too-long", "At most %d characters.".formatted(EVIDENCE_MAX));
        }
    }

    Wording toWording() {
        return new Wording(codeText(), text(label), text(defaultOwner), text(evidence), versionSeen());
    }
}

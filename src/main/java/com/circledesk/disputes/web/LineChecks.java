package com.circledesk.disputes.web;

import com.circledesk.disputes.imports.PastedClaims;
import com.circledesk.shared.Texts;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.validation.BindingResult;

/** Checks the lines pasted into a form. */
@Component
class LineChecks {
    private final PastedClaims claims;
    private final Texts texts;

    LineChecks(PastedClaims claims, Texts texts) {
        this.claims = claims;
        this.texts = texts;
    }

    /** @return nothing where there are no lines or too many, which is told as an error of the form */
    Optional<PastedClaims.Checked> check(
            @Nullable String ref, PastedForm pasted, boolean headAsked, BindingResult errors) {
        int count = pasted.others().size();
        if (count == 0 || count > PastedClaims.LINES_MAX) {
            errors.reject(
                    count == 0 ? "missing" : "too-many",
                    texts.get(count == 0 ? "disputes.paste.none" : "disputes.paste.tooMany", PastedClaims.LINES_MAX));
            return Optional.empty();
        }
        PastedClaims.Checked checked = claims.check(ref, pasted.others(), headAsked);
        if (!checked.wrong().isEmpty()) {
            errors.reject(
                    "lines", texts.get("disputes.paste.wrong", checked.wrong().size(), count));
        }
        return Optional.of(checked);
    }
}

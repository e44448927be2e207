package com.circledesk.forms;

import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Texts;
import jakarta.servlet.http.HttpServletResponse;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.validation.BindingResult;

/** What people are told after they sent a form that moves money. */
@Component
public class FormAnswers {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH).withZone(ZoneId.of("Asia/Kolkata"));

    private final Texts texts;

    FormAnswers(Texts texts) {
        this.texts = texts;
    }

    /** The sentence about what was done; of a repeat, that it was done before and when. */
    public String done(Submission sent, String sentence) {
        return sent.repeated() ? texts.get("forms.repeated", TIME.format(sent.at()), sentence) : sentence;
    }

    /** The form was not filled in well: shown again with status 422. */
    public void invalid(HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    }

    /** A rule of the business refuses it (somebody else was quicker, say): shown again with status 409 and the reason. */
    public void refused(BusinessRuleException refusal, BindingResult errors, HttpServletResponse response) {
        response.setStatus(HttpStatus.CONFLICT.value());
        errors.reject(refusal.code(), String.valueOf(refusal.getMessage()));
    }

    /** The key of a form, or an error on the form where it came without one. */
    public FormKey key(String text, BindingResult errors) {
        return FormKey.parse(text).orElseGet(() -> {
            errors.reject("missing-key", texts.get("forms.keyMissing"));
            return FormKey.fresh();
        });
    }
}

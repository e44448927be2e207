package com.circledesk.disputes.web;

import com.circledesk.forms.FormAnswers;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.Submission;
import com.circledesk.shared.BusinessRuleException;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.validation.BindingResult;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** How a form of a few words is answered: checked, sent once, and shown again with what was typed where it is refused. */
@Component
class WordsExchange {
    private final FormAnswers answers;

    WordsExchange(FormAnswers answers) {
        this.answers = answers;
    }

    /** A form as it was sent. */
    record Sent(WordsForm form, BindingResult errors, HttpServletResponse response, RedirectAttributes redirect) {}

    /** @param sentence what is said of it once it is done */
    record Done(Submission submission, String sentence, String path) {}

    /** @param again the page of the form */
    String answer(Sent sent, boolean wordsNeeded, Function<FormKey, Done> work, Supplier<String> again) {
        sent.form().validate(sent.errors(), wordsNeeded);
        FormKey key = answers.key(String.valueOf(sent.form().key()), sent.errors());
        if (sent.errors().hasErrors()) {
            answers.invalid(sent.response());
            return again.get();
        }
        try {
            Done done = work.apply(key);
            sent.redirect().addFlashAttribute("flash", answers.done(done.submission(), done.sentence()));
            return "redirect:" + done.path();
        } catch (BusinessRuleException e) {
            answers.refused(e, sent.errors(), sent.response());
            return again.get();
        }
    }
}

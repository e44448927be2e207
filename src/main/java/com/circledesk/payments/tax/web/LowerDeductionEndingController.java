package com.circledesk.payments.tax.web;

import com.circledesk.forms.CheckAnswers;
import com.circledesk.forms.CheckAnswers.Answer;
import com.circledesk.forms.FormAnswers;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.ReasonController;
import com.circledesk.forms.ReasonForm;
import com.circledesk.forms.ReasonPage;
import com.circledesk.payments.tax.LowerDeduction;
import com.circledesk.payments.tax.LowerDeductions;
import com.circledesk.payments.tax.LowerDeductions.EndLowerDeduction;
import com.circledesk.receivables.Words;
import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.Texts;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Ends a certificate before its time: it was withdrawn, replaced, or recorded wrongly. */
@Controller
@RequestMapping(LowerDeductionEndingController.PATH)
@Requires(Permission.POST_MONEY)
class LowerDeductionEndingController extends ReasonController {
    static final String PATH = "/payments/lower-deduction-endings";
    private static final String LIST = "/payments/lower-deductions";

    private final LowerDeductions certificates;
    private final Texts texts;

    LowerDeductionEndingController(LowerDeductions certificates, FormAnswers answers, Texts texts) {
        super(answers);
        this.certificates = certificates;
        this.texts = texts;
    }

    private LowerDeduction certificate(ReasonForm form, Scope scope) {
        if (!form.subjectText().matches("[0-9]{1,18}")) {
            throw new NotFoundException("Certificate", form.subjectText());
        }
        return certificates.get(Long.parseLong(form.subjectText()), scope);
    }

    private static LocalDate lastDay(ReasonForm form, LowerDeduction certificate) {
        LocalDate day = form.dayGiven();
        return day == null ? certificate.validFrom().minusDays(1) : day;
    }

    @Override
    protected ReasonPage page(ReasonForm form, Scope scope) {
        LowerDeduction certificate = certificate(form, scope);
        return new ReasonPage(
                texts.get("lower.end", certificate.certificateNo()),
                texts.get(
                        "lower.end.sub",
                        certificate.account(),
                        Words.day(certificate.validFrom()),
                        Words.day(certificate.lastDay())),
                LIST,
                texts.get("lower.title"),
                PATH,
                texts.get("lower.lastDay"),
                texts.get("lower.lastDay.hint"),
                List.of(texts.get("lower.end.consequence")),
                List.of());
    }

    @Override
    protected CheckAnswers check(ReasonForm form, List<Map.Entry<String, String>> fields, Scope scope) {
        LowerDeduction certificate = certificate(form, scope);
        return new CheckAnswers(
                texts.get("lower.end", certificate.certificateNo()),
                null,
                List.of(
                        new Answer(texts.get("receivables.account"), certificate.account()),
                        new Answer(texts.get("lower.lastDay"), Words.day(lastDay(form, certificate))),
                        new Answer(texts.get("receivables.reason"), form.reasonText())),
                null,
                PATH,
                texts.get("lower.end.do"),
                fields);
    }

    @Override
    protected Done send(FormKey key, ReasonForm form, Scope scope) {
        LowerDeduction certificate = certificate(form, scope);
        return new Done(
                certificates.end(
                        key, new EndLowerDeduction(certificate.id(), lastDay(form, certificate), form.reasonText())),
                texts.get("lower.ended", certificate.certificateNo()),
                LIST);
    }
}

package com.circledesk.collections.promises.web;

import com.circledesk.collections.promises.PromiseQueries;
import com.circledesk.collections.promises.PromiseRow;
import com.circledesk.collections.promises.Promises;
import com.circledesk.collections.promises.WithdrawPromise;
import com.circledesk.forms.CheckAnswers;
import com.circledesk.forms.CheckAnswers.Answer;
import com.circledesk.forms.FormAnswers;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.ReasonController;
import com.circledesk.forms.ReasonForm;
import com.circledesk.forms.ReasonPage;
import com.circledesk.forms.Submission;
import com.circledesk.shared.Formats;
import com.circledesk.shared.Texts;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import com.circledesk.users.Scope;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Withdraws a promise that is open: it counts neither as kept nor as broken. */
@Controller
@RequestMapping(PromiseWithdrawalController.PATH)
@Requires(Permission.WORK_COLLECTIONS)
class PromiseWithdrawalController extends ReasonController {
    static final String PATH = "/promises/withdrawals";

    private final Promises service;
    private final PromiseQueries promises;
    private final Texts texts;
    private final Formats formats;

    PromiseWithdrawalController(
            Promises service, PromiseQueries promises, FormAnswers answers, Texts texts, Formats formats) {
        super(answers);
        this.service = service;
        this.promises = promises;
        this.texts = texts;
        this.formats = formats;
    }

    @Override
    protected ReasonPage page(ReasonForm form, Scope scope) {
        PromiseRow promise = promises.get(form.subjectText(), scope).row();
        return new ReasonPage(
                texts.get("promises.withdraw.heading", promise.ref()),
                texts.get(
                        "promises.withdraw.sub",
                        promise.customerName(),
                        formats.rupees(promise.amount()),
                        formats.date(promise.promisedOn())),
                "/promises/" + promise.ref(),
                promise.ref(),
                PATH,
                null,
                null,
                List.of(texts.get("promises.withdraw.consequence")),
                List.of());
    }

    @Override
    protected CheckAnswers check(ReasonForm form, List<Map.Entry<String, String>> fields, Scope scope) {
        PromiseRow promise = promises.get(form.subjectText(), scope).row();
        return new CheckAnswers(
                texts.get("promises.withdraw.heading", promise.ref()),
                texts.get("promises.withdraw.consequence"),
                List.of(
                        new Answer(texts.get("book.account"), promise.account()),
                        new Answer(texts.get("promises.amount"), formats.rupees(promise.amount())),
                        new Answer(texts.get("promises.received"), formats.rupees(promise.received())),
                        new Answer(texts.get("promises.due"), formats.date(promise.promisedOn())),
                        new Answer(texts.get("receivables.reason"), form.reasonText())),
                null,
                PATH,
                texts.get("promises.withdraw"),
                fields);
    }

    @Override
    protected Done send(FormKey key, ReasonForm form, Scope scope) {
        Submission sent = service.withdraw(key, new WithdrawPromise(form.subjectText(), form.reasonText()));
        return new Done(sent, texts.get("promises.withdrawn", sent.outcome()), "/promises/" + sent.outcome());
    }
}

package com.circledesk.payments.statements.web;

import com.circledesk.forms.CheckAnswers;
import com.circledesk.forms.CheckAnswers.Answer;
import com.circledesk.forms.FormAnswers;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.Submission;
import com.circledesk.payments.statements.BankLine;
import com.circledesk.payments.statements.BankLineService;
import com.circledesk.payments.statements.BankLines;
import com.circledesk.payments.statements.RemitterGuess;
import com.circledesk.payments.statements.RemitterRules;
import com.circledesk.receivables.Words;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Choice;
import com.circledesk.shared.Money;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Whose money credits are, many at once, and who finds it out. Each line is posted on its own: what is refused comes back as a list. */
@Controller
@Requires(Permission.POST_MONEY)
class BankLineActions {
    private static final String LIST = "redirect:/payments/bank-lines";
    private static final String IDENTIFY = "/payments/bank-lines/identifications";
    private static final int LINES_MAX = 250;

    /** A line and the account it is given. */
    private record Given(BankLine line, String account) {}

    private final BankLines lines;
    private final BankLineService service;
    private final RemitterRules rules;
    private final FormAnswers answers;
    private final Texts texts;

    BankLineActions(BankLines lines, BankLineService service, RemitterRules rules, FormAnswers answers, Texts texts) {
        this.lines = lines;
        this.service = service;
        this.rules = rules;
        this.answers = answers;
        this.texts = texts;
    }

    /** What is going to be posted, with count and sum. */
    @PostMapping(IDENTIFY + "/check")
    String check(
            @RequestParam(name = "line", defaultValue = "") List<Long> ids,
            @RequestParam(defaultValue = "") String account,
            CurrentUser user,
            HttpServletRequest request,
            Model model,
            RedirectAttributes redirect) {
        List<Given> given = given(ids, account, user);
        if (given.isEmpty()) {
            redirect.addFlashAttribute("flashProblem", texts.get("payments.line.nothingChosen"));
            return LIST;
        }
        Money sum = given.stream().map(each -> each.line().amount()).reduce(Money.ZERO, Money::plus);
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        fields.add(Map.entry("key", String.valueOf(request.getParameter("key"))));
        given.forEach(each -> {
            fields.add(Map.entry("line", Long.toString(each.line().id())));
            fields.add(Map.entry("to", each.account()));
        });
        int left = ids.size() - given.size();
        model.addAttribute(
                "check",
                new CheckAnswers(
                        texts.get("payments.line.identifyMany", given.size()),
                        left == 0
                                ? texts.get("payments.line.identify.warning")
                                : texts.get("payments.line.identify.without", left),
                        List.of(
                                new Answer(texts.get("payments.line.count"), Integer.toString(given.size())),
                                new Answer(texts.get("receivables.amount"), Words.rupees(sum))),
                        new CheckAnswers.Table(
                                List.of(
                                        texts.get("receivables.receipt.remitter"),
                                        texts.get("payments.line.bookedOn"),
                                        texts.get("receivables.account"),
                                        texts.get("receivables.amount")),
                                given.stream()
                                        .map(each -> List.of(
                                                shown(each.line()),
                                                Words.day(each.line().bookedOn()),
                                                each.account(),
                                                Words.rupees(each.line().amount())))
                                        .toList()),
                        IDENTIFY,
                        texts.get("payments.line.identify.do"),
                        fields));
        return CheckAnswers.VIEW;
    }

    private static String shown(BankLine line) {
        String name = line.remitterName();
        return name == null ? line.narration().isEmpty() ? "–" : line.narration() : name;
    }

    /** Chosen ones that wait; without an account each is given the one that was guessed. */
    private List<Given> given(List<Long> ids, String account, CurrentUser user) {
        List<Long> wanted = ids.stream().distinct().limit(LINES_MAX).toList();
        Map<Long, RemitterGuess> guesses = rules.guesses(wanted, user.scope());
        List<Given> given = new ArrayList<>();
        for (Long id : wanted) {
            BankLine line = lines.get(id, user.scope());
            @Nullable RemitterGuess guess = guesses.get(id);
            String to = !account.isBlank() ? account.strip() : guess == null ? "" : guess.accountCode();
            if (line.state() == BankLine.State.UNIDENTIFIED && !to.isEmpty()) {
                given.add(new Given(line, to));
            }
        }
        return given;
    }

    /** Back to the list, where other lines can be chosen. */
    @PostMapping(IDENTIFY + "/change")
    String change() {
        return LIST + "?show=UNIDENTIFIED";
    }

    @PostMapping(IDENTIFY)
    String identify(
            @RequestParam(name = "line", defaultValue = "") List<Long> ids,
            @RequestParam(name = "to", defaultValue = "") List<String> accounts,
            @RequestParam(defaultValue = "") String key,
            RedirectAttributes redirect) {
        FormKey whole = FormKey.parse(key).orElse(null);
        if (whole == null || ids.isEmpty() || ids.size() != accounts.size() || ids.size() > LINES_MAX) {
            redirect.addFlashAttribute("flashProblem", texts.get("forms.keyMissing"));
            return LIST;
        }
        int done = 0;
        List<String> refusals = new ArrayList<>();
        for (int at = 0; at < ids.size(); at++) {
            try {
                service.identify(part(whole, ids.get(at)), ids.get(at), accounts.get(at));
                done++;
            } catch (BusinessRuleException e) {
                refusals.add(texts.get("payments.line.refused", ids.get(at), String.valueOf(e.getMessage())));
            }
        }
        if (done > 0) {
            redirect.addFlashAttribute("flash", texts.get("payments.line.identified", done));
        }
        if (!refusals.isEmpty()) {
            redirect.addFlashAttribute("flashProblem", String.join(" ", refusals));
        }
        return ids.size() == 1 ? LIST + "/" + ids.get(0) : LIST;
    }

    /** Every line of a form has a key of its own, the same one each time the form is sent. */
    private static FormKey part(FormKey whole, long line) {
        return new FormKey(UUID.nameUUIDFromBytes((whole + "/" + line).getBytes(StandardCharsets.UTF_8)));
    }

    @PostMapping("/payments/bank-lines/owners")
    String give(
            @RequestParam(name = "line", defaultValue = "") List<Long> ids,
            @RequestParam(defaultValue = "") String owner,
            CurrentUser user,
            RedirectAttributes redirect) {
        List<Long> seen = ids.stream()
                .distinct()
                .limit(LINES_MAX)
                .map(id -> lines.get(id, user.scope()).id())
                .toList();
        boolean nobody = owner.equals("0");
        boolean known = lines.owners().stream().map(Choice::value).anyMatch(owner::equals);
        if (seen.isEmpty() || !nobody && !known) {
            redirect.addFlashAttribute(
                    "flashProblem",
                    texts.get(seen.isEmpty() ? "payments.line.nothingChosen" : "payments.line.chooseOwner"));
            return LIST;
        }
        service.giveTo(seen, nobody ? null : Long.valueOf(owner));
        redirect.addFlashAttribute("flash", texts.get("payments.line.given", seen.size()));
        return seen.size() == 1 ? LIST + "/" + seen.get(0) : LIST;
    }

    /** What was taken back by mistake waits again. */
    @PostMapping(BankLineController.ID + "/restoration")
    String putBack(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String key,
            CurrentUser user,
            RedirectAttributes redirect) {
        lines.get(id, user.scope());
        return act(id, redirect, () -> {
            Submission sent = service.putBack(required(key), id);
            return answers.done(sent, texts.get("payments.line.putBack.done", sent.outcome()));
        });
    }

    /** A payment came back: its receipt is taken back on that day. */
    @PostMapping(BankLineController.ID + "/bounce")
    String bounce(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String key,
            @RequestParam(defaultValue = "") String receipt,
            @RequestParam(defaultValue = "") String reason,
            CurrentUser user,
            RedirectAttributes redirect) {
        lines.get(id, user.scope());
        return act(id, redirect, () -> {
            if (receipt.isBlank() || reason.isBlank()) {
                throw new BusinessRuleException("missing", texts.get("payments.line.bounce.missing"));
            }
            Submission sent = service.bounce(required(key), id, receipt.strip(), reason.strip());
            return answers.done(sent, texts.get("payments.line.bounce.done", sent.outcome()));
        });
    }

    private FormKey required(String key) {
        return FormKey.parse(key)
                .orElseThrow(() -> new BusinessRuleException("missing-key", texts.get("forms.keyMissing")));
    }

    private interface Act {
        String done();
    }

    private static String act(long id, RedirectAttributes redirect, Act act) {
        try {
            redirect.addFlashAttribute("flash", act.done());
        } catch (BusinessRuleException e) {
            redirect.addFlashAttribute("flashProblem", e.getMessage());
        }
        return LIST + "/" + id;
    }
}

package com.circledesk.payments.handshake.web;

import com.circledesk.accounts.AccountQueries;
import com.circledesk.forms.DateText;
import com.circledesk.forms.FormAnswers;
import com.circledesk.payments.handshake.CustomerState;
import com.circledesk.payments.handshake.HandshakeQueries;
import com.circledesk.payments.handshake.HandshakeService;
import com.circledesk.payments.handshake.web.HandshakeForms.FollowUpForm;
import com.circledesk.payments.handshake.web.HandshakeForms.StateForm;
import com.circledesk.receivables.Selections;
import com.circledesk.shared.Choice;
import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** Who follows a difference up, and how far invoices are with the customer. */
@Controller
@Requires(Permission.WORK_DISPUTES)
class FollowUpController {
    private static final String BOOKS = "/payments/customer-reconciliation/account";

    private final HandshakeService service;
    private final HandshakeQueries books;
    private final AccountQueries accounts;
    private final Selections selections;
    private final FormAnswers answers;
    private final Texts texts;
    private final Clock clock;

    FollowUpController(
            HandshakeService service,
            HandshakeQueries books,
            AccountQueries accounts,
            Selections selections,
            FormAnswers answers,
            Texts texts,
            Clock clock) {
        this.service = service;
        this.books = books;
        this.accounts = accounts;
        this.selections = selections;
        this.answers = answers;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping("/payments/customer-reconciliation/follow-ups/new")
    String open(
            @RequestParam String account,
            @RequestParam String asOf,
            @RequestParam String subject,
            @RequestParam String kind,
            CurrentUser user,
            Model model) {
        return show(new FollowUpForm(account, asOf, subject, kind, "", ""), user, model);
    }

    @PostMapping("/payments/customer-reconciliation/follow-ups")
    String followUp(
            @ModelAttribute("form") FollowUpForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        form.validate(errors);
        if (!errors.hasErrors() && !known(form.account(), user)) {
            throw new NotFoundException("Account", String.valueOf(form.account()));
        }
        if (!errors.hasErrors() && service.followUp(form.toCommand(), user.scope()) == 0) {
            errors.rejectValue("owner", "unknown-user", texts.get("handshake.unknownOwner"));
        }
        if (errors.hasErrors()) {
            answers.invalid(response);
            return show(form, user, model);
        }
        redirect.addFlashAttribute("flash", texts.get("handshake.followed"));
        return "redirect:" + booksOf(form.account(), form.asOf());
    }

    @GetMapping("/payments/customer-states/new")
    String states(
            @RequestParam(required = false) @Nullable String account,
            @RequestParam(required = false) @Nullable String invoice,
            CurrentUser user,
            Model model) {
        return showStates(
                new StateForm(account, invoice, "", LocalDate.now(clock).toString(), ""), user, model);
    }

    @PostMapping("/payments/customer-states")
    String setStates(
            @ModelAttribute("form") StateForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        form.validate(LocalDate.now(clock), errors);
        if (!errors.hasErrors() && !known(form.account(), user)) {
            throw new NotFoundException("Account", String.valueOf(form.account()));
        }
        if (!errors.hasErrors()) {
            CustomerState state = HandshakeForms.state(form.state()).orElseThrow();
            List<String> unknown = service.setState(
                    Objects.requireNonNull(form.account()),
                    form.numbers(),
                    state,
                    DateText.parse(form.day()).orElseThrow(),
                    form.remarkGiven(),
                    user.scope());
            if (unknown.isEmpty()) {
                redirect.addFlashAttribute(
                        "flash",
                        texts.get("handshake.stated", form.numbers().size(), texts.get("handshake.state." + state)));
                return "redirect:/payments/customer-reconciliation";
            }
            errors.rejectValue(
                    "invoices", "unknown-invoice", texts.get("handshake.unknownInvoices", String.join(", ", unknown)));
        }
        answers.invalid(response);
        return showStates(form, user, model);
    }

    private boolean known(@Nullable String account, CurrentUser user) {
        return account != null && accounts.find(account, user.scope()).isPresent();
    }

    private String show(FollowUpForm form, CurrentUser user, Model model) {
        if (!known(form.account(), user)) {
            throw new NotFoundException("Account", String.valueOf(form.account()));
        }
        model.addAttribute("form", form);
        model.addAttribute("people", books.people(user.scope(), String.valueOf(form.account())));
        model.addAttribute("back", booksOf(form.account(), form.asOf()));
        return "payments/follow-up";
    }

    private String showStates(StateForm form, CurrentUser user, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("choices", selections.choices(user.scope()));
        model.addAttribute(
                "states",
                Arrays.stream(CustomerState.values())
                        .map(each -> new Choice(each.name(), texts.get("handshake.state." + each)))
                        .toList());
        return "payments/customer-states";
    }

    private static String booksOf(@Nullable String account, @Nullable String asOf) {
        return UriComponentsBuilder.fromPath(BOOKS)
                .queryParam("account", "{account}")
                .queryParam("asOf", "{asOf}")
                .encode()
                .buildAndExpand(String.valueOf(account), String.valueOf(asOf))
                .toUriString();
    }
}

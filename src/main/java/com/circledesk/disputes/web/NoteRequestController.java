package com.circledesk.disputes.web;

import com.circledesk.disputes.DisputeQueries;
import com.circledesk.disputes.ExceptionRow;
import com.circledesk.disputes.NoteFacts;
import com.circledesk.disputes.NotePurpose;
import com.circledesk.disputes.NoteQueries;
import com.circledesk.disputes.NoteRequestDetail;
import com.circledesk.disputes.NoteService;
import com.circledesk.forms.FormAnswers;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.Submission;
import com.circledesk.receivables.invoices.InvoiceQueries;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.PageParameters;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import com.circledesk.users.Scope;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Notes that are asked for: what waits, one of them, and asking for one that settles no dispute or undoes a note. */
@Controller
@Requires(Permission.VIEW_RECEIVABLES)
class NoteRequestController {
    private final NoteService service;
    private final NoteQueries notes;
    private final DisputeQueries disputes;
    private final InvoiceQueries invoices;
    private final FormAnswers answers;
    private final Texts texts;
    private final Clock clock;

    NoteRequestController(
            NoteService service,
            NoteQueries notes,
            DisputeQueries disputes,
            InvoiceQueries invoices,
            FormAnswers answers,
            Texts texts,
            Clock clock) {
        this.service = service;
        this.notes = notes;
        this.disputes = disputes;
        this.invoices = invoices;
        this.answers = answers;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping("/notes/requests")
    String waiting(PageParameters page, CurrentUser user, Model model) {
        model.addAttribute("requests", notes.waiting(user.scope(), page.number(), page.rows()));
        model.addAttribute("mayWork", user.may(Permission.WORK_DISPUTES));
        return "disputes/note-requests";
    }

    @GetMapping("/notes/requests/{id}")
    String show(@PathVariable long id, CurrentUser user, Model model) {
        NoteRequestDetail request = notes.request("NR:" + id, user.scope());
        List<ExceptionRow> exceptions = notes.exceptions(request.row());
        model.addAttribute("request", request);
        model.addAttribute("exceptions", exceptions);
        model.addAttribute("moves", actions(request, exceptions, user));
        model.addAttribute("mayAllow", user.may(Permission.ALLOW_EXCEPTIONS));
        model.addAttribute("me", user.email());
        model.addAttribute("today", LocalDate.now(clock));
        return "disputes/note-request";
    }

    private List<String> actions(NoteRequestDetail request, List<ExceptionRow> exceptions, CurrentUser user) {
        List<String> actions = new ArrayList<>();
        if (!request.isOpen()) {
            return actions;
        }
        if (request.mayBeApprovedBy(
                        user.email(),
                        notes.approvingRoles(user.id(), request.row().circle(), user.scope()))
                && user.may(Permission.APPROVE_NOTES)) {
            actions.add("note-approvals");
        }
        if (request.isApproved() && user.may(Permission.POST_MONEY)) {
            actions.add("notes");
        }
        boolean asked = exceptions.stream().anyMatch(each -> each.isPending() || Boolean.TRUE.equals(each.allowed()));
        if (user.may(Permission.WORK_DISPUTES)) {
            if (request.isLateOn(LocalDate.now(clock)) && !asked) {
                actions.add("late-notes");
            }
            actions.add("note-withdrawals");
        }
        return actions;
    }

    @GetMapping("/notes/requests/new")
    @Requires(Permission.WORK_DISPUTES)
    String blank(
            @RequestParam(required = false) @Nullable String purpose,
            @RequestParam(required = false) @Nullable String against,
            @RequestParam(defaultValue = "") String invoice,
            @RequestParam(defaultValue = "") String dispute,
            CurrentUser user,
            Model model) {
        String found =
                dispute.isBlank() ? "" : disputes.get(dispute, user.scope()).ref();
        String lines =
                invoice.isBlank() ? "" : invoices.get(invoice, user.scope()).invoiceNo() + " ";
        return show(purpose(purpose), against, NoteRequestForm.of(lines, found), user.scope(), model);
    }

    @PostMapping("/notes/requests")
    @Requires(Permission.WORK_DISPUTES)
    String ask(
            @RequestParam(required = false) @Nullable String purpose,
            @RequestParam(required = false) @Nullable String against,
            @ModelAttribute("form") NoteRequestForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        NotePurpose asked = purpose(purpose);
        String number =
                against == null ? null : notes.get(against, user.scope()).noteNo();
        form.validate(asked, errors);
        FormKey key = answers.key(String.valueOf(form.key()), errors);
        if (errors.hasErrors()) {
            answers.invalid(response);
            return show(asked, number, form, user.scope(), model);
        }
        try {
            Submission sent = service.ask(key, form.toCommand(asked, number));
            redirect.addFlashAttribute("flash", answers.done(sent, texts.get("note.asked", sent.outcome())));
            return "redirect:/notes/requests/" + sent.outcome().substring("NR:".length());
        } catch (BusinessRuleException e) {
            answers.refused(e, errors, response);
            return show(asked, number, form, user.scope(), model);
        } catch (NotFoundException e) {
            errors.rejectValue("lines", "unknown-invoice", String.valueOf(e.getMessage()));
            answers.invalid(response);
            return show(asked, number, form, user.scope(), model);
        }
    }

    private static NotePurpose purpose(@Nullable String name) {
        return NotePurpose.named(name)
                .filter(purpose -> purpose != NotePurpose.CORRECTION)
                .orElse(NotePurpose.UNDERBILLED);
    }

    private String show(NotePurpose purpose, @Nullable String against, NoteRequestForm form, Scope scope, Model model) {
        NoteFacts note = against == null ? null : notes.get(against, scope);
        if (purpose.isUndoing() && note == null) {
            throw new NotFoundException("Note", "");
        }
        model.addAttribute("form", form);
        model.addAttribute("purpose", purpose);
        model.addAttribute("note", note);
        model.addAttribute(
                "because", note == null ? null : notes.notCancelledBecause(note).orElse(null));
        return "disputes/note-ask";
    }
}

package com.circledesk.disputes.web;

import com.circledesk.disputes.DisputeDetail;
import com.circledesk.disputes.DisputeQueries;
import com.circledesk.disputes.IssueNotes;
import com.circledesk.disputes.NoteQueries;
import com.circledesk.disputes.NoteRequestDetail;
import com.circledesk.disputes.NoteService;
import com.circledesk.disputes.NoteService.Words;
import com.circledesk.forms.FormAnswers;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.Submission;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.function.BiFunction;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The note of a dispute: asked for, approved, taken back, issued. */
@Controller
@RequestMapping("/disputes/{ref}")
@Requires(Permission.WORK_DISPUTES)
class NoteController {
    private static final String FORM = "disputes/note-form";

    private final NoteService service;
    private final NoteQueries notes;
    private final DisputeQueries disputes;
    private final FormAnswers answers;
    private final Texts texts;
    private final Clock clock;

    NoteController(
            NoteService service,
            NoteQueries notes,
            DisputeQueries disputes,
            FormAnswers answers,
            Texts texts,
            Clock clock) {
        this.service = service;
        this.notes = notes;
        this.disputes = disputes;
        this.answers = answers;
        this.texts = texts;
        this.clock = clock;
    }

    /** @param what names the texts of the form */
    private record Kind(String what, String path, boolean wordsNeeded) {}

    private static final Kind REQUEST = new Kind("request", "note-requests", false);
    private static final Kind APPROVAL = new Kind("approval", "note-approvals", false);
    private static final Kind WITHDRAWAL = new Kind("withdrawal", "note-withdrawals", true);
    private static final Kind LATE = new Kind("late", "late-notes", true);
    private static final Kind ISSUE = new Kind("issue", "notes", false);

    @GetMapping("/note-requests/new")
    String request(@PathVariable String ref, CurrentUser user, Model model) {
        return show(REQUEST, ref, WordsForm.of(""), user, model);
    }

    @PostMapping("/note-requests")
    String request(
            @PathVariable String ref,
            @ModelAttribute("form") WordsForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        return send(new Sent(REQUEST, ref, form, errors, user, response, model, redirect), service::request);
    }

    @GetMapping("/note-approvals/new")
    @Requires(Permission.APPROVE_NOTES)
    String approve(@PathVariable String ref, CurrentUser user, Model model) {
        return show(APPROVAL, ref, WordsForm.of(""), user, model);
    }

    @PostMapping("/note-approvals")
    @Requires(Permission.APPROVE_NOTES)
    String approve(
            @PathVariable String ref,
            @ModelAttribute("form") WordsForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        return send(new Sent(APPROVAL, ref, form, errors, user, response, model, redirect), service::approve);
    }

    @GetMapping("/note-withdrawals/new")
    String takeBack(@PathVariable String ref, CurrentUser user, Model model) {
        return show(WITHDRAWAL, ref, WordsForm.of(""), user, model);
    }

    @PostMapping("/note-withdrawals")
    String takeBack(
            @PathVariable String ref,
            @ModelAttribute("form") WordsForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        return send(new Sent(WITHDRAWAL, ref, form, errors, user, response, model, redirect), service::takeBack);
    }

    @GetMapping("/late-notes/new")
    String late(@PathVariable String ref, CurrentUser user, Model model) {
        return show(LATE, ref, WordsForm.of(""), user, model);
    }

    @PostMapping("/late-notes")
    String late(
            @PathVariable String ref,
            @ModelAttribute("form") WordsForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        return send(new Sent(LATE, ref, form, errors, user, response, model, redirect), service::askForLate);
    }

    @GetMapping("/notes/new")
    @Requires(Permission.POST_MONEY)
    String issue(@PathVariable String ref, CurrentUser user, Model model) {
        return show(ISSUE, ref, WordsForm.of(""), user, model);
    }

    @PostMapping("/notes")
    @Requires(Permission.POST_MONEY)
    String issue(
            @PathVariable String ref,
            @ModelAttribute("form") WordsForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        return send(
                new Sent(ISSUE, ref, form, errors, user, response, model, redirect),
                (key, words) -> service.issue(key, new IssueNotes(words.ref())));
    }

    private record Sent(
            Kind kind,
            String ref,
            WordsForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {}

    private String send(Sent sent, BiFunction<FormKey, Words, Submission> work) {
        String ref = disputes.get(sent.ref(), sent.user().scope()).ref();
        sent.form().validate(sent.errors(), sent.kind().wordsNeeded());
        FormKey key = answers.key(String.valueOf(sent.form().key()), sent.errors());
        if (sent.errors().hasErrors()) {
            answers.invalid(sent.response());
            return show(sent.kind(), ref, sent.form(), sent.user(), sent.model());
        }
        try {
            Submission done = work.apply(key, new Words(ref, sent.form().words()));
            String numbers = done.outcome().contains(",")
                    ? done.outcome().substring(done.outcome().indexOf(',') + 1).replace(",", ", ")
                    : "";
            sent.redirect()
                    .addFlashAttribute(
                            "flash",
                            answers.done(
                                    done,
                                    texts.get("disputes.note." + sent.kind().what() + ".done", ref, numbers)));
            return "redirect:/disputes/" + ref;
        } catch (BusinessRuleException e) {
            answers.refused(e, sent.errors(), sent.response());
            return show(sent.kind(), ref, sent.form(), sent.user(), sent.model());
        }
    }

    private String show(Kind kind, String ref, WordsForm form, CurrentUser user, Model model) {
        DisputeDetail dispute = disputes.get(ref, user.scope());
        NoteRequestDetail request = notes.request(dispute.id(), user.scope())
                .filter(NoteRequestDetail::isOpen)
                .orElse(null);
        if (request == null && (kind == APPROVAL || kind == ISSUE)) {
            throw new NotFoundException("Note asked for in dispute", dispute.ref());
        }
        model.addAttribute("form", form);
        model.addAttribute("dispute", dispute);
        model.addAttribute("request", kind == REQUEST ? null : request);
        model.addAttribute("today", LocalDate.now(clock));
        model.addAttribute("what", kind.what());
        model.addAttribute("action", "/disputes/%s/%s".formatted(dispute.ref(), kind.path()));
        model.addAttribute("wordsNeeded", kind.wordsNeeded());
        model.addAttribute("wordsAsked", kind != ISSUE);
        return FORM;
    }
}

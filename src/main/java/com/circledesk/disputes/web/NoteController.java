package com.circledesk.disputes.web;

import com.circledesk.disputes.DisputeDetail;
import com.circledesk.disputes.DisputeQueries;
import com.circledesk.disputes.IssueNotes;
import com.circledesk.disputes.NoteQueries;
import com.circledesk.disputes.NoteRequestDetail;
import com.circledesk.disputes.NoteService;
import com.circledesk.disputes.NoteService.Words;
import com.circledesk.disputes.web.WordsExchange.Done;
import com.circledesk.disputes.web.WordsExchange.Sent;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.Submission;
import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import com.circledesk.users.Scope;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What is done about a request for a note, of a dispute or of its own: asked for, approved, taken back, carried out. */
@Controller
@Requires(Permission.WORK_DISPUTES)
class NoteController {
    private static final String FORM = "disputes/note-form";

    private final NoteService service;
    private final NoteQueries notes;
    private final DisputeQueries disputes;
    private final WordsExchange words;
    private final Texts texts;
    private final Clock clock;

    NoteController(
            NoteService service,
            NoteQueries notes,
            DisputeQueries disputes,
            WordsExchange words,
            Texts texts,
            Clock clock) {
        this.service = service;
        this.notes = notes;
        this.disputes = disputes;
        this.words = words;
        this.texts = texts;
        this.clock = clock;
    }

    /** @param what names the texts of the form */
    private record Kind(String what, String path, boolean wordsNeeded, boolean requestNeeded) {}

    private static final Kind REQUEST = new Kind("request", "note-requests", false, false);
    private static final Kind APPROVAL = new Kind("approval", "note-approvals", false, true);
    private static final Kind WITHDRAWAL = new Kind("withdrawal", "note-withdrawals", true, false);
    private static final Kind LATE = new Kind("late", "late-notes", true, false);
    private static final Kind ALLOWED = new Kind("allowed", "late-notes/allowed", true, true);
    private static final Kind REFUSED = new Kind("refused", "late-notes/refused", true, true);
    private static final Kind ISSUE = new Kind("issue", "notes", false, true);

    @GetMapping("/disputes/{ref}/note-requests/new")
    String request(@PathVariable String ref, CurrentUser user, Model model) {
        return show(REQUEST, subject(ref, null, user.scope()), WordsForm.of(""), model);
    }

    @PostMapping("/disputes/{ref}/note-requests")
    String request(
            @PathVariable String ref,
            @ModelAttribute("form") WordsForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        boolean oneNote = form.about().equals("true");
        return send(
                REQUEST,
                ref,
                null,
                new Sent(form, errors, response, redirect),
                user,
                model,
                (key, said) -> service.request(key, said, oneNote));
    }

    @GetMapping({"/disputes/{ref}/note-approvals/new", "/notes/requests/{id}/note-approvals/new"})
    @Requires(Permission.APPROVE_NOTES)
    String approve(
            @PathVariable(required = false) @Nullable String ref,
            @PathVariable(required = false) @Nullable Long id,
            CurrentUser user,
            Model model) {
        return show(APPROVAL, subject(ref, id, user.scope()), WordsForm.of(""), model);
    }

    @PostMapping({"/disputes/{ref}/note-approvals", "/notes/requests/{id}/note-approvals"})
    @Requires(Permission.APPROVE_NOTES)
    String approve(
            @PathVariable(required = false) @Nullable String ref,
            @PathVariable(required = false) @Nullable Long id,
            @ModelAttribute("form") WordsForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        return send(APPROVAL, ref, id, new Sent(form, errors, response, redirect), user, model, service::approve);
    }

    @GetMapping({"/disputes/{ref}/note-withdrawals/new", "/notes/requests/{id}/note-withdrawals/new"})
    String takeBack(
            @PathVariable(required = false) @Nullable String ref,
            @PathVariable(required = false) @Nullable Long id,
            CurrentUser user,
            Model model) {
        return show(WITHDRAWAL, subject(ref, id, user.scope()), WordsForm.of(""), model);
    }

    @PostMapping({"/disputes/{ref}/note-withdrawals", "/notes/requests/{id}/note-withdrawals"})
    String takeBack(
            @PathVariable(required = false) @Nullable String ref,
            @PathVariable(required = false) @Nullable Long id,
            @ModelAttribute("form") WordsForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        return send(WITHDRAWAL, ref, id, new Sent(form, errors, response, redirect), user, model, service::takeBack);
    }

    @GetMapping({"/disputes/{ref}/late-notes/new", "/notes/requests/{id}/late-notes/new"})
    String late(
            @PathVariable(required = false) @Nullable String ref,
            @PathVariable(required = false) @Nullable Long id,
            CurrentUser user,
            Model model) {
        return show(LATE, subject(ref, id, user.scope()), WordsForm.of(""), model);
    }

    @PostMapping({"/disputes/{ref}/late-notes", "/notes/requests/{id}/late-notes"})
    String late(
            @PathVariable(required = false) @Nullable String ref,
            @PathVariable(required = false) @Nullable Long id,
            @ModelAttribute("form") WordsForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        return send(LATE, ref, id, new Sent(form, errors, response, redirect), user, model, service::askForLate);
    }

    /** The head's word on it; on a dispute's it is said at the dispute. */
    @GetMapping("/notes/requests/{id}/late-notes/{decision}/new")
    @Requires(Permission.ALLOW_EXCEPTIONS)
    String decide(@PathVariable Long id, @PathVariable String decision, CurrentUser user, Model model) {
        return show(decided(decision), subject(null, id, user.scope()), WordsForm.of(""), model);
    }

    @PostMapping("/notes/requests/{id}/late-notes/{decision}")
    @Requires(Permission.ALLOW_EXCEPTIONS)
    String decide(
            @PathVariable Long id,
            @PathVariable String decision,
            @ModelAttribute("form") WordsForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        Kind kind = decided(decision);
        return send(
                kind,
                null,
                id,
                new Sent(form, errors, response, redirect),
                user,
                model,
                (key, said) -> service.decideLate(key, said, kind == ALLOWED));
    }

    @GetMapping({"/disputes/{ref}/notes/new", "/notes/requests/{id}/notes/new"})
    @Requires(Permission.POST_MONEY)
    String issue(
            @PathVariable(required = false) @Nullable String ref,
            @PathVariable(required = false) @Nullable Long id,
            CurrentUser user,
            Model model) {
        return show(ISSUE, subject(ref, id, user.scope()), WordsForm.of(""), model);
    }

    @PostMapping({"/disputes/{ref}/notes", "/notes/requests/{id}/notes"})
    @Requires(Permission.POST_MONEY)
    String issue(
            @PathVariable(required = false) @Nullable String ref,
            @PathVariable(required = false) @Nullable Long id,
            @ModelAttribute("form") WordsForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        return send(
                ISSUE,
                ref,
                id,
                new Sent(form, errors, response, redirect),
                user,
                model,
                (key, said) -> service.issue(key, new IssueNotes(said.ref())));
    }

    private static Kind decided(String decision) {
        return switch (decision) {
            case "allowed" -> ALLOWED;
            case "refused" -> REFUSED;
            default -> throw new NotFoundException("Decision", decision);
        };
    }

    @FunctionalInterface
    private interface Work {
        Submission of(FormKey key, Words said);
    }

    /** @param dispute null where the request settles none */
    private record Subject(
            String ref,
            String path,
            @Nullable DisputeDetail dispute,
            @Nullable NoteRequestDetail request) {}

    private Subject subject(@Nullable String ref, @Nullable Long id, Scope scope) {
        if (ref == null) {
            NoteRequestDetail request = notes.request("NR:" + id, scope);
            return new Subject(request.row().ref(), request.row().path(), null, request);
        }
        DisputeDetail dispute = disputes.get(ref, scope);
        Optional<NoteRequestDetail> open = notes.request(dispute.id(), scope).filter(NoteRequestDetail::isOpen);
        return new Subject(dispute.ref(), "/disputes/" + dispute.ref(), dispute, open.orElse(null));
    }

    private String send(
            Kind kind, @Nullable String ref, @Nullable Long id, Sent sent, CurrentUser user, Model model, Work work) {
        Subject subject = subject(ref, id, user.scope());
        return words.answer(
                sent,
                kind.wordsNeeded(),
                key -> {
                    Submission done =
                            work.of(key, new Words(subject.ref(), sent.form().words()));
                    String numbers = done.outcome().contains(",")
                            ? done.outcome()
                                    .substring(done.outcome().indexOf(',') + 1)
                                    .replace(",", ", ")
                            : "";
                    return new Done(
                            done,
                            texts.get("disputes.note." + kind.what() + ".done", subject.ref(), numbers),
                            subject.path());
                },
                () -> show(kind, subject(ref, id, user.scope()), sent.form(), model));
    }

    private String show(Kind kind, Subject subject, WordsForm form, Model model) {
        if (subject.request() == null && kind.requestNeeded()) {
            throw new NotFoundException("Note asked for in dispute", subject.ref());
        }
        model.addAttribute("form", form);
        model.addAttribute("ref", subject.ref());
        model.addAttribute("path", subject.path());
        model.addAttribute("dispute", subject.dispute());
        model.addAttribute("request", kind == REQUEST ? null : subject.request());
        model.addAttribute("today", LocalDate.now(clock));
        model.addAttribute("what", kind.what());
        model.addAttribute("action", subject.path() + "/" + kind.path());
        model.addAttribute("wordsNeeded", kind.wordsNeeded());
        model.addAttribute("wordsAsked", kind != ISSUE);
        return FORM;
    }
}

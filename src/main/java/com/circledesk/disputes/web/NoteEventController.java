package com.circledesk.disputes.web;

import com.circledesk.disputes.NoteEventKind;
import com.circledesk.disputes.NoteEvents;
import com.circledesk.disputes.NoteFacts;
import com.circledesk.disputes.NoteQueries;
import com.circledesk.forms.FormAnswers;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.Submission;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.Paths;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What became of a note: one form for its e-invoice reference, the customer's answer and the booking. */
@Controller
@Requires(Permission.WORK_DISPUTES)
class NoteEventController {
    private final NoteEvents events;
    private final NoteQueries notes;
    private final FormAnswers answers;
    private final Paths paths;
    private final Texts texts;
    private final Clock clock;

    NoteEventController(
            NoteEvents events, NoteQueries notes, FormAnswers answers, Paths paths, Texts texts, Clock clock) {
        this.events = events;
        this.notes = notes;
        this.answers = answers;
        this.paths = paths;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping("/notes/events/new")
    String blank(@RequestParam String no, @RequestParam String what, CurrentUser user, Model model) {
        return show(notes.get(no, user.scope()), kind(what), NoteEventForm.on(LocalDate.now(clock)), model);
    }

    @PostMapping("/notes/events")
    String record(
            @RequestParam String no,
            @RequestParam String what,
            @ModelAttribute("form") NoteEventForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        NoteFacts note = notes.get(no, user.scope());
        NoteEventKind kind = kind(what);
        form.validate(kind, errors);
        FormKey key = answers.key(String.valueOf(form.key()), errors);
        if (errors.hasErrors()) {
            answers.invalid(response);
            return show(note, kind, form, model);
        }
        try {
            Submission sent = events.record(key, form.toCommand(note.noteNo(), kind));
            redirect.addFlashAttribute(
                    "flash", answers.done(sent, texts.get("note.event." + kind + ".done", note.noteNo())));
            return "redirect:" + paths.note(note.noteNo());
        } catch (BusinessRuleException e) {
            answers.refused(e, errors, response);
            return show(note, kind, form, model);
        }
    }

    private static NoteEventKind kind(String what) {
        return NoteEventKind.named(what).orElseThrow(() -> new NotFoundException("Event of a note", what));
    }

    private static String show(NoteFacts note, NoteEventKind what, NoteEventForm form, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("note", note);
        model.addAttribute("what", what);
        return "disputes/note-event";
    }
}

package com.circledesk.disputes.web;

import com.circledesk.disputes.NoteFacts;
import com.circledesk.disputes.NotePurpose;
import com.circledesk.disputes.NoteQueries;
import com.circledesk.shared.Paced;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One note, by its number: numbers of our own hold slashes, so it goes as a parameter. */
@Controller
@Requires(Permission.VIEW_RECEIVABLES)
class NotePageController {
    private final NoteQueries notes;
    private final NotePaper paper;
    private final Clock clock;

    NotePageController(NoteQueries notes, NotePaper paper, Clock clock) {
        this.notes = notes;
        this.paper = paper;
        this.clock = clock;
    }

    @GetMapping(path = "/notes", params = "no")
    String show(@RequestParam String no, CurrentUser user, Model model) {
        NoteFacts note = notes.get(no, user.scope());
        model.addAttribute("note", note);
        model.addAttribute("lines", notes.lines(note.id(), user.scope()));
        model.addAttribute("history", notes.history(note.id(), user.scope()));
        model.addAttribute("daysToReport", ChronoUnit.DAYS.between(LocalDate.now(clock), note.reportBy()));
        model.addAttribute(
                "undo", notes.notCancelledBecause(note).isEmpty() ? NotePurpose.CANCELLATION : NotePurpose.COUNTER);
        model.addAttribute("mayWork", user.may(Permission.WORK_DISPUTES));
        model.addAttribute("mayPost", user.may(Permission.POST_MONEY));
        return "disputes/note";
    }

    @GetMapping("/notes/paper")
    @Paced
    void paper(@RequestParam String no, CurrentUser user, HttpServletResponse response) {
        paper.send(no, user.scope(), response);
    }
}

package com.circledesk.disputes.web;

import com.circledesk.disputes.DisputeDetail;
import com.circledesk.disputes.DisputeQueries;
import com.circledesk.disputes.DisputeReasons;
import com.circledesk.disputes.DisputeStatus;
import com.circledesk.disputes.ExceptionRow;
import com.circledesk.disputes.NoteQueries;
import com.circledesk.disputes.NoteRequestDetail;
import com.circledesk.disputes.evidence.Checklist;
import com.circledesk.disputes.evidence.EvidenceQueries;
import com.circledesk.disputes.evidence.EvidenceRow;
import com.circledesk.receivables.NoteClock;
import com.circledesk.receivables.NoteClocks;
import com.circledesk.receivables.NoteWindow;
import com.circledesk.receivables.NoteWindows;
import com.circledesk.shared.PageParameters;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import com.circledesk.users.Scope;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The page of a dispute: what is claimed, how far it is, what can be done next, and everything that happened. */
@Controller
@Requires(Permission.VIEW_RECEIVABLES)
class DisputeController {
    private static final List<DisputeStatus> BY_HAND = List.of(
            DisputeStatus.VALIDATING,
            DisputeStatus.JOINT_MEETING,
            DisputeStatus.ACCOUNTED,
            DisputeStatus.CLOSED,
            DisputeStatus.WITHDRAWN);

    private final DisputeQueries disputes;
    private final DisputeReasons reasons;
    private final EvidenceQueries evidence;
    private final NoteQueries notes;
    private final NoteClocks clocks;
    private final Clock clock;

    DisputeController(
            DisputeQueries disputes,
            DisputeReasons reasons,
            EvidenceQueries evidence,
            NoteQueries notes,
            NoteClocks clocks,
            Clock clock) {
        this.disputes = disputes;
        this.reasons = reasons;
        this.evidence = evidence;
        this.notes = notes;
        this.clocks = clocks;
        this.clock = clock;
    }

    /** A step that can be taken now. */
    record Next(DisputeStatus to, boolean usual) {}

    /** A stage of the life, for the row of stages on top. */
    record Stage(DisputeStatus status, LocalDate dueOn, boolean reached) {}

    @GetMapping("/disputes/{ref}")
    String show(@PathVariable String ref, PageParameters page, CurrentUser user, Model model) {
        Scope scope = user.scope();
        DisputeDetail dispute = disputes.get(ref, scope);
        LocalDate today = LocalDate.now(clock);
        NoteWindows windows = clocks.windows();
        NoteWindow window = windows.of(dispute.oldestInvoice());
        boolean mayWork = user.may(Permission.WORK_DISPUTES);
        model.addAttribute("dispute", dispute);
        model.addAttribute("window", window);
        model.addAttribute("reporting", windows.clock(today));
        model.addAttribute("daysLeft", window.daysLeft(today));
        LocalDate due = dispute.stageDueOn();
        model.addAttribute("daysBehind", due == null ? 0 : ChronoUnit.DAYS.between(due, today));
        model.addAttribute("stages", stages(dispute, windows));
        model.addAttribute("lines", disputes.lines(dispute.id(), page.number(), page.rows(), scope));
        model.addAttribute("timeline", disputes.timeline(dispute.id(), scope));
        List<ExceptionRow> exceptions = disputes.exceptions(dispute.id(), scope);
        model.addAttribute("exceptions", exceptions);
        model.addAttribute("earlier", disputes.earlierClaims(dispute.id(), scope));
        List<EvidenceRow> files = evidence.ofDispute(dispute.id(), scope);
        model.addAttribute("evidence", files);
        model.addAttribute(
                "checklist", Checklist.of(reasons.get(dispute.reason()).checklist(), files));
        boolean waits = exceptions.stream()
                .anyMatch(each -> each.isPending() && each.kind().equals("DOUBLE_CREDIT"));
        model.addAttribute("steps", mayWork ? steps(dispute, waits) : List.of());
        model.addAttribute(
                "mayDecide",
                mayWork
                        && dispute.status().canBecome(DisputeStatus.DECIDED)
                        && dispute.status().takesLines());
        model.addAttribute("mayWork", mayWork);
        model.addAttribute("mayChangeLines", mayWork && dispute.status().takesLines());
        Optional<NoteRequestDetail> request = notes.request(dispute.id(), scope);
        model.addAttribute("request", request.orElse(null));
        model.addAttribute("noteActions", noteActions(dispute, request, user));
        model.addAttribute("today", today);
        model.addAttribute("mayAllow", user.may(Permission.ALLOW_EXCEPTIONS));
        model.addAttribute("me", user.email());
        return "disputes/detail";
    }

    /** Closed without a note is only what was found invalid; what waits for the head can only be withdrawn. */
    private static List<Next> steps(DisputeDetail dispute, boolean waits) {
        DisputeStatus now = dispute.status();
        boolean toBeCredited = dispute.decided().compareTo(dispute.credited()) > 0;
        return BY_HAND.stream()
                .filter(now::canBecome)
                .filter(next -> !waits || next == DisputeStatus.WITHDRAWN)
                .filter(next -> now != DisputeStatus.DECIDED || next != DisputeStatus.CLOSED || !toBeCredited)
                .map(next -> new Next(next, !now.needsReason(next)))
                .toList();
    }

    /** What can be done about its note now, by whom is signed in; each names a form. */
    private List<String> noteActions(DisputeDetail dispute, Optional<NoteRequestDetail> request, CurrentUser user) {
        LocalDate today = LocalDate.now(clock);
        List<String> actions = new ArrayList<>();
        if (dispute.status() == DisputeStatus.DECIDED
                && dispute.decided().compareTo(dispute.credited()) > 0
                && user.may(Permission.WORK_DISPUTES)) {
            actions.add("request");
        }
        Optional<NoteRequestDetail> open = request.filter(NoteRequestDetail::isOpen);
        if (open.isEmpty()) {
            return actions;
        }
        if (dispute.status() == DisputeStatus.NOTE_REQUESTED
                && open.get()
                        .mayBeApprovedBy(
                                user.email(), notes.approvingRoles(user.id(), dispute.circle(), user.scope()))) {
            actions.add("approval");
        }
        if (dispute.status() == DisputeStatus.APPROVED && user.may(Permission.POST_MONEY)) {
            actions.add("issue");
        }
        boolean asked = disputes.exceptions(dispute.id(), user.scope()).stream()
                .anyMatch(each ->
                        each.kind().equals("LATE_NOTE") && (each.isPending() || Boolean.TRUE.equals(each.allowed())));
        if (open.get().isLateOn(today) && !asked && user.may(Permission.WORK_DISPUTES)) {
            actions.add("late");
        }
        if (user.may(Permission.WORK_DISPUTES)) {
            actions.add("withdrawal");
        }
        return actions;
    }

    private static List<Stage> stages(DisputeDetail dispute, NoteWindows windows) {
        LocalDate from = dispute.oldestInvoice();
        NoteClock days = windows.clock(from);
        return Stream.of(
                        Map.entry(DisputeStatus.RAISED, days.registerDays()),
                        Map.entry(DisputeStatus.VALIDATING, days.validateDays()),
                        Map.entry(DisputeStatus.JOINT_MEETING, days.jointMeetingDays()),
                        Map.entry(DisputeStatus.DECIDED, days.decisionDays()),
                        Map.entry(DisputeStatus.APPROVED, days.approvalDays()),
                        Map.entry(DisputeStatus.ISSUED, days.issueDays()),
                        Map.entry(DisputeStatus.ACCOUNTED, days.bookedDays()))
                .map(stage -> new Stage(
                        stage.getKey(),
                        from.plusDays(stage.getValue()),
                        dispute.status() != DisputeStatus.WITHDRAWN
                                && dispute.status().compareTo(stage.getKey()) >= 0))
                .toList();
    }
}

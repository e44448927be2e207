package com.circledesk.collections.targets.web;

import com.circledesk.collections.targets.DecideTargets;
import com.circledesk.collections.targets.TargetListQueries;
import com.circledesk.collections.targets.TargetService;
import com.circledesk.forms.FormAnswers;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.Submission;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import com.circledesk.users.Scope;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What was handed in and waits for a head. */
@Controller
@RequestMapping("/receivables/targets")
@Requires(Permission.LEAD_COLLECTIONS)
class ApprovalController {
    private static final int WHY_MAX = 500;

    private final TargetListQueries lists;
    private final TargetService service;
    private final FormAnswers answers;
    private final Texts texts;

    ApprovalController(TargetListQueries lists, TargetService service, FormAnswers answers, Texts texts) {
        this.lists = lists;
        this.service = service;
        this.answers = answers;
        this.texts = texts;
    }

    @GetMapping("/approvals")
    String waiting(
            CurrentUser user,
            @RequestParam(name = "circle", required = false) @Nullable List<String> circles,
            Model model) {
        return show(user, circles, List.of(), "", model);
    }

    private String show(CurrentUser user, @Nullable List<String> circles, List<Long> ticked, String why, Model model) {
        Scope shown = user.scope().narrowedTo(circles == null ? List.of() : circles);
        model.addAttribute("waiting", lists.waiting(shown));
        model.addAttribute("ticked", ticked);
        model.addAttribute("why", why);
        model.addAttribute("key", FormKey.fresh().toString());
        return "collections/target-approvals";
    }

    /** @param version ids of those ticked */
    @PostMapping("/decisions")
    String decide(
            CurrentUser user,
            @RequestParam(defaultValue = "") String key,
            @RequestParam(name = "version", required = false) @Nullable List<Long> version,
            @RequestParam(defaultValue = "false") boolean approved,
            @RequestParam(defaultValue = "") String why,
            @RequestParam(name = "circle", required = false) @Nullable List<String> circles,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        List<Long> versions = version == null ? List.of() : version;
        String reason = why.strip();
        try {
            if (versions.isEmpty() || reason.length() > WHY_MAX) {
                throw new BusinessRuleException("missing", texts.get("targets.approvals.none"));
            }
            Submission sent = service.decide(
                    FormKey.parse(key).orElseGet(FormKey::fresh),
                    new DecideTargets(versions, approved, reason.isEmpty() ? null : reason));
            List<String> lines = sent.outcome().lines().toList();
            redirect.addFlashAttribute(
                    "flash",
                    answers.done(
                            sent,
                            texts.get(
                                    approved ? "targets.approved" : "targets.returned",
                                    Integer.valueOf(lines.get(0)))));
            if (lines.size() > 1) {
                redirect.addFlashAttribute("flashProblem", String.join(" ", lines.subList(1, lines.size())));
            }
            return "redirect:/receivables/targets/approvals";
        } catch (BusinessRuleException e) {
            if (e.code().equals("missing")) {
                answers.invalid(response);
            } else {
                response.setStatus(HttpServletResponse.SC_CONFLICT);
            }
            model.addAttribute("flashProblem", e.getMessage());
            return show(user, circles, versions, why, model);
        }
    }
}

package com.circledesk.collections.targets.web;

import com.circledesk.collections.targets.BridgeGroup;
import com.circledesk.collections.targets.BridgeRequest;
import com.circledesk.collections.targets.BridgeRow;
import com.circledesk.collections.targets.CloseTargets;
import com.circledesk.collections.targets.ClosedTarget;
import com.circledesk.collections.targets.MonthClose;
import com.circledesk.collections.targets.TargetListQueries;
import com.circledesk.collections.targets.TargetQueries;
import com.circledesk.forms.FormAnswers;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.Submission;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import com.circledesk.users.UserQueries;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Ending a month: what reached its target, and what is carried forward, why and by whom. */
@Controller
@RequestMapping("/receivables/targets/close")
class MonthCloseController {
    private final MonthClose monthClose;
    private final TargetQueries targets;
    private final TargetListQueries lists;
    private final UserQueries users;
    private final FormAnswers answers;
    private final Texts texts;
    private final Clock clock;

    MonthCloseController(
            MonthClose monthClose,
            TargetQueries targets,
            TargetListQueries lists,
            UserQueries users,
            FormAnswers answers,
            Texts texts,
            Clock clock) {
        this.monthClose = monthClose;
        this.targets = targets;
        this.lists = lists;
        this.users = users;
        this.answers = answers;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping
    @Requires(Permission.VIEW_RECEIVABLES)
    String month(CurrentUser user, TargetParameters parameters, Model model) {
        return show(user, parameters, CloseForm.EMPTY, model);
    }

    private String show(CurrentUser user, TargetParameters parameters, CloseForm form, Model model) {
        YearMonth lastMonth = YearMonth.from(LocalDate.now(clock)).minusMonths(1);
        YearMonth month = TargetParameters.month(parameters.month()).orElse(lastMonth);
        BridgeRequest given = parameters.leniently(LocalDate.now(clock));
        BridgeRequest asked =
                new BridgeRequest(month, month.atEndOfMonth(), BridgeGroup.ACCOUNT, given.filter(), given.manager());
        List<ClosedTarget> closed = lists.closed(user.scope(), asked.filter(), month);
        Set<String> done = closed.stream().map(ClosedTarget::account).collect(Collectors.toSet());
        List<BridgeRow> open = targets.bridge(user.scope(), asked).rows().stream()
                .filter(row -> row.state() != null && !done.contains(row.key()))
                .toList();
        model.addAttribute("asked", asked);
        model.addAttribute("open", open);
        model.addAttribute("closed", closed);
        model.addAttribute("isOver", LocalDate.now(clock).isAfter(month.atEndOfMonth()));
        model.addAttribute("mayWork", user.may(Permission.WORK_COLLECTIONS));
        model.addAttribute(
                "reasons",
                monthClose.reasons().stream()
                        .filter(reason -> !reason.retired())
                        .toList());
        model.addAttribute("people", users.people(user.scope()));
        model.addAttribute("me", user.id());
        model.addAttribute("form", form);
        model.addAttribute("key", FormKey.fresh().toString());
        return "collections/target-close";
    }

    @PostMapping
    @Requires(Permission.WORK_COLLECTIONS)
    String close(
            CurrentUser user,
            TargetParameters parameters,
            @ModelAttribute("form") CloseForm form,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        YearMonth lastMonth = YearMonth.from(LocalDate.now(clock)).minusMonths(1);
        YearMonth month = TargetParameters.month(form.month()).orElse(lastMonth);
        try {
            CloseTargets asked = form.asked(month);
            if (asked.lines().isEmpty()) {
                throw new BusinessRuleException("missing", texts.get("targets.close.none"));
            }
            Submission sent = monthClose.close(FormKey.parse(form.key()).orElseGet(FormKey::fresh), asked);
            redirect.addFlashAttribute(
                    "flash", answers.done(sent, texts.get("targets.close.done", Integer.valueOf(sent.outcome()))));
            redirect.addAttribute("month", month.toString());
            return "redirect:/receivables/targets/close";
        } catch (BusinessRuleException e) {
            response.setStatus(
                    e.code().equals("wrong-state")
                            ? HttpServletResponse.SC_CONFLICT
                            : HttpServletResponse.SC_UNPROCESSABLE_CONTENT);
            model.addAttribute("flashProblem", e.getMessage());
            return show(user, parameters, form, model);
        }
    }
}

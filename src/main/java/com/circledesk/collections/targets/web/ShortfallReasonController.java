package com.circledesk.collections.targets.web;

import com.circledesk.collections.targets.MonthClose;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Texts;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The administrator's reasons for which targets are missed. */
@Controller
@RequestMapping("/admin/shortfall-reasons")
@Requires(Permission.MANAGE_SETTINGS)
class ShortfallReasonController {
    private static final int LABEL_MAX = 80;

    private final MonthClose monthClose;
    private final Texts texts;

    ShortfallReasonController(MonthClose monthClose, Texts texts) {
        this.monthClose = monthClose;
        this.texts = texts;
    }

    @GetMapping
    String all(Model model) {
        model.addAttribute("reasons", monthClose.reasons());
        return "collections/shortfall-reasons";
    }

    @PostMapping
    String add(@RequestParam(defaultValue = "") String label, RedirectAttributes redirect) {
        String typed = label.strip();
        try {
            if (typed.isEmpty() || typed.length() > LABEL_MAX) {
                throw new BusinessRuleException("missing", texts.get("targets.reasons.length", LABEL_MAX));
            }
            monthClose.addReason(typed);
            redirect.addFlashAttribute("flash", texts.get("targets.reasons.added", typed));
        } catch (BusinessRuleException e) {
            redirect.addFlashAttribute("flashProblem", e.getMessage());
            redirect.addFlashAttribute("typed", typed);
        }
        return "redirect:/admin/shortfall-reasons";
    }

    @PostMapping("/{code}")
    String retire(@PathVariable String code, @RequestParam(defaultValue = "false") boolean retired) {
        monthClose.retireReason(code, retired);
        return "redirect:/admin/shortfall-reasons";
    }
}

package com.circledesk.payments.posting.web;

import com.circledesk.forms.FormKey;
import com.circledesk.payments.posting.DecideWriteOff;
import com.circledesk.payments.posting.WriteOffQueries;
import com.circledesk.payments.posting.WriteOffRow;
import com.circledesk.payments.posting.WriteOffs;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
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

/** What is above one person's cap: the list, and another person's decision. */
@Controller
@RequestMapping("/payments/write-offs")
@Requires(Permission.APPROVE_WRITE_OFFS)
class WriteOffController {
    private static final String ONE = "/{id:\\d{1,18}}";
    private static final int WHY_LENGTH_MAX = 500;

    private final WriteOffQueries requests;
    private final WriteOffs writeOffs;
    private final Texts texts;

    WriteOffController(WriteOffQueries requests, WriteOffs writeOffs, Texts texts) {
        this.requests = requests;
        this.writeOffs = writeOffs;
        this.texts = texts;
    }

    @GetMapping
    String list(CurrentUser user, Model model) {
        model.addAttribute("waiting", requests.list(false, user.scope()));
        model.addAttribute("decided", requests.list(true, user.scope()));
        return "payments/write-offs";
    }

    @GetMapping(ONE)
    String one(@PathVariable long id, CurrentUser user, Model model) {
        WriteOffRow request = requests.get(id, user.scope());
        model.addAttribute("request", request);
        model.addAttribute("own", request.requestedBy().equals(user.email()));
        model.addAttribute("key", FormKey.fresh().toString());
        return "payments/write-off";
    }

    @PostMapping(ONE + "/decision")
    String decide(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String key,
            @RequestParam(defaultValue = "") String why,
            @RequestParam(defaultValue = "false") boolean allowed,
            CurrentUser user,
            RedirectAttributes redirect) {
        requests.get(id, user.scope());
        String back = "redirect:/payments/write-offs/" + id;
        if (why.isBlank() || why.length() > WHY_LENGTH_MAX) {
            redirect.addFlashAttribute("flashProblem", texts.get("payments.writeOff.whyMissing"));
            return back;
        }
        try {
            String invoice = writeOffs
                    .decide(FormKey.parse(key).orElseGet(FormKey::fresh), new DecideWriteOff(id, allowed, why.strip()))
                    .outcome();
            redirect.addFlashAttribute("flash", texts.get("payments.writeOff.done", invoice));
        } catch (BusinessRuleException e) {
            redirect.addFlashAttribute("flashProblem", e.getMessage());
        }
        return back;
    }
}

package com.circledesk.disputes.web;

import com.circledesk.disputes.packs.DisputePacks;
import com.circledesk.disputes.packs.PackRow;
import com.circledesk.receivables.Selections;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Paced;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Packs: asked for, watched, taken down. */
@Controller
@Requires(Permission.VIEW_RECEIVABLES)
class PackController {
    private final DisputePacks packs;
    private final Selections selections;
    private final Texts texts;

    PackController(DisputePacks packs, Selections selections, Texts texts) {
        this.packs = packs;
        this.selections = selections;
        this.texts = texts;
    }

    @GetMapping("/disputes/packs")
    String list(CurrentUser user, Model model) {
        model.addAttribute("packs", packs.list(user.scope()));
        model.addAttribute("choices", selections.choices(user.scope()));
        model.addAttribute("mayWork", user.may(Permission.WORK_DISPUTES));
        return "disputes/packs";
    }

    @PostMapping("/disputes/packs")
    @Requires(Permission.WORK_DISPUTES)
    String request(@RequestParam(defaultValue = "") String account, RedirectAttributes redirect) {
        if (account.isBlank()) {
            redirect.addFlashAttribute("flashProblem", texts.get("packs.choose"));
            return "redirect:/disputes/packs";
        }
        try {
            packs.request(account);
            redirect.addFlashAttribute("flash", texts.get("packs.requested", account));
        } catch (BusinessRuleException e) {
            redirect.addFlashAttribute("flashProblem", e.getMessage());
        }
        return "redirect:/disputes/packs";
    }

    /** @param format {@code pdf}, else the workbook */
    @GetMapping("/disputes/packs/{id}")
    @Paced
    ResponseEntity<byte[]> content(
            @PathVariable long id, @RequestParam(defaultValue = "xlsx") String format, CurrentUser user) {
        PackRow pack = packs.get(id, user.scope());
        boolean paper = format.equals("pdf");
        String name = "disputes-%s-%s.%s".formatted(pack.account(), pack.asOf(), paper ? "pdf" : "xlsx");
        return ResponseEntity.ok()
                .contentType(
                        paper
                                ? MediaType.APPLICATION_PDF
                                : MediaType.parseMediaType(
                                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(packs.content(pack, paper, user.scope()));
    }
}

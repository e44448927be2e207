package com.circledesk.receivables.views.web;

import com.circledesk.receivables.views.SavedView;
import com.circledesk.receivables.views.SavedViews;
import com.circledesk.receivables.views.ViewPage;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Saved views: each has an address of its own, which can be sent to others. */
@Controller
@Requires(Permission.VIEW_RECEIVABLES)
class SavedViewController {
    private static final String ONE = "/receivables/views/{id:\\d{1,18}}";

    private final SavedViews views;
    private final Texts texts;

    SavedViewController(SavedViews views, Texts texts) {
        this.views = views;
        this.texts = texts;
    }

    @GetMapping(ONE)
    String open(@PathVariable long id, CurrentUser user) {
        return "redirect:" + views.required(user, id).href();
    }

    @PostMapping("/receivables/views")
    String save(
            @RequestParam String page,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String query,
            @RequestParam(defaultValue = "false") boolean shared,
            CurrentUser user,
            RedirectAttributes redirect) {
        ViewPage list = ViewPage.at(page).orElseThrow(() -> new NotFoundException("Page", page));
        try {
            long id = views.save(user, list, name, query, shared);
            redirect.addFlashAttribute("flash", texts.get("views.saved", name.strip()));
            return opened(user, id);
        } catch (BusinessRuleException e) {
            redirect.addFlashAttribute("flashProblem", e.getMessage());
            return "redirect:" + at(list, list.kept(query));
        }
    }

    @PostMapping(ONE)
    String rename(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "false") boolean shared,
            CurrentUser user,
            RedirectAttributes redirect) {
        try {
            views.rename(user, id, name, shared);
            redirect.addFlashAttribute("flash", texts.get("views.renamed", name.strip()));
        } catch (BusinessRuleException e) {
            redirect.addFlashAttribute("flashProblem", e.getMessage());
        }
        return opened(user, id);
    }

    @PostMapping(ONE + "/removal")
    String remove(@PathVariable long id, CurrentUser user, RedirectAttributes redirect) {
        SavedView gone = views.delete(user, id);
        redirect.addFlashAttribute("flash", texts.get("views.removed", gone.name()));
        return "redirect:" + at(gone.page(), gone.query());
    }

    private String opened(CurrentUser user, long id) {
        return "redirect:" + views.required(user, id).href();
    }

    private static String at(ViewPage list, String query) {
        return list.path() + (query.isEmpty() ? "" : "?" + query);
    }
}

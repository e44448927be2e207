package com.circledesk.accounts.web;

import com.circledesk.accounts.HandOver;
import com.circledesk.accounts.OwnershipFilter;
import com.circledesk.accounts.OwnershipQueries;
import com.circledesk.accounts.OwnershipService;
import com.circledesk.circles.CircleQueries;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Choice;
import com.circledesk.shared.PageWish;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import com.circledesk.users.UserQueries;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who manages which account, and handing accounts over: some, or all of a circle or of a manager. */
@Controller
@RequestMapping("/admin/ownership")
@Requires(Permission.MANAGE_USERS)
class OwnershipController {

    private final OwnershipQueries ownership;
    private final OwnershipService service;
    private final UserQueries users;
    private final CircleQueries circles;
    private final Texts texts;
    private final Clock clock;

    OwnershipController(
            OwnershipQueries ownership,
            OwnershipService service,
            UserQueries users,
            CircleQueries circles,
            Texts texts,
            Clock clock) {
        this.ownership = ownership;
        this.service = service;
        this.users = users;
        this.circles = circles;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping
    String list(
            CurrentUser user,
            OwnershipParameters parameters,
            @RequestParam(required = false) @Nullable String page,
            @RequestParam(required = false) @Nullable String size,
            Model model) {
        return show(user, parameters, PageWish.of(page, size), model);
    }

    /**
     * @param which {@code all} of the filter, else the accounts named
     * @param newManager id of a user, or {@code 0} for nobody
     */
    @PostMapping
    String handOver(
            CurrentUser user,
            OwnershipParameters parameters,
            @RequestParam(defaultValue = "") String which,
            @RequestParam(name = "account", required = false) @Nullable List<String> accounts,
            @RequestParam(required = false) @Nullable Long newManager,
            @RequestParam(required = false) @Nullable LocalDate fromOn,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        List<String> codes = which.equals("all") || accounts == null ? List.of() : accounts;
        try {
            if (codes.isEmpty() && !which.equals("all")) {
                throw new BusinessRuleException("no-account", texts.get("accounts.ownership.choose"));
            }
            if (newManager == null || fromOn == null) {
                throw new BusinessRuleException("missing", texts.get("accounts.ownership.missing"));
            }
            Long manager = newManager == OwnershipFilter.NOBODY ? null : newManager;
            int changed = service.handOver(new HandOver(parameters.toFilter(), codes, manager, fromOn));
            redirect.addFlashAttribute("flash", texts.get("accounts.ownership.done", changed));
            redirect.addAttribute("circle", parameters.circle());
            redirect.addAttribute("q", parameters.q());
            return "redirect:/admin/ownership";
        } catch (BusinessRuleException e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("flashProblem", e.getMessage());
            model.addAttribute("chosen", codes);
            model.addAttribute("which", which);
            model.addAttribute("newManager", newManager);
            model.addAttribute("fromOn", fromOn);
            return show(user, parameters, PageWish.of(null, null), model);
        }
    }

    private String show(CurrentUser user, OwnershipParameters parameters, PageWish wish, Model model) {
        model.addAttribute("rows", ownership.list(user.scope(), parameters.toFilter(), wish));
        model.addAttribute(
                "circleChoices",
                circles.of(user.scope().circles()).stream()
                        .map(circle -> new Choice(circle.code(), circle.name()))
                        .toList());
        List<Choice> managers = new ArrayList<>();
        users.managers().forEach(manager -> managers.add(new Choice(String.valueOf(manager.id()), manager.fullName())));
        managers.add(new Choice(String.valueOf(OwnershipFilter.NOBODY), texts.get("accounts.ownership.nobody")));
        model.addAttribute("managers", managers);
        model.addAttribute("today", LocalDate.now(clock));
        return "accounts/ownership";
    }
}

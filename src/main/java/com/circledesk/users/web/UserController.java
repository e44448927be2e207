package com.circledesk.users.web;

import com.circledesk.circles.CircleQueries;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Choice;
import com.circledesk.shared.PageWish;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import com.circledesk.users.Role;
import com.circledesk.users.UserChangedException;
import com.circledesk.users.UserQueries;
import com.circledesk.users.UserService;
import com.circledesk.users.UserState;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindException;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The people of the desk: a list, a form for a new one, a page for each. */
@Controller
@RequestMapping("/admin/users")
@Requires(Permission.MANAGE_USERS)
class UserController {
    private static final String FORM = "users/form";

    private final UserService service;
    private final UserQueries users;
    private final CircleQueries circles;
    private final Confirmation confirmation;
    private final Texts texts;

    UserController(
            UserService service, UserQueries users, CircleQueries circles, Confirmation confirmation, Texts texts) {
        this.service = service;
        this.users = users;
        this.circles = circles;
        this.confirmation = confirmation;
        this.texts = texts;
    }

    @GetMapping
    String list(
            UserFilterParameters parameters,
            @RequestParam(required = false) @Nullable String page,
            @RequestParam(required = false) @Nullable String size,
            Model model) {
        PageWish wish = PageWish.of(page, size);
        model.addAttribute("rows", users.list(parameters.toFilter(), wish.page(), wish.size()));
        model.addAttribute("states", choices(UserState.values(), "users.state."));
        return "users/list";
    }

    @GetMapping("/new")
    String blank(Model model) {
        model.addAttribute("form", UserForm.EMPTY);
        return FORM;
    }

    @PostMapping
    String create(
            @Valid @ModelAttribute("form") UserForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response,
            CurrentUser user,
            RedirectAttributes redirect)
            throws BindException {
        UserFormErrors.refuseTampered(errors);
        confirmation.check(form.password(), errors, user, request);
        if (!errors.hasErrors()) {
            try {
                long id = service.create(form.toCreate());
                redirect.addFlashAttribute("flash", texts.get("users.created", String.valueOf(form.fullName())));
                return "redirect:/admin/users/" + id;
            } catch (BusinessRuleException e) {
                UserFormErrors.put(e, errors);
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return FORM;
    }

    @GetMapping("/{id}")
    String one(@PathVariable long id, Model model) {
        model.addAttribute("person", users.get(id));
        model.addAttribute("form", UserForm.of(users.get(id)));
        return FORM;
    }

    @PostMapping("/{id}")
    String edit(
            @PathVariable long id,
            @Valid @ModelAttribute("form") UserForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response,
            CurrentUser user,
            Model model,
            RedirectAttributes redirect)
            throws BindException {
        UserFormErrors.refuseTampered(errors);
        model.addAttribute("person", users.get(id));
        confirmation.check(form.password(), errors, user, request);
        HttpStatus refused = HttpStatus.UNPROCESSABLE_CONTENT;
        if (!errors.hasErrors()) {
            try {
                service.edit(form.toEdit(id));
                redirect.addFlashAttribute("flash", texts.get("users.saved", String.valueOf(form.fullName())));
                return "redirect:/admin/users/" + id;
            } catch (UserChangedException e) {
                refused = HttpStatus.CONFLICT;
                model.addAttribute("person", users.get(id));
                model.addAttribute("changedMeanwhile", true);
                errors.reject(e.code(), String.valueOf(e.getMessage()));
            } catch (BusinessRuleException e) {
                UserFormErrors.put(e, errors);
            }
        }
        response.setStatus(refused.value());
        return FORM;
    }

    @ModelAttribute("roles")
    List<Choice> roles() {
        return choices(Role.values(), "role.");
    }

    @ModelAttribute("circleChoices")
    List<Choice> circleChoices() {
        return circles.all().stream()
                .map(circle -> new Choice(circle.code(), circle.name()))
                .toList();
    }

    private List<Choice> choices(Enum<?>[] values, String prefix) {
        return Arrays.stream(values)
                .map(value -> new Choice(value.name(), texts.get(prefix + value.name())))
                .toList();
    }
}

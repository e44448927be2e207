package com.circledesk.imports.web;

import com.circledesk.imports.ImportKind;
import com.circledesk.imports.ImportKinds;
import com.circledesk.imports.cells.DateFormat;
import com.circledesk.imports.cells.NumberFormat;
import com.circledesk.imports.mappings.ColumnMappings;
import com.circledesk.imports.mappings.MappingCheck;
import com.circledesk.imports.mappings.MappingDefinition;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Texts;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Column mappings as pages. */
@Controller
@Requires(Permission.IMPORT)
class MappingController {
    private final ColumnMappings mappings;
    private final ImportKinds kinds;
    private final Texts texts;

    MappingController(ColumnMappings mappings, ImportKinds kinds, Texts texts) {
        this.mappings = mappings;
        this.kinds = kinds;
        this.texts = texts;
    }

    @GetMapping("/imports/mappings")
    String list(Model model) {
        model.addAttribute("mappings", mappings.all(Optional.empty()));
        model.addAttribute("kinds", kinds.all());
        return "imports/mappings";
    }

    /** @param name of the mapping to change; none = a new one */
    @GetMapping("/imports/mappings/{kind}")
    String edit(@PathVariable String kind, @RequestParam(required = false) @Nullable String name, Model model) {
        ImportKind known = kinds.kind(kind);
        MappingForm form = name == null
                ? MappingForm.empty(known)
                : MappingForm.of(known, name, mappings.required(kind, name).definition());
        return show(known, form, model);
    }

    private String show(ImportKind kind, MappingForm form, Model model) {
        model.addAttribute("kind", kind);
        model.addAttribute("form", form);
        model.addAttribute("dateFormats", DateFormat.patterns());
        model.addAttribute("numberFormats", NumberFormat.patterns());
        return "imports/mapping";
    }

    @PostMapping("/imports/mappings/{kind}")
    String save(
            @PathVariable String kind,
            MappingForm form,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        ImportKind known = kinds.kind(kind);
        String name = form.name() == null ? "" : form.name().strip();
        MappingDefinition definition = form.toDefinition(known);
        try {
            MappingCheck.check(known, name, definition);
        } catch (BusinessRuleException e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("flashProblem", e.getMessage());
            return show(known, form, model);
        }
        mappings.save(kind, name, definition);
        redirect.addFlashAttribute("flash", texts.get("mappings.saved", name));
        return "redirect:/imports/mappings";
    }

    @PostMapping("/imports/mappings/{kind}/removal")
    String remove(@PathVariable String kind, @RequestParam String name, RedirectAttributes redirect) {
        mappings.delete(kind, name);
        redirect.addFlashAttribute("flash", texts.get("mappings.removed", name));
        return "redirect:/imports/mappings";
    }
}

package com.circledesk.disputes.web;

import com.circledesk.disputes.DisputeDetail;
import com.circledesk.disputes.DisputeQueries;
import com.circledesk.disputes.DisputeReasons;
import com.circledesk.disputes.evidence.EvidenceFile;
import com.circledesk.disputes.evidence.EvidenceQueries;
import com.circledesk.disputes.evidence.EvidenceRow;
import com.circledesk.disputes.evidence.EvidenceService;
import com.circledesk.disputes.evidence.EvidenceSettings;
import com.circledesk.forms.FormAnswers;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Choice;
import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Files of a dispute: attached, taken down, taken away with a reason. */
@Controller
@RequestMapping("/disputes/{ref}/evidence")
@Requires(Permission.WORK_DISPUTES)
class EvidenceController {
    private static final String BACK = "redirect:/disputes/%s#evidence";

    private final EvidenceService service;
    private final EvidenceQueries evidence;
    private final EvidenceSettings settings;
    private final DisputeQueries disputes;
    private final DisputeReasons reasons;
    private final FormAnswers answers;
    private final Texts texts;

    EvidenceController(
            EvidenceService service,
            EvidenceQueries evidence,
            EvidenceSettings settings,
            DisputeQueries disputes,
            DisputeReasons reasons,
            FormAnswers answers,
            Texts texts) {
        this.service = service;
        this.evidence = evidence;
        this.settings = settings;
        this.disputes = disputes;
        this.reasons = reasons;
        this.answers = answers;
        this.texts = texts;
    }

    /** Always a download and never shown: whatever it holds, it does not run in our pages. */
    @GetMapping("/{id}")
    @Requires(Permission.VIEW_RECEIVABLES)
    ResponseEntity<byte[]> content(@PathVariable String ref, @PathVariable long id, CurrentUser user) {
        EvidenceFile file = evidence.file(disputes.get(ref, user.scope()).id(), id, user.scope());
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(file.contentType()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(file.fileName(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .body(file.content());
    }

    @GetMapping("/new")
    String open(
            @PathVariable String ref,
            @RequestParam(required = false) @Nullable String item,
            CurrentUser user,
            Model model) {
        return show(ref, new EvidenceForm(item, "", ""), user, model);
    }

    @PostMapping
    String attach(
            @PathVariable String ref,
            @ModelAttribute("form") EvidenceForm form,
            BindingResult errors,
            @RequestParam(required = false) @Nullable MultipartFile file,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect)
            throws IOException {
        DisputeDetail dispute = disputes.get(ref, user.scope());
        form.validate(errors);
        if (file == null
                || Objects.requireNonNullElse(file.getOriginalFilename(), "").isEmpty()) {
            errors.reject("missing", texts.get("disputes.evidence.choose"));
        }
        if (!errors.hasErrors() && file != null) {
            try {
                service.requireSize(file.getSize());
                String name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
                service.attach(form.toCommand(dispute.ref(), name, file.getBytes()));
                redirect.addFlashAttribute("flash", texts.get("disputes.evidence.attached"));
                return BACK.formatted(dispute.ref());
            } catch (BusinessRuleException e) {
                errors.reject(e.code(), String.valueOf(e.getMessage()));
            }
        }
        answers.invalid(response);
        return show(ref, form, user, model);
    }

    private String show(String ref, EvidenceForm form, CurrentUser user, Model model) {
        DisputeDetail dispute = disputes.get(ref, user.scope());
        model.addAttribute("dispute", dispute);
        model.addAttribute("form", form);
        model.addAttribute(
                "items",
                reasons.get(dispute.reason()).checklist().stream()
                        .map(item -> new Choice(item, item))
                        .toList());
        model.addAttribute("megabytes", settings.sizeMax().toMegabytes());
        return "disputes/evidence";
    }

    @GetMapping("/{id}/removal")
    String ask(@PathVariable String ref, @PathVariable long id, CurrentUser user, Model model) {
        return showRemoval(ref, id, WordsForm.of(""), user, model);
    }

    @PostMapping("/{id}/removal")
    String remove(
            @PathVariable String ref,
            @PathVariable long id,
            @ModelAttribute("form") WordsForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        DisputeDetail dispute = disputes.get(ref, user.scope());
        form.validate(errors, true);
        if (errors.hasErrors()) {
            answers.invalid(response);
            return showRemoval(ref, id, form, user, model);
        }
        service.remove(ref, id, form.words());
        redirect.addFlashAttribute("flash", texts.get("disputes.evidence.removed"));
        return BACK.formatted(dispute.ref());
    }

    private String showRemoval(String ref, long id, WordsForm form, CurrentUser user, Model model) {
        DisputeDetail dispute = disputes.get(ref, user.scope());
        EvidenceRow file = evidence.ofDispute(dispute.id(), user.scope()).stream()
                .filter(each -> each.id() == id && !each.isRemoved())
                .findFirst()
                .orElseThrow(() -> new NotFoundException("File", id));
        model.addAttribute("dispute", dispute);
        model.addAttribute("form", form);
        model.addAttribute("heading", texts.get("disputes.evidence.remove.heading", file.fileName()));
        model.addAttribute("sub", texts.get("disputes.evidence.remove.sub"));
        model.addAttribute("action", "/disputes/%s/evidence/%d/removal".formatted(dispute.ref(), id));
        model.addAttribute("label", texts.get("disputes.why"));
        model.addAttribute("required", true);
        model.addAttribute("submit", texts.get("disputes.evidence.remove"));
        return "disputes/words";
    }
}

package com.circledesk.collections.promises.web;

import com.circledesk.collections.promises.PromiseEvidence;
import com.circledesk.collections.promises.PromiseQueries;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Files that prove a promise: attached on its page, taken down, taken away with a reason. */
@Controller
@RequestMapping("/promises/{ref}/evidence")
@Requires(Permission.WORK_COLLECTIONS)
class PromiseEvidenceController {
    private static final int WHY_MAX = 500;

    private final PromiseEvidence evidence;
    private final PromiseQueries promises;
    private final Texts texts;

    PromiseEvidenceController(PromiseEvidence evidence, PromiseQueries promises, Texts texts) {
        this.evidence = evidence;
        this.promises = promises;
        this.texts = texts;
    }

    /** Always a download and never shown: whatever it holds, it does not run in our pages. */
    @GetMapping("/{id:\\d{1,18}}")
    @Requires(Permission.VIEW_RECEIVABLES)
    ResponseEntity<byte[]> content(@PathVariable String ref, @PathVariable long id) {
        PromiseEvidence.Content file = evidence.content(ref, id);
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
                .body(file.bytes());
    }

    @PostMapping
    String attach(
            @PathVariable String ref,
            @RequestParam(required = false) @Nullable MultipartFile file,
            CurrentUser user,
            RedirectAttributes redirect)
            throws IOException {
        String found = promises.get(ref, user.scope()).row().ref();
        String name = file == null ? "" : Objects.requireNonNullElse(file.getOriginalFilename(), "");
        try {
            if (file == null || name.isEmpty()) {
                throw new BusinessRuleException("missing", texts.get("promises.evidence.choose"));
            }
            evidence.requireSize(file.getSize());
            evidence.attach(found, name, file.getBytes());
            redirect.addFlashAttribute("flash", texts.get("promises.evidence.attached"));
        } catch (BusinessRuleException e) {
            redirect.addFlashAttribute("refusal", e.getMessage());
        }
        return "redirect:/promises/%s#evidence".formatted(found);
    }

    @PostMapping("/{id:\\d{1,18}}/removal")
    String remove(
            @PathVariable String ref,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String why,
            CurrentUser user,
            RedirectAttributes redirect) {
        String found = promises.get(ref, user.scope()).row().ref();
        String words = why == null ? "" : why.strip();
        if (words.isEmpty() || words.length() > WHY_MAX) {
            redirect.addFlashAttribute("refusal", texts.get("promises.evidence.why.missing"));
        } else {
            evidence.remove(found, id, words);
            redirect.addFlashAttribute("flash", texts.get("promises.evidence.removed"));
        }
        return "redirect:/promises/%s#evidence".formatted(found);
    }
}

package com.circledesk.receivables.invoices.web;

import com.circledesk.receivables.invoices.AttachFile;
import com.circledesk.receivables.invoices.AttachedFile;
import com.circledesk.receivables.invoices.AttachmentKind;
import com.circledesk.receivables.invoices.AttachmentQueries;
import com.circledesk.receivables.invoices.AttachmentService;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.PageParameters;
import com.circledesk.shared.Paths;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Files attached to an invoice: put there, taken down, marked as removed. */
@Controller
class AttachmentController {
    private final AttachmentService service;
    private final AttachmentQueries attachments;
    private final InvoicePage page;
    private final Paths paths;
    private final Texts texts;

    AttachmentController(
            AttachmentService service, AttachmentQueries attachments, InvoicePage page, Paths paths, Texts texts) {
        this.service = service;
        this.attachments = attachments;
        this.page = page;
        this.paths = paths;
        this.texts = texts;
    }

    /** Always a download and never shown: whatever it holds, it does not run in our pages. */
    @GetMapping("/receivables/attachments/{id}")
    @Requires(Permission.VIEW_RECEIVABLES)
    ResponseEntity<byte[]> content(@PathVariable long id, CurrentUser user) {
        AttachedFile file = attachments.file(id, user.scope());
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

    @PostMapping("/receivables/attachments")
    @Requires(Permission.ATTACH_FILES)
    String attach(
            @RequestParam String invoice,
            @RequestParam AttachmentKind kind,
            @RequestParam MultipartFile file,
            CurrentUser user,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect)
            throws IOException {
        try {
            if (file.getSize() > AttachmentService.BYTES_MAX) {
                throw new BusinessRuleException("too-large", "The file is larger than 10 MB.");
            }
            String name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
            service.attach(new AttachFile(invoice, kind, name, file.getBytes()));
        } catch (BusinessRuleException e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("attachmentProblem", e.getMessage());
            return page.show(invoice, new PageParameters(null, null), user, model);
        }
        redirect.addFlashAttribute("flash", texts.get("receivables.attachment.attached"));
        return "redirect:" + paths.invoice(invoice) + "#attachments";
    }

    @PostMapping("/receivables/attachments/{id}/removal")
    @Requires(Permission.ATTACH_FILES)
    String remove(@PathVariable long id, RedirectAttributes redirect) {
        String invoice = service.remove(id);
        redirect.addFlashAttribute("flash", texts.get("receivables.attachment.removed"));
        return "redirect:" + paths.invoice(invoice) + "#attachments";
    }
}

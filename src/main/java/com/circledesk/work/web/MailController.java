package com.circledesk.work.web;

import com.circledesk.audit.AuditEvents;
import com.circledesk.shared.Choice;
import com.circledesk.shared.PageWish;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import com.circledesk.work.MailFilter;
import com.circledesk.work.MailQueries;
import com.circledesk.work.MailState;
import com.circledesk.work.Mails;
import com.circledesk.work.NewMail;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The outbox, for administrators: what left, what waits, what failed, and what was kept for want of a mail server. */
@Controller
@RequestMapping("/admin/mail")
@Requires(Permission.MANAGE_SETTINGS)
class MailController {

    private final MailQueries queries;
    private final Mails mails;
    private final AuditEvents events;
    private final Texts texts;
    private final String server;

    MailController(
            MailQueries queries,
            Mails mails,
            AuditEvents events,
            Texts texts,
            @Value("${spring.mail.host:}") String server) {
        this.queries = queries;
        this.mails = mails;
        this.events = events;
        this.texts = texts;
        this.server = server;
    }

    @GetMapping
    String list(
            CurrentUser user,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String page,
            @RequestParam(required = false) @Nullable String size,
            Model model) {
        MailState wanted = Arrays.stream(MailState.values())
                .filter(each -> each.name().equals(state))
                .findFirst()
                .orElse(null);
        MailFilter filter = new MailFilter(wanted, kind == null || kind.isBlank() ? null : kind, q);
        model.addAttribute("mails", queries.list(filter, PageWish.of(page, size), user.scope()));
        model.addAttribute("counts", queries.counts(user.scope()));
        model.addAttribute("states", choices("mail.state.", names()));
        model.addAttribute("kinds", choices("mail.kind.", queries.kinds(user.scope())));
        model.addAttribute("server", server);
        return "work/mails";
    }

    @GetMapping("/{id:\\d{1,18}}")
    String show(@PathVariable long id, CurrentUser user, Model model) {
        model.addAttribute("mail", queries.get(id, user.scope()));
        model.addAttribute("text", queries.text(id, user.scope()));
        return "work/mail";
    }

    @GetMapping("/{id:\\d{1,18}}/attachment")
    ResponseEntity<byte[]> attachment(@PathVariable long id, CurrentUser user) {
        NewMail.Attachment file = queries.attachment(id, user.scope());
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(file.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(file.content());
    }

    @PostMapping("/{id:\\d{1,18}}/retry")
    String retry(@PathVariable long id, RedirectAttributes redirect) {
        mails.retry(id);
        events.record("mail-retried", String.valueOf(id), null, "mail " + id);
        redirect.addFlashAttribute("flash", texts.get("mail.retried"));
        return "redirect:/admin/mail/" + id;
    }

    @PostMapping("/retries")
    String retryFailed(RedirectAttributes redirect) {
        int retried = mails.retryFailed();
        events.record("mails-retried", null, null, retried + " mails");
        redirect.addFlashAttribute("flash", texts.get("mail.retriedAll", retried));
        return "redirect:/admin/mail";
    }

    private static List<String> names() {
        return Arrays.stream(MailState.values()).map(Enum::name).toList();
    }

    private List<Choice> choices(String key, List<String> values) {
        return values.stream()
                .map(value -> new Choice(value, texts.getOr(key + value, value)))
                .toList();
    }
}

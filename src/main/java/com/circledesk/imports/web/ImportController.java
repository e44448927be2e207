package com.circledesk.imports.web;

import com.circledesk.imports.Column;
import com.circledesk.imports.FaultyRows;
import com.circledesk.imports.ImportDetail;
import com.circledesk.imports.ImportFilter;
import com.circledesk.imports.ImportKinds;
import com.circledesk.imports.ImportQueries;
import com.circledesk.imports.ImportRefusedException;
import com.circledesk.imports.ImportRequest;
import com.circledesk.imports.ImportService;
import com.circledesk.imports.ImportSettings;
import com.circledesk.imports.ImportStatus;
import com.circledesk.imports.RevertRefusedException;
import com.circledesk.imports.mappings.ColumnMappings;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.PageWish;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Imports as pages: send a file, see what it would do, record it, or hand back what is wrong. */
@Controller
@Requires(Permission.IMPORT)
class ImportController {
    private static final String ID = "/imports/{id:\\d{1,18}}";

    /** Small files are done by then; longer ones show how far they are. */
    private static final Duration WAIT = Duration.ofSeconds(2);

    private final ImportService imports;
    private final ImportQueries queries;
    private final ImportKinds kinds;
    private final ColumnMappings mappings;
    private final FaultyRows faultyRows;
    private final ImportSettings settings;
    private final Texts texts;

    ImportController(
            ImportService imports,
            ImportQueries queries,
            ImportKinds kinds,
            ColumnMappings mappings,
            FaultyRows faultyRows,
            ImportSettings settings,
            Texts texts) {
        this.imports = imports;
        this.queries = queries;
        this.kinds = kinds;
        this.mappings = mappings;
        this.faultyRows = faultyRows;
        this.settings = settings;
        this.texts = texts;
    }

    @GetMapping("/imports")
    String list(
            CurrentUser user,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String status,
            @RequestParam(required = false) @Nullable String page,
            @RequestParam(required = false) @Nullable String size,
            Model model) {
        List<ImportStatus> statuses = Arrays.stream(ImportStatus.values())
                .filter(each -> each.name().equals(status))
                .toList();
        PageWish wish = PageWish.of(page, size);
        ImportFilter filter = new ImportFilter(kind.isBlank() ? List.of() : List.of(kind), statuses);
        model.addAttribute("rows", queries.list(user.scope(), filter, wish.page(), wish.size()));
        model.addAttribute("kinds", kinds.all());
        model.addAttribute("statuses", ImportStatus.values());
        model.addAttribute("filtered", !kind.isBlank() || !status.isBlank());
        return "imports/list";
    }

    @GetMapping("/imports/new")
    String form(
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String mapping,
            Model model) {
        model.addAttribute("kinds", kinds.all());
        model.addAttribute("mappings", mappings.all(Optional.empty()));
        model.addAttribute("chosen", kind);
        model.addAttribute("chosenMapping", mapping);
        model.addAttribute("settings", settings);
        return "imports/new";
    }

    /** The columns of a kind, with what is allowed in each. */
    @GetMapping("/imports/kinds/{kind}")
    String kind(@PathVariable String kind, Model model) {
        model.addAttribute("kind", kinds.kind(kind));
        model.addAttribute("settings", settings);
        return "imports/kind";
    }

    /** An empty file of a kind: its header line. */
    @GetMapping("/imports/kinds/{kind}/template")
    ResponseEntity<String> template(@PathVariable String kind) {
        String headers =
                kinds.kind(kind).columns().stream().map(Column::name).collect(Collectors.joining(",")) + "\r\n";
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(kind + ".csv")
                                .build()
                                .toString())
                .body(headers);
    }

    @PostMapping("/imports")
    String upload(
            @RequestParam String kind,
            @RequestParam(defaultValue = "") String mapping,
            @RequestPart("file") MultipartFile file,
            RedirectAttributes redirect)
            throws IOException {
        // A mapping is chosen from the mappings of all kinds: its value names both.
        String name = mapping.startsWith(kind + "/") ? mapping.substring(kind.length() + 1) : null;
        ImportRequest request =
                new ImportRequest(kind, Objects.requireNonNullElse(file.getOriginalFilename(), ""), false, false, name);
        try {
            return "redirect:/imports/" + imports.upload(request, file.getInputStream(), WAIT);
        } catch (ImportRefusedException e) {
            redirect.addFlashAttribute("flashProblem", e.getMessage());
            redirect.addAttribute("kind", kind);
            if (!mapping.isEmpty()) {
                redirect.addAttribute("mapping", mapping);
            }
            return "redirect:/imports/new";
        }
    }

    @GetMapping(ID)
    String detail(
            CurrentUser user,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String page,
            @RequestParam(required = false) @Nullable String size,
            Model model) {
        ImportDetail detail = queries.detail(user.scope(), id);
        PageWish wish = PageWish.of(page, size).within(detail.faultCount());
        model.addAttribute("batch", detail);
        if (detail.status() == ImportStatus.COMMITTED && detail.revertedAt() == null) {
            model.addAttribute("recorded", kinds.recorded(detail.kind(), id).orElse(null));
        }
        model.addAttribute("faults", queries.faults(user.scope(), id, wish.page(), wish.size()));
        model.addAttribute("faultCounts", queries.faultCounts(user.scope(), id));
        return "imports/detail";
    }

    /** @param partial whether to leave faulty rows out and record the others */
    @PostMapping(ID + "/recording")
    String commit(
            @PathVariable long id, @RequestParam(defaultValue = "false") boolean partial, RedirectAttributes redirect) {
        try {
            imports.commit(id, partial, WAIT);
        } catch (BusinessRuleException | ImportRefusedException e) {
            redirect.addFlashAttribute("flashProblem", e.getMessage());
        }
        return "redirect:/imports/" + id;
    }

    @PostMapping(ID + "/removal")
    String discard(@PathVariable long id, RedirectAttributes redirect) {
        try {
            imports.discard(id);
        } catch (BusinessRuleException e) {
            redirect.addFlashAttribute("flashProblem", e.getMessage());
            return "redirect:/imports/" + id;
        }
        redirect.addFlashAttribute("flash", texts.get("imports.discarded", id));
        return "redirect:/imports";
    }

    @PostMapping(ID + "/reversal")
    String revert(@PathVariable long id, @RequestParam(defaultValue = "") String reason, RedirectAttributes redirect) {
        try {
            imports.revert(id, reason);
            redirect.addFlashAttribute("flash", texts.get("imports.reverted", id));
        } catch (RevertRefusedException e) {
            redirect.addFlashAttribute("flashProblem", e.getMessage());
            redirect.addFlashAttribute("dependants", e.dependants());
            redirect.addFlashAttribute("reason", reason);
        } catch (BusinessRuleException e) {
            redirect.addFlashAttribute("flashProblem", e.getMessage());
            redirect.addFlashAttribute("reason", reason);
        }
        return "redirect:/imports/" + id;
    }

    @GetMapping(ID + "/faults")
    void faults(CurrentUser user, @PathVariable long id, HttpServletResponse response) throws IOException {
        FaultDownload.send(faultyRows, user.scope(), id, response);
    }
}

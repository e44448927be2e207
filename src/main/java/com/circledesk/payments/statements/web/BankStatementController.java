package com.circledesk.payments.statements.web;

import com.circledesk.imports.ImportRefusedException;
import com.circledesk.imports.ImportRequest;
import com.circledesk.imports.ImportService;
import com.circledesk.imports.mappings.ColumnMappings;
import com.circledesk.payments.statements.BankAccounts;
import com.circledesk.payments.statements.BankLineFilter;
import com.circledesk.payments.statements.BankLines;
import com.circledesk.payments.statements.BankStatements;
import com.circledesk.payments.statements.StatementRow;
import com.circledesk.shared.Choice;
import com.circledesk.shared.PageParameters;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Statements as pages: send one, see what it would do (as every import), and look at those that were taken in. */
@Controller
@Requires(Permission.IMPORT)
class BankStatementController {
    static final String KIND = "statements";

    /** Small files are checked by then; longer ones show how far they are. */
    private static final Duration WAIT = Duration.ofSeconds(2);

    private final BankStatements statements;
    private final BankLines lines;
    private final BankAccounts accounts;
    private final ColumnMappings mappings;
    private final ImportService imports;

    BankStatementController(
            BankStatements statements,
            BankLines lines,
            BankAccounts accounts,
            ColumnMappings mappings,
            ImportService imports) {
        this.statements = statements;
        this.lines = lines;
        this.accounts = accounts;
        this.mappings = mappings;
        this.imports = imports;
    }

    @GetMapping("/payments/statements")
    String list(CurrentUser user, @RequestParam(defaultValue = "") String account, PageParameters page, Model model) {
        model.addAttribute(
                "statements",
                statements.list(account.isBlank() ? null : account, page.number(), page.rows(), user.scope()));
        model.addAttribute("filtered", !account.isBlank());
        model.addAttribute("bankAccounts", accounts.all());
        model.addAttribute(
                "accountChoices",
                accounts.all().stream()
                        .map(each -> new Choice(each.accountNo(), each.bank() + " · " + each.accountNo()))
                        .toList());
        model.addAttribute("mappings", mappings.all(Optional.of(KIND)));
        return "payments/statements";
    }

    @PostMapping("/payments/statements")
    String upload(
            @RequestParam(required = false) @Nullable String mapping,
            @RequestPart("file") MultipartFile file,
            RedirectAttributes redirect)
            throws IOException {
        ImportRequest request = new ImportRequest(
                KIND,
                Objects.requireNonNullElse(file.getOriginalFilename(), ""),
                false,
                false,
                mapping == null || mapping.isBlank() ? null : mapping);
        try {
            return "redirect:/imports/" + imports.upload(request, file.getInputStream(), WAIT);
        } catch (ImportRefusedException e) {
            redirect.addFlashAttribute("flashProblem", e.getMessage());
            return "redirect:/payments/statements";
        }
    }

    @GetMapping("/payments/statements/{id:\\d{1,18}}")
    String detail(CurrentUser user, @PathVariable long id, PageParameters page, Model model) {
        StatementRow statement = statements.get(id, user.scope());
        BankLineFilter filter = BankLineFilter.ofStatement(id);
        var shown = lines.list(filter, page.number(), page.rows(), user.scope());
        model.addAttribute("statement", statement);
        model.addAttribute("lines", shown);
        model.addAttribute("hidden", statement.lines() - statement.unchanged() - shown.total());
        return "payments/statement";
    }
}

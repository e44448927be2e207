package com.circledesk.payments.handshake.web;

import com.circledesk.accounts.Registrations;
import com.circledesk.audit.AuditEvents;
import com.circledesk.exports.ExportFormat;
import com.circledesk.exports.Exports;
import com.circledesk.exports.PdfDocument;
import com.circledesk.forms.DateText;
import com.circledesk.forms.FormAnswers;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.Submission;
import com.circledesk.payments.handshake.HandshakeQueries;
import com.circledesk.payments.handshake.HandshakeService;
import com.circledesk.payments.handshake.KindSum;
import com.circledesk.payments.handshake.Sheet;
import com.circledesk.payments.handshake.SheetLine;
import com.circledesk.payments.handshake.SheetQueries;
import com.circledesk.payments.handshake.web.HandshakeForms.SignForm;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Formats;
import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.Paced;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Sign-off sheets: signed once, then read, printed and exported as they were. */
@Controller
@Requires(Permission.VIEW_RECEIVABLES)
class SheetController {
    private static final String PATH = "/payments/customer-reconciliation/sheets";
    private static final List<String> COLUMNS = List.of(
            "handshake.kind",
            "receivables.invoice",
            "handshake.document",
            "receivables.date",
            "handshake.age",
            "handshake.ours",
            "handshake.theirs",
            "handshake.part",
            "handshake.owner",
            "handshake.next");

    private final SheetQueries sheets;
    private final HandshakeQueries books;
    private final HandshakeService service;
    private final FormAnswers answers;
    private final Exports exports;
    private final PdfDocument pdf;
    private final Registrations registrations;
    private final AuditEvents audit;
    private final Texts texts;
    private final Formats formats;
    private final Clock clock;

    SheetController(
            SheetQueries sheets,
            HandshakeQueries books,
            HandshakeService service,
            FormAnswers answers,
            Exports exports,
            PdfDocument pdf,
            Registrations registrations,
            AuditEvents audit,
            Texts texts,
            Formats formats,
            Clock clock) {
        this.sheets = sheets;
        this.books = books;
        this.service = service;
        this.answers = answers;
        this.exports = exports;
        this.pdf = pdf;
        this.registrations = registrations;
        this.audit = audit;
        this.texts = texts;
        this.formats = formats;
        this.clock = clock;
    }

    @PostMapping(PATH)
    @Requires(Permission.WORK_DISPUTES)
    String sign(
            @ModelAttribute("form") SignForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        LocalDate asOf = DateText.parse(form.asOf())
                .orElseThrow(() -> new NotFoundException("Extract", String.valueOf(form.asOf())));
        model.addAttribute("books", books.compare(user.scope(), String.valueOf(form.account()), asOf));
        FormKey key = answers.key(String.valueOf(form.key()), errors);
        form.validate(LocalDate.now(clock), errors);
        if (errors.hasErrors()) {
            answers.invalid(response);
            return "payments/sheet-form";
        }
        try {
            Submission sent = service.sign(key, form.toCommand(), user.scope());
            redirect.addFlashAttribute("flash", answers.done(sent, texts.get("handshake.signed")));
            return "redirect:" + PATH + "/" + sent.outcome();
        } catch (BusinessRuleException e) {
            answers.refused(e, errors, response);
            return "payments/sheet-form";
        }
    }

    @GetMapping(PATH + "/{id:\\d{1,18}}")
    String show(@PathVariable long id, CurrentUser user, Model model) {
        Sheet sheet = sheets.get(user.scope(), id);
        model.addAttribute("sheet", sheet);
        model.addAttribute("kinds", sheets.kinds(user.scope(), id));
        model.addAttribute("lines", sheets.lines(user.scope(), id));
        return "payments/sheet";
    }

    @GetMapping(PATH + "/{id:\\d{1,18}}/paper")
    @Paced
    void paper(@PathVariable long id, CurrentUser user, HttpServletResponse response) {
        Sheet sheet = sheets.get(user.scope(), id);
        List<KindSum> kinds = sheets.kinds(user.scope(), id);
        List<SheetLine> lines = sheets.lines(user.scope(), id);
        audit.record("export", "reconciliation-sheet", sheet.circle(), name(sheet));
        exports.send(
                response,
                "application/pdf",
                name(sheet) + ".pdf",
                out -> pdf.write(
                        "pdf/sheet",
                        Map.of(
                                "us", registrations.letterhead(sheet.circle(), sheet.asOf()),
                                "sheet", sheet,
                                "kinds", kinds,
                                "lines", lines),
                        out));
    }

    @GetMapping(PATH + "/{id:\\d{1,18}}/workbook")
    @Paced
    void workbook(@PathVariable long id, CurrentUser user, HttpServletResponse response) {
        Sheet sheet = sheets.get(user.scope(), id);
        List<KindSum> kinds = sheets.kinds(user.scope(), id);
        List<SheetLine> lines = sheets.lines(user.scope(), id);
        audit.record("export", "reconciliation-sheet", sheet.circle(), name(sheet));
        exports.table(response, ExportFormat.XLSX, name(sheet), table -> {
            table.fact(texts.get("handshake.sheet"), sheet.account());
            table.fact(texts.get("export.customer"), sheet.customerName());
            table.fact(texts.get("export.asOf"), sheet.asOf());
            table.fact(texts.get("handshake.knownAt"), formats.time(sheet.knownAt()));
            table.fact(texts.get("handshake.theirs"), sheet.theirs());
            table.fact(texts.get("handshake.ours"), sheet.ours());
            kinds.forEach(each -> table.fact(texts.get("handshake.kind." + each.kind()), each.amount()));
            table.fact(texts.get("handshake.residual"), sheet.residual());
            table.fact(texts.get("handshake.next"), sheet.nextAction());
            table.fact(texts.get("handshake.signedOn"), sheet.signedOn());
            table.fact(texts.get("handshake.byUs"), sheet.signedByUs());
            table.fact(texts.get("handshake.byThem"), sheet.signedByThem());
            table.head(COLUMNS.stream().map(texts::get).toList());
            lines.forEach(line -> table.row(Arrays.asList(
                    texts.get("handshake.kind." + line.kind()),
                    line.invoiceNo(),
                    line.documentNo(),
                    line.datedOn(),
                    line.ageDays(sheet.asOf()),
                    line.ours(),
                    line.theirs(),
                    line.amount(),
                    line.owner(),
                    line.nextAction())));
        });
    }

    private static String name(Sheet sheet) {
        return "reconciliation-%s-%s".formatted(sheet.account().replaceAll("[^A-Za-z0-9._-]", "-"), sheet.asOf());
    }
}

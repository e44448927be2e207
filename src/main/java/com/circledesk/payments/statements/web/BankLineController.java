package com.circledesk.payments.statements.web;

import com.circledesk.accounts.AccountQueries;
import com.circledesk.audit.AuditEvents;
import com.circledesk.exports.ExportFormat;
import com.circledesk.exports.Exports;
import com.circledesk.forms.DateText;
import com.circledesk.forms.FormKey;
import com.circledesk.payments.statements.BankAccounts;
import com.circledesk.payments.statements.BankLine;
import com.circledesk.payments.statements.BankLineFilter;
import com.circledesk.payments.statements.BankLineFilter.Show;
import com.circledesk.payments.statements.BankLines;
import com.circledesk.payments.statements.Choice;
import com.circledesk.payments.statements.LineReceipt;
import com.circledesk.payments.statements.RemitterRules;
import com.circledesk.shared.Formats;
import com.circledesk.shared.Paced;
import com.circledesk.shared.PageParameters;
import com.circledesk.shared.Paged;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The lines of the bank: a list, a download, the page of one. */
@Controller
@Requires(Permission.IMPORT)
class BankLineController {
    static final String ID = "/payments/bank-lines/{id:\\d{1,18}}";
    private static final List<String> COLUMNS = List.of(
            "payments.line.bookedOn",
            "payments.line.valueOn",
            "payments.bankAccount",
            "payments.line.side",
            "receivables.amount",
            "payments.line.state",
            "receivables.account",
            "receivables.receipt.utr",
            "payments.line.reference",
            "receivables.receipt.remitter",
            "receivables.receipt.narration",
            "payments.line.age",
            "payments.line.owner");

    /** The list's parameters as they stand in its URL; what cannot be read counts as not given. */
    record Parameters(
            @Nullable String account,
            @Nullable String show,
            @Nullable String older,
            @Nullable String owner,
            @Nullable String from,
            @Nullable String to,
            @Nullable String q) {
        BankLineFilter filter() {
            return new BankLineFilter(
                    account == null || account.isBlank() ? null : account,
                    null,
                    Stream.of(Show.values())
                            .filter(each -> each.name().equals(show))
                            .findFirst()
                            .orElse(null),
                    Optional.ofNullable(number(older)).map(Long::intValue).orElse(null),
                    number(owner),
                    DateText.parse(from).orElse(null),
                    DateText.parse(to).orElse(null),
                    q == null ? "" : q);
        }

        private static @Nullable Long number(@Nullable String text) {
            return text != null && text.matches("\\d{1,9}") ? Long.valueOf(text) : null;
        }
    }

    private final BankLines lines;
    private final BankAccounts bankAccounts;
    private final RemitterRules rules;
    private final AccountQueries accounts;
    private final Exports exports;
    private final AuditEvents audit;
    private final Texts texts;
    private final Formats formats;
    private final Clock clock;

    BankLineController(
            BankLines lines,
            BankAccounts bankAccounts,
            RemitterRules rules,
            AccountQueries accounts,
            Exports exports,
            AuditEvents audit,
            Texts texts,
            Formats formats,
            Clock clock) {
        this.lines = lines;
        this.bankAccounts = bankAccounts;
        this.rules = rules;
        this.accounts = accounts;
        this.exports = exports;
        this.audit = audit;
        this.texts = texts;
        this.formats = formats;
        this.clock = clock;
    }

    @GetMapping("/payments/bank-lines")
    String list(Parameters parameters, PageParameters page, CurrentUser user, Model model) {
        BankLineFilter filter = parameters.filter();
        Paged<BankLine> shown = lines.list(filter, page.number(), page.rows(), user.scope());
        List<Long> ids = shown.items().stream().map(BankLine::id).toList();
        List<Choice> owners = new ArrayList<>(lines.owners());
        model.addAttribute("owners", List.copyOf(owners));
        owners.add(new Choice("0", texts.get("payments.line.nobody")));
        model.addAttribute("ownerFilter", owners);
        model.addAttribute("filter", filter);
        model.addAttribute("filtered", !filter.equals(BankLineFilter.ALL));
        model.addAttribute("lines", shown);
        model.addAttribute("totals", lines.totals(filter, user.scope()));
        model.addAttribute("receipts", lines.receipts(ids, user.scope()));
        model.addAttribute("guesses", rules.guesses(ids, user.scope()));
        model.addAttribute(
                "shows",
                Arrays.stream(Show.values())
                        .map(each -> new Choice(each.name(), texts.get("payments.line.show." + each)))
                        .toList());
        model.addAttribute(
                "accountChoices",
                bankAccounts.all().stream()
                        .map(each -> new Choice(each.accountNo(), each.bank() + " · " + each.accountNo()))
                        .toList());
        model.addAttribute("accounts", accounts.choices(user.scope()));
        model.addAttribute("mayPost", user.may(Permission.POST_MONEY));
        model.addAttribute("key", FormKey.fresh().toString());
        return "payments/bank-lines";
    }

    @GetMapping("/payments/bank-lines/export")
    @Paced
    void export(
            Parameters parameters,
            CurrentUser user,
            @RequestParam(required = false) @Nullable String format,
            HttpServletResponse response) {
        BankLineFilter filter = parameters.filter();
        audit.record("export", "bank-lines", null, filter.toString());
        exports.table(response, ExportFormat.orCsv(format), "bank-lines", table -> {
            table.fact(texts.get("payments.lines"), null);
            table.fact(texts.get("export.by"), "%s <%s>".formatted(user.fullName(), user.email()));
            table.fact(texts.get("export.at"), formats.time(clock.instant()));
            table.fact(
                    texts.get("payments.line.credits"),
                    lines.totals(filter, user.scope()).credits());
            table.fact(
                    texts.get("payments.line.debits"),
                    lines.totals(filter, user.scope()).debits());
            table.head(COLUMNS.stream().map(texts::get).toList());
            lines.forEach(filter, user.scope(), line -> table.row(cells(line)));
        });
    }

    private List<@Nullable Object> cells(BankLine line) {
        return Arrays.asList(
                line.bookedOn(),
                line.valueOn(),
                line.accountNo(),
                texts.get("payments.line.side." + line.side()),
                line.amount(),
                texts.get("payments.line.state." + line.state()),
                line.accounts(),
                line.utr(),
                line.reference(),
                line.remitterName(),
                line.narration(),
                line.ageDays(),
                line.owner());
    }

    @GetMapping(ID)
    String detail(@PathVariable long id, CurrentUser user, Model model) {
        BankLine line = lines.get(id, user.scope());
        List<LineReceipt> became = lines.receipts(List.of(id), user.scope()).getOrDefault(id, List.of());
        model.addAttribute("line", line);
        model.addAttribute("receipts", became);
        model.addAttribute("guess", rules.guesses(List.of(id), user.scope()).get(id));
        model.addAttribute("owners", lines.owners());
        model.addAttribute("accounts", accounts.choices(user.scope()));
        model.addAttribute("bounced", line.isOpenReturn() ? lines.bounced(line, user.scope()) : List.of());
        model.addAttribute("mayPost", user.may(Permission.POST_MONEY));
        model.addAttribute("key", FormKey.fresh().toString());
        return "payments/bank-line";
    }
}

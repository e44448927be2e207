package com.circledesk.payments.statements.web;

import com.circledesk.accounts.AccountQueries;
import com.circledesk.audit.ListExports;
import com.circledesk.exports.Column;
import com.circledesk.exports.FileWish;
import com.circledesk.forms.DateText;
import com.circledesk.forms.FormKey;
import com.circledesk.payments.statements.BankAccounts;
import com.circledesk.payments.statements.BankLine;
import com.circledesk.payments.statements.BankLineFilter;
import com.circledesk.payments.statements.BankLineFilter.Show;
import com.circledesk.payments.statements.BankLines;
import com.circledesk.payments.statements.LineReceipt;
import com.circledesk.payments.statements.RemitterRules;
import com.circledesk.shared.Choice;
import com.circledesk.shared.Paced;
import com.circledesk.shared.PageParameters;
import com.circledesk.shared.Paged;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
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

/** The lines of the bank: a list, a download, the page of one. */
@Controller
@Requires(Permission.IMPORT)
class BankLineController {
    static final String ID = "/payments/bank-lines/{id:\\d{1,18}}";
    private static final List<Column<BankLine>> COLUMNS = List.of(
            Column.of("payments.line.bookedOn", BankLine::bookedOn),
            Column.of("payments.line.valueOn", BankLine::valueOn),
            Column.of("payments.bankAccount", BankLine::accountNo),
            Column.word("payments.line.side", "payments.line.side.", BankLine::side),
            Column.of("receivables.amount", BankLine::amount),
            Column.word("payments.line.state", "payments.line.state.", BankLine::state),
            Column.of("receivables.account", BankLine::accounts),
            Column.of("receivables.receipt.utr", BankLine::utr),
            Column.of("payments.line.reference", BankLine::reference),
            Column.of("receivables.receipt.remitter", BankLine::remitterName),
            Column.of("receivables.receipt.narration", BankLine::narration),
            Column.of("payments.line.age", BankLine::ageDays),
            Column.of("payments.line.owner", BankLine::owner));

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
    private final Texts texts;
    private final ListExports exports;
    private final Clock clock;

    BankLineController(
            BankLines lines,
            BankAccounts bankAccounts,
            RemitterRules rules,
            AccountQueries accounts,
            Texts texts,
            ListExports exports,
            Clock clock) {
        this.lines = lines;
        this.bankAccounts = bankAccounts;
        this.rules = rules;
        this.accounts = accounts;
        this.texts = texts;
        this.exports = exports;
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
            FileWish wish,
            HttpServletRequest request,
            HttpServletResponse response) {
        BankLineFilter filter = parameters.filter();
        var totals = lines.totals(filter, user.scope());
        exports.list("bank-lines", "payments.lines", LocalDate.now(clock))
                .fact("payments.line.credits", totals.credits())
                .fact("payments.line.debits", totals.debits())
                .send(user, wish, request, response, COLUMNS, each -> lines.forEach(filter, user.scope(), each));
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

package com.circledesk.collections.contacts.web;

import com.circledesk.accounts.AccountChoice;
import com.circledesk.audit.AuditEvents;
import com.circledesk.collections.contacts.Channel;
import com.circledesk.collections.contacts.ContactFilter;
import com.circledesk.collections.contacts.ContactQueries;
import com.circledesk.collections.contacts.ContactResult;
import com.circledesk.collections.contacts.ContactRow;
import com.circledesk.exports.ExportFormat;
import com.circledesk.exports.Exports;
import com.circledesk.receivables.Selections;
import com.circledesk.shared.Formats;
import com.circledesk.shared.Paced;
import com.circledesk.shared.PageWish;
import com.circledesk.shared.Paged;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The contact log, as a page and as a file. */
@Controller
@Requires(Permission.VIEW_RECEIVABLES)
class ContactListController {
    private static final List<String> COLUMNS = List.of(
            "contacts.contactedOn",
            "book.account",
            "export.customer",
            "book.circle",
            "contacts.channel",
            "contacts.person",
            "contacts.result",
            "contacts.remark",
            "contacts.followUpOn",
            "contacts.by");

    private final ContactQueries contacts;
    private final Selections selections;
    private final Exports exports;
    private final AuditEvents audit;
    private final Texts texts;
    private final Formats formats;
    private final Clock clock;

    ContactListController(
            ContactQueries contacts,
            Selections selections,
            Exports exports,
            AuditEvents audit,
            Texts texts,
            Formats formats,
            Clock clock) {
        this.contacts = contacts;
        this.selections = selections;
        this.exports = exports;
        this.audit = audit;
        this.texts = texts;
        this.formats = formats;
        this.clock = clock;
    }

    @GetMapping("/contacts")
    String list(
            CurrentUser user,
            ContactParameters parameters,
            @RequestParam(required = false) @Nullable String page,
            @RequestParam(required = false) @Nullable String size,
            Model model) {
        LocalDate today = LocalDate.now(clock);
        ContactFilter filter = parameters.filter(today);
        long total = contacts.count(user.scope(), filter);
        PageWish wish = PageWish.of(page, size).within(total);
        List<ContactRow> rows =
                contacts.rows(user.scope(), filter, parameters.order(), parameters.turned(), wish.page(), wish.size());
        model.addAttribute("contacts", new Paged<>(rows, wish.page(), wish.size(), total));
        model.addAttribute("choices", selections.choices(user.scope()));
        model.addAttribute("channels", choices("contacts.channel.", Channel.values()));
        model.addAttribute("results", choices("contacts.result.", ContactResult.values()));
        model.addAttribute("narrowed", !filter.isEmpty());
        model.addAttribute("today", today);
        model.addAttribute("mayWork", user.may(Permission.WORK_COLLECTIONS));
        return "collections/contacts";
    }

    private List<AccountChoice> choices(String prefix, Enum<?>[] values) {
        return Arrays.stream(values)
                .map(each -> new AccountChoice(each.name(), texts.get(prefix + each.name())))
                .toList();
    }

    @GetMapping("/contacts/export")
    @Paced
    void export(
            CurrentUser user,
            ContactParameters parameters,
            @RequestParam(required = false) @Nullable String format,
            HttpServletRequest request,
            HttpServletResponse response) {
        LocalDate today = LocalDate.now(clock);
        ContactFilter filter = parameters.filter(today);
        audit.record("export", "contact", null, String.valueOf(request.getQueryString()));
        exports.table(response, ExportFormat.orCsv(format), "contacts-" + today, table -> {
            table.fact(texts.get("contacts.title"), contacts.count(user.scope(), filter));
            table.fact(texts.get("export.by"), "%s <%s>".formatted(user.fullName(), user.email()));
            table.fact(texts.get("export.at"), formats.time(clock.instant()));
            table.head(COLUMNS.stream().map(texts::get).toList());
            contacts.forEach(
                    user.scope(), filter, parameters.order(), parameters.turned(), row -> table.row(cells(row)));
        });
    }

    private List<@Nullable Object> cells(ContactRow row) {
        return Arrays.asList(
                row.contactedOn(),
                row.account(),
                row.customerName(),
                row.circle(),
                texts.get("contacts.channel." + row.channel()),
                row.person(),
                texts.get("contacts.result." + row.result()),
                row.remark(),
                row.followUpOn(),
                row.by());
    }
}

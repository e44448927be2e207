package com.circledesk.collections.contacts.web;

import com.circledesk.audit.ListExports;
import com.circledesk.collections.contacts.Channel;
import com.circledesk.collections.contacts.ContactFilter;
import com.circledesk.collections.contacts.ContactQueries;
import com.circledesk.collections.contacts.ContactResult;
import com.circledesk.collections.contacts.ContactRow;
import com.circledesk.exports.Column;
import com.circledesk.exports.FileWish;
import com.circledesk.receivables.Selections;
import com.circledesk.shared.Choice;
import com.circledesk.shared.Paced;
import com.circledesk.shared.PageParameters;
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
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The contact log, as a page and as a file. */
@Controller
@Requires(Permission.VIEW_RECEIVABLES)
class ContactListController {
    private static final List<Column<ContactRow>> COLUMNS = List.of(
            Column.of("contacts.contactedOn", ContactRow::contactedOn),
            Column.of("book.account", ContactRow::account),
            Column.of("export.customer", ContactRow::customerName),
            Column.of("book.circle", ContactRow::circle),
            Column.word("contacts.channel", "contacts.channel.", ContactRow::channel),
            Column.of("contacts.person", ContactRow::person),
            Column.word("contacts.result", "contacts.result.", ContactRow::result),
            Column.of("contacts.remark", ContactRow::remark),
            Column.of("contacts.followUpOn", ContactRow::followUpOn),
            Column.person("contacts.by", ContactRow::by));

    private final ContactQueries contacts;
    private final Selections selections;
    private final Texts texts;
    private final ListExports exports;
    private final Clock clock;

    ContactListController(
            ContactQueries contacts, Selections selections, Texts texts, ListExports exports, Clock clock) {
        this.contacts = contacts;
        this.selections = selections;
        this.texts = texts;
        this.exports = exports;
        this.clock = clock;
    }

    @GetMapping("/contacts")
    String list(CurrentUser user, ContactParameters parameters, PageParameters page, Model model) {
        LocalDate today = LocalDate.now(clock);
        ContactFilter filter = parameters.filter(today);
        long total = contacts.count(user.scope(), filter);
        model.addAttribute(
                "contacts",
                page.of(
                        total,
                        (number, size) -> contacts.rows(
                                user.scope(), filter, parameters.order(), parameters.turned(), number, size)));
        model.addAttribute("choices", selections.choices(user.scope()));
        model.addAttribute("channels", choices("contacts.channel.", Channel.values()));
        model.addAttribute("results", choices("contacts.result.", ContactResult.values()));
        model.addAttribute("narrowed", !filter.isEmpty());
        model.addAttribute("today", today);
        model.addAttribute("mayWork", user.may(Permission.WORK_COLLECTIONS));
        return "collections/contacts";
    }

    private List<Choice> choices(String prefix, Enum<?>[] values) {
        return Arrays.stream(values)
                .map(each -> new Choice(each.name(), texts.get(prefix + each.name())))
                .toList();
    }

    @GetMapping("/contacts/export")
    @Paced
    void export(
            ContactParameters parameters,
            CurrentUser user,
            FileWish wish,
            HttpServletRequest request,
            HttpServletResponse response) {
        LocalDate today = LocalDate.now(clock);
        ContactFilter filter = parameters.filter(today);
        exports.list("contacts", "contacts.title", today)
                .fact("export.items", contacts.count(user.scope(), filter))
                .send(
                        user,
                        wish,
                        request,
                        response,
                        COLUMNS,
                        each -> contacts.forEach(user.scope(), filter, parameters.order(), parameters.turned(), each));
    }
}

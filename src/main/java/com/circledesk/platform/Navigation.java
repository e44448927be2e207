package com.circledesk.platform;

import com.circledesk.users.Access;
import com.circledesk.users.CurrentUser;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * What stands in the rail, in one place: sections and their tabs. A tab is shown where a controller answers its path and
 * the person has the right that this handler asks for; a section is shown if it has such a tab. So only what works is
 * offered, and only to whom it opens.
 */
@Component
public class Navigation {
    /**
     * @param key names the label {@code nav.<key>} in the messages
     * @param letter goes there after {@code g}
     * @param icon of the sprite
     * @param dated whether its pages look at an as-of date and at circles
     * @param prefixes paths that belong to the section
     */
    record Section(String key, String letter, String icon, boolean dated, List<String> prefixes, List<Tab> tabs) {}

    record Tab(String key, String path) {}

    /** Something that a person can begin from anywhere, as the phone's Add offers it. */
    record Start(String key, String icon, String path) {}

    static final List<Section> SECTIONS = List.of(
            new Section("home", "h", "home", true, List.of("/"), List.of(new Tab("home", "/"))),
            new Section(
                    "work",
                    "w",
                    "checkbox",
                    false,
                    List.of("/my-work", "/promises", "/action-plans", "/support-requests", "/contacts"),
                    List.of(
                            new Tab("work", "/my-work"),
                            new Tab("worklist", "/my-work/worklist"),
                            new Tab("promises", "/promises"),
                            new Tab("action-plans", "/action-plans"),
                            new Tab("support-requests", "/support-requests"),
                            new Tab("contact-log", "/contacts"))),
            new Section(
                    "accounts",
                    "a",
                    "address-book",
                    true,
                    List.of("/accounts"),
                    List.of(new Tab("accounts", "/accounts"))),
            new Section(
                    "receivables",
                    "r",
                    "receipt-rupee",
                    true,
                    List.of("/receivables", "/invoices", "/receipts"),
                    List.of(
                            new Tab("ageing", "/receivables/ageing"),
                            new Tab("open-items", "/receivables/open-items"),
                            new Tab("migration", "/receivables/migration"),
                            new Tab("kpis", "/receivables/kpis"),
                            new Tab("targets", "/receivables/targets"),
                            new Tab("escalations", "/receivables/escalations"),
                            new Tab("red-flags", "/receivables/red-flags"),
                            new Tab("unapplied", "/receivables/unapplied"),
                            new Tab("receipts", "/receipts"),
                            new Tab("control", "/receivables/control"),
                            new Tab("periods", "/receivables/period-locks"))),
            new Section(
                    "disputes",
                    "x",
                    "scale",
                    true,
                    List.of("/disputes", "/notes"),
                    List.of(
                            new Tab("disputes", "/disputes"),
                            new Tab("room", "/disputes/room"),
                            new Tab("notes", "/disputes/notes"),
                            new Tab("dispute-reports", "/disputes/reports"),
                            new Tab("root-causes", "/disputes/root-causes"),
                            new Tab("packs", "/disputes/packs"))),
            new Section(
                    "payments",
                    "p",
                    "cash",
                    true,
                    List.of("/payments"),
                    List.of(
                            new Tab("reconcile", "/payments/reconcile"),
                            new Tab("bank-statements", "/payments/statements"),
                            new Tab("bank-lines", "/payments/bank-lines"),
                            new Tab("advices", "/payments/advices"),
                            new Tab("write-offs", "/payments/write-offs"),
                            new Tab("learned-rules", "/payments/learned-rules"),
                            new Tab("tax-deducted", "/payments/tax-deducted"),
                            new Tab("customer-ledgers", "/payments/customer-reconciliation"),
                            new Tab("every-rupee", "/payments/every-rupee"))),
            new Section(
                    "reports",
                    "t",
                    "clipboard",
                    false,
                    List.of("/reports"),
                    List.of(new Tab("status-updates", "/reports/status-updates"))),
            new Section(
                    "imports",
                    "i",
                    "file-import",
                    false,
                    List.of("/imports"),
                    List.of(new Tab("imports", "/imports"), new Tab("mappings", "/imports/mappings"))),
            new Section(
                    "admin",
                    "d",
                    "settings",
                    false,
                    List.of("/admin", "/users", "/audit", "/settings"),
                    List.of(
                            new Tab("users", "/admin/users"),
                            new Tab("ownership", "/admin/ownership"),
                            new Tab("registrations", "/admin/registrations"),
                            new Tab("dispute-reasons", "/admin/dispute-reasons"),
                            new Tab("note-settings", "/admin/notes"),
                            new Tab("write-off-caps", "/admin/write-off-caps"),
                            new Tab("auto-posting", "/admin/auto-posting"),
                            new Tab("tax-rates", "/admin/tax-rates"),
                            new Tab("holidays", "/admin/holidays"),
                            new Tab("collection-settings", "/admin/collections"),
                            new Tab("shortfall-reasons", "/admin/shortfall-reasons"),
                            new Tab("escalation-matrix", "/admin/escalation-matrix"),
                            new Tab("letters", "/admin/letters"),
                            new Tab("mail", "/admin/mail"),
                            new Tab("audit", "/admin/audit"),
                            new Tab("settings", "/admin/settings"),
                            new Tab("jobs", "/admin/jobs"))));

    static final List<Start> STARTS = List.of(
            new Start("contact", "phone", "/contacts/new"),
            new Start("import", "file-import", "/imports/new"),
            new Start("user", "user-plus", "/admin/users/new"));

    private final ObjectProvider<RequestMappingHandlerMapping> mappings;
    private volatile @Nullable Map<String, Access> pages;

    Navigation(@Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mappings) {
        this.mappings = mappings;
    }

    List<Section> sectionsFor(CurrentUser user) {
        return SECTIONS.stream()
                .map(section -> new Section(
                        section.key(),
                        section.letter(),
                        section.icon(),
                        section.dated(),
                        section.prefixes(),
                        section.tabs().stream()
                                .filter(tab -> isOpen(tab.path(), user))
                                .toList()))
                .filter(section -> !section.tabs().isEmpty())
                .toList();
    }

    List<Start> startsFor(CurrentUser user) {
        return STARTS.stream().filter(start -> isOpen(start.path(), user)).toList();
    }

    /** Whether whoever looks at a page may open another, for a link to it. */
    public boolean isOpen(String path) {
        CurrentUser user = Frames.currentUser();
        return user != null && isOpen(path, user);
    }

    boolean isOpen(String path, CurrentUser user) {
        return pages().getOrDefault(path, Access.NONE).allows(user);
    }

    /** The key of the section that a path belongs to, or null. */
    static @Nullable String sectionOf(String path) {
        return SECTIONS.stream()
                .filter(section -> section.prefixes().stream().anyMatch(prefix -> isWithin(path, prefix)))
                .map(Section::key)
                .findFirst()
                .orElse(null);
    }

    private static boolean isWithin(String path, String prefix) {
        return path.equals(prefix) || !prefix.equals("/") && path.startsWith(prefix + "/");
    }

    private Map<String, Access> pages() {
        Map<String, Access> known = pages;
        if (known == null) {
            known = new HashMap<>();
            for (var mapping : mappings.getObject().getHandlerMethods().entrySet()) {
                if (answersGet(mapping.getKey())) {
                    for (String path : mapping.getKey().getPatternValues()) {
                        known.put(path, Access.of(mapping.getValue()));
                    }
                }
            }
            pages = known;
        }
        return known;
    }

    private static boolean answersGet(RequestMappingInfo info) {
        Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
        return methods.isEmpty() || methods.contains(RequestMethod.GET);
    }
}

package com.circledesk.receivables.unapplied.web;

import com.circledesk.exports.Exports;
import com.circledesk.exports.FileWish;
import com.circledesk.receivables.Selections;
import com.circledesk.receivables.ageing.AgeingParameters;
import com.circledesk.receivables.ageing.AgeingRequest;
import com.circledesk.receivables.ageing.ExportPreamble;
import com.circledesk.receivables.unapplied.NextStep;
import com.circledesk.receivables.unapplied.UnappliedCare;
import com.circledesk.receivables.unapplied.UnappliedQueries;
import com.circledesk.receivables.unapplied.UnappliedRow;
import com.circledesk.receivables.unapplied.UnappliedSort;
import com.circledesk.receivables.unapplied.UnappliedTotals;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Paced;
import com.circledesk.shared.PageWish;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import com.circledesk.users.UserQueries;
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
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What is in but not applied, as a page and as a file. */
@Controller
@Requires(Permission.VIEW_RECEIVABLES)
class UnappliedController {
    private static final List<String> COLUMNS = List.of(
            "unapplied.document",
            "unapplied.kind",
            "book.account",
            "export.customer",
            "book.circle",
            "unapplied.datedOn",
            "unapplied.age",
            "unapplied.amount",
            "unapplied.rest",
            "unapplied.owner",
            "unapplied.why",
            "unapplied.next");

    private final UnappliedQueries unapplied;
    private final UnappliedCare care;
    private final UserQueries users;
    private final Selections selections;
    private final Exports exports;
    private final ExportPreamble preamble;
    private final Texts texts;
    private final Clock clock;

    UnappliedController(
            UnappliedQueries unapplied,
            UnappliedCare care,
            UserQueries users,
            Selections selections,
            Exports exports,
            ExportPreamble preamble,
            Texts texts,
            Clock clock) {
        this.unapplied = unapplied;
        this.care = care;
        this.users = users;
        this.selections = selections;
        this.exports = exports;
        this.preamble = preamble;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping("/receivables/unapplied")
    String unapplied(
            CurrentUser user,
            AgeingParameters parameters,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable String dir,
            @RequestParam(required = false) @Nullable String page,
            @RequestParam(required = false) @Nullable String size,
            Model model) {
        return show(user, parameters, sort, dir, page, size, CareForm.EMPTY, model);
    }

    /** Says of the ticked who looks after them and why they are not applied. */
    @PostMapping("/receivables/unapplied/care")
    @Requires(Permission.HAVE_TASKS)
    String care(
            CurrentUser user,
            AgeingParameters parameters,
            @ModelAttribute("care") CareForm care,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable String dir,
            @RequestParam(required = false) @Nullable String page,
            @RequestParam(required = false) @Nullable String size,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        try {
            int cared = this.care.care(care.asked());
            redirect.addFlashAttribute("flash", texts.get("unapplied.care.done", cared));
            String query = request.getQueryString();
            return "redirect:/receivables/unapplied" + (query == null ? "" : "?" + query);
        } catch (BusinessRuleException refused) {
            response.setStatus(HttpServletResponse.SC_UNPROCESSABLE_CONTENT);
            model.addAttribute("refusal", refused.getMessage());
            return show(user, parameters, sort, dir, page, size, care, model);
        }
    }

    private String show(
            CurrentUser user,
            AgeingParameters parameters,
            @Nullable String sort,
            @Nullable String dir,
            @Nullable String page,
            @Nullable String size,
            CareForm care,
            Model model) {
        AgeingRequest request = parameters.leniently(LocalDate.now(clock));
        UnappliedTotals totals = unapplied.totals(user.scope(), request);
        PageWish wish = PageWish.of(page, size).within(totals.items());
        model.addAttribute("care", care);
        model.addAttribute("mayCare", user.may(Permission.HAVE_TASKS) && request.knownOn() == null);
        model.addAttribute("people", users.people(user.scope()));
        model.addAttribute(
                "rows", unapplied.page(user.scope(), request, UnappliedSort.of(sort, dir), wish.page(), wish.size()));
        model.addAttribute("totals", totals);
        model.addAttribute("asked", request);
        model.addAttribute("choices", selections.choices(user.scope()));
        model.addAttribute("narrowed", !request.filter().isEmpty());
        if (user.may(Permission.POST_MONEY) || user.may(Permission.IMPORT)) {
            model.addAttribute("unidentified", unapplied.unidentified(user.scope(), request.asOf()));
        }
        return "receivables/unapplied";
    }

    @GetMapping("/receivables/unapplied/export")
    @Paced
    void export(
            CurrentUser user,
            AgeingParameters parameters,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable String dir,
            FileWish wish,
            HttpServletResponse response) {
        AgeingRequest request = parameters.leniently(LocalDate.now(clock));
        UnappliedTotals totals = unapplied.totals(user.scope(), request);
        preamble.audit("unapplied", request);
        exports.table(response, wish.kind(), "unapplied-" + request.asOf(), table -> {
            preamble.write(table, "unapplied.title", request, user);
            table.fact(texts.get("unapplied.rest"), totals.rest());
            table.head(COLUMNS.stream().map(texts::get).toList());
            unapplied.forEach(user.scope(), request, UnappliedSort.of(sort, dir), row -> table.row(cells(row)));
        });
    }

    private List<@Nullable Object> cells(UnappliedRow row) {
        NextStep step = row.next();
        return Arrays.asList(
                row.number(),
                texts.get(row.isReceipt() ? "unapplied.kind.receipt" : "unapplied.kind.note"),
                row.account(),
                row.customerName(),
                row.circle(),
                row.datedOn(),
                row.ageDays(),
                row.amount(),
                row.rest(),
                row.owner(),
                row.why(),
                step == null ? null : texts.get("unapplied.next." + step.name(), String.valueOf(row.fits())));
    }
}

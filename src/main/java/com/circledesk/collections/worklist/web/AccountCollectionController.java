package com.circledesk.collections.worklist.web;

import com.circledesk.accounts.AccountFacts;
import com.circledesk.collections.contacts.ContactFilter;
import com.circledesk.collections.contacts.ContactQueries;
import com.circledesk.collections.contacts.ContactSort;
import com.circledesk.collections.escalation.CaseFilter;
import com.circledesk.collections.escalation.CaseSort;
import com.circledesk.collections.escalation.CaseState;
import com.circledesk.collections.escalation.EscalationQueries;
import com.circledesk.collections.flags.RedFlagQueries;
import com.circledesk.collections.letters.LetterQueries;
import com.circledesk.collections.plans.ActionPlanQueries;
import com.circledesk.collections.plans.PlanFilter;
import com.circledesk.collections.plans.PlanRow;
import com.circledesk.collections.plans.PlanSort;
import com.circledesk.receivables.BookFilter;
import com.circledesk.receivables.positions.Account360Page;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import com.circledesk.users.Scope;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The tab of an account: what is done to collect from it, and what was told and written about it. */
@Controller
@Requires(Permission.VIEW_RECEIVABLES)
class AccountCollectionController {
    private static final int CONTACTS_SHOWN = 20;
    private static final int PLANS_SHOWN = 20;
    private static final int CASES_SHOWN = 5;

    private final Account360Page account360;
    private final ContactQueries contacts;
    private final ActionPlanQueries plans;
    private final EscalationQueries escalations;
    private final RedFlagQueries flags;
    private final LetterQueries letters;
    private final Clock clock;

    AccountCollectionController(
            Account360Page account360,
            ContactQueries contacts,
            ActionPlanQueries plans,
            EscalationQueries escalations,
            RedFlagQueries flags,
            LetterQueries letters,
            Clock clock) {
        this.account360 = account360;
        this.contacts = contacts;
        this.plans = plans;
        this.escalations = escalations;
        this.flags = flags;
        this.letters = letters;
        this.clock = clock;
    }

    @GetMapping("/accounts/{code}/contacts")
    String ofAccount(@PathVariable String code, CurrentUser user, Model model) {
        return tab(code, user, model);
    }

    @GetMapping(path = "/accounts/contacts", params = "code")
    String ofAccountOf(@RequestParam String code, CurrentUser user, Model model) {
        return tab(code, user, model);
    }

    private String tab(String code, CurrentUser user, Model model) {
        LocalDate today = LocalDate.now(clock);
        AccountFacts account = account360.show(code, "contacts", today, user, model);
        plan(account, today, user.scope(), model);
        ContactFilter spoken = ContactFilter.ofAccount(account.code());
        model.addAttribute("contacts", contacts.rows(user.scope(), spoken, ContactSort.DAY, false, 0, CONTACTS_SHOWN));
        model.addAttribute("contactCount", contacts.count(user.scope(), spoken));
        CaseFilter raised = new CaseFilter(BookFilter.ofAccount(account.code()), CaseState.ALL, null, null);
        model.addAttribute("cases", escalations.rows(user.scope(), raised, CaseSort.OPENED, false, 0, CASES_SHOWN));
        model.addAttribute("flags", flags.openOf(account.code(), user.scope()));
        model.addAttribute("sent", letters.sent(account.id(), user.scope()));
        model.addAttribute("today", today);
        model.addAttribute("now", clock.instant());
        model.addAttribute("mayWork", user.may(Permission.WORK_COLLECTIONS));
        return "collections/account-contacts";
    }

    private void plan(AccountFacts account, LocalDate today, Scope scope, Model model) {
        List<PlanRow> all =
                plans.rows(scope, PlanFilter.ofAccount(account.code()), today, PlanSort.REVIEW, false, 0, PLANS_SHOWN);
        PlanRow open = all.stream().filter(plan -> !plan.isEnded()).findFirst().orElse(null);
        model.addAttribute("plan", open);
        model.addAttribute("steps", open == null ? List.of() : plans.steps(open.ref(), scope));
        model.addAttribute("ended", all.stream().filter(PlanRow::isEnded).toList());
    }
}

package com.circledesk.receivables.positions;

import com.circledesk.accounts.AccountFacts;
import com.circledesk.accounts.AccountQueries;
import com.circledesk.receivables.BookFilter;
import com.circledesk.receivables.ageing.AgeBuckets;
import com.circledesk.receivables.ageing.AgeingBasis;
import com.circledesk.receivables.kpi.GstBasis;
import com.circledesk.receivables.kpi.KpiQueries;
import com.circledesk.receivables.kpi.KpiWindow;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import java.time.LocalDate;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** The head that all tabs of Account 360 share. */
@Component
public class Account360Page {
    private static final int DSO_WINDOW_DAYS = 90;

    private final AccountQueries accounts;
    private final AccountPositionQueries positions;
    private final KpiQueries kpis;

    Account360Page(AccountQueries accounts, AccountPositionQueries positions, KpiQueries kpis) {
        this.accounts = accounts;
        this.positions = positions;
        this.kpis = kpis;
    }

    public AccountFacts show(String code, String tab, LocalDate asOf, CurrentUser user, Model model) {
        AccountFacts account = accounts.get(code, user.scope());
        model.addAttribute("account", account);
        model.addAttribute("tab", tab);
        model.addAttribute("mayPromise", user.may(Permission.WORK_COLLECTIONS));
        model.addAttribute("asOf", asOf);
        model.addAttribute("overdueLabels", AgeBuckets.standard(AgeingBasis.DUE).overdueLabels());
        model.addAttribute("position", positions.position(account.id(), asOf, user.scope()));
        model.addAttribute(
                "dso",
                kpis.figures(
                                user.scope(),
                                BookFilter.ofAccount(account.code()),
                                new KpiWindow(asOf, DSO_WINDOW_DAYS),
                                GstBasis.INCL)
                        .dso());
        return account;
    }
}

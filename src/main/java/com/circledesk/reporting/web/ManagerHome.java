package com.circledesk.reporting.web;

import com.circledesk.collections.plans.OrphanRupeeQueries;
import com.circledesk.collections.promises.PromiseFilter;
import com.circledesk.collections.promises.PromiseQueries;
import com.circledesk.collections.promises.PromiseSort;
import com.circledesk.collections.targets.BridgeGroup;
import com.circledesk.collections.targets.BridgeRequest;
import com.circledesk.collections.targets.TargetQueries;
import com.circledesk.disputes.RoomExpiry;
import com.circledesk.disputes.RoomFilter;
import com.circledesk.disputes.RoomQueries;
import com.circledesk.receivables.BookFilter;
import com.circledesk.receivables.kpi.Collected;
import com.circledesk.receivables.kpi.CollectionQueries;
import com.circledesk.receivables.kpi.GstBasis;
import com.circledesk.receivables.kpi.KpiFigure;
import com.circledesk.receivables.kpi.KpiQueries;
import com.circledesk.receivables.kpi.KpiReport;
import com.circledesk.receivables.kpi.KpiTile;
import com.circledesk.receivables.kpi.KpiWindow;
import com.circledesk.reporting.PortfolioQueries;
import com.circledesk.reporting.TodayQueries;
import com.circledesk.shared.Formats;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** An account manager's home: what to do today, how the month stands, promises, disputes near day 180, the accounts. */
@Component
class ManagerHome {
    private static final int SHOWN = 5;
    private static final int WEEK_DAYS = 7;

    private final KpiQueries kpis;
    private final CollectionQueries collections;
    private final PortfolioQueries portfolios;
    private final RoomQueries room;
    private final TodayQueries today;
    private final TargetQueries targets;
    private final PromiseQueries promises;
    private final OrphanRupeeQueries orphans;
    private final Formats fmt;

    ManagerHome(
            KpiQueries kpis,
            CollectionQueries collections,
            PortfolioQueries portfolios,
            RoomQueries room,
            TodayQueries today,
            TargetQueries targets,
            PromiseQueries promises,
            OrphanRupeeQueries orphans,
            Formats fmt) {
        this.kpis = kpis;
        this.collections = collections;
        this.portfolios = portfolios;
        this.room = room;
        this.today = today;
        this.targets = targets;
        this.promises = promises;
        this.orphans = orphans;
        this.fmt = fmt;
    }

    /** @param now what is to be done and what is promised has only this day, whatever day the figures are of */
    String show(Desk desk, LocalDate now, Model model) {
        KpiReport report = kpis.report(
                desk.scope(), desk.book(), new KpiWindow(desk.asOf(), KpiWindow.DAYS_DEFAULT), GstBasis.INCL);
        model.addAttribute("own", desk.own());
        model.addAttribute("report", report);
        if (report.isEmpty()) {
            return "home/manager";
        }
        model.addAttribute(
                "tiles",
                Stream.of(KpiFigure.RECEIVABLE, KpiFigure.OVERDUE, KpiFigure.DSO)
                        .map(figure -> KpiTile.of(figure, report, fmt))
                        .toList());
        model.addAttribute("collected", collected(desk));
        model.addAttribute("accounts", portfolios.accounts(desk.scope(), desk.book(), desk.asOf()));
        model.addAttribute("today", today.actions(desk.email(), desk.isOfAll() ? null : desk.userId(), desk.scope()));
        model.addAttribute("orphans", orphans.share(desk.scope(), desk.book(), desk.asOf()));
        month(desk, model);
        promises(desk, now, model);
        disputes(desk, model);
        return "home/manager";
    }

    private void month(Desk desk, Model model) {
        BridgeRequest asked = new BridgeRequest(
                YearMonth.from(desk.asOf()),
                desk.asOf(),
                BridgeGroup.ACCOUNT,
                desk.book(),
                desk.isOfAll() ? null : desk.userId());
        var bridge = targets.bridge(desk.scope(), asked).total();
        model.addAttribute("bridge", bridge);
        model.addAttribute(
                "closing", bridge.gap().isPositive() ? targets.closingInvoices(desk.scope(), asked, SHOWN) : List.of());
    }

    private void promises(Desk desk, LocalDate today, Model model) {
        PromiseFilter soon = PromiseFilter.open(desk.book()).dueBy(null, today.plusDays(WEEK_DAYS));
        PromiseFilter asking = PromiseFilter.open(desk.book()).onlyAsking();
        model.addAttribute("soonTotals", promises.totals(desk.scope(), soon));
        model.addAttribute("askingTotals", promises.totals(desk.scope(), asking));
        model.addAttribute("soon", promises.rows(desk.scope(), soon, PromiseSort.DUE, false, 0, SHOWN));
        model.addAttribute("asking", promises.rows(desk.scope(), asking, PromiseSort.DUE, false, 0, SHOWN));
        model.addAttribute("weekEnd", today.plusDays(WEEK_DAYS));
    }

    private void disputes(Desk desk, Model model) {
        RoomFilter all = RoomFilter.of(desk.asOf(), desk.book());
        RoomFilter soon = new RoomFilter(
                desk.asOf(), null, desk.book(), List.of(), List.of(), null, RoomExpiry.WITHIN_30, null, false);
        var sums = room.room(desk.scope(), all);
        model.addAttribute("room", sums);
        model.addAttribute(
                "closingWindows",
                sums.soon().amount().isPositive() ? room.lines(desk.scope(), soon, 0, SHOWN) : List.of());
    }

    private Collected collected(Desk desk) {
        return desk.isOfAll()
                ? collections.month(desk.scope(), desk.book(), desk.asOf())
                : collections.byManager(desk.scope(), BookFilter.NONE, desk.asOf()).stream()
                        .filter(each -> Objects.equals(each.userId(), desk.userId()))
                        .map(CollectionQueries.OfManager::collected)
                        .findFirst()
                        .orElse(Collected.nothing(YearMonth.from(desk.asOf())));
    }
}

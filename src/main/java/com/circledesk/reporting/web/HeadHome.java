package com.circledesk.reporting.web;

import com.circledesk.collections.flags.FlagFilter;
import com.circledesk.collections.flags.RedFlagQueries;
import com.circledesk.collections.plans.OrphanRupeeQueries;
import com.circledesk.collections.targets.BridgeGroup;
import com.circledesk.collections.targets.BridgeRequest;
import com.circledesk.collections.targets.TargetQueries;
import com.circledesk.collections.updates.StatusOverviewQueries;
import com.circledesk.disputes.RoomFilter;
import com.circledesk.disputes.RoomQueries;
import com.circledesk.payments.handshake.HandshakeQueries;
import com.circledesk.receivables.BookFilter;
import com.circledesk.receivables.ageing.AgeingGroup;
import com.circledesk.receivables.ageing.AgeingRequest;
import com.circledesk.receivables.kpi.CollectionQueries;
import com.circledesk.receivables.kpi.GstBasis;
import com.circledesk.receivables.kpi.KpiFigure;
import com.circledesk.receivables.kpi.KpiQueries;
import com.circledesk.receivables.kpi.KpiReport;
import com.circledesk.receivables.kpi.KpiTile;
import com.circledesk.receivables.kpi.KpiWindow;
import com.circledesk.receivables.migration.MigrationQueries;
import com.circledesk.reporting.Decision;
import com.circledesk.reporting.DecisionQueries;
import com.circledesk.reporting.ManagerDesks;
import com.circledesk.reporting.PortfolioQueries;
import com.circledesk.shared.Formats;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Scope;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** A sales head's home: four numbers, what moved, the managers, what waits for a decision, the circles; on paper, too. */
@Component
class HeadHome {
    private static final int ACCOUNTS_SHOWN = 10;
    private static final int DECISIONS_SHOWN = 8;

    private final KpiQueries kpis;
    private final CollectionQueries collections;
    private final MigrationQueries migrations;
    private final PortfolioQueries portfolios;
    private final ManagerDesks desks;
    private final RoomQueries room;
    private final HandshakeQueries books;
    private final TargetQueries targets;
    private final OrphanRupeeQueries orphans;
    private final RedFlagQueries flags;
    private final DecisionQueries decisions;
    private final StatusOverviewQueries updates;
    private final Formats fmt;
    private final Clock clock;

    HeadHome(
            KpiQueries kpis,
            CollectionQueries collections,
            MigrationQueries migrations,
            PortfolioQueries portfolios,
            ManagerDesks desks,
            RoomQueries room,
            HandshakeQueries books,
            TargetQueries targets,
            OrphanRupeeQueries orphans,
            RedFlagQueries flags,
            DecisionQueries decisions,
            StatusOverviewQueries updates,
            Formats fmt,
            Clock clock) {
        this.kpis = kpis;
        this.collections = collections;
        this.migrations = migrations;
        this.portfolios = portfolios;
        this.desks = desks;
        this.room = room;
        this.books = books;
        this.targets = targets;
        this.orphans = orphans;
        this.flags = flags;
        this.decisions = decisions;
        this.updates = updates;
        this.fmt = fmt;
        this.clock = clock;
    }

    /** Everything that the page and the paper show. */
    Map<String, Object> contents(CurrentUser head, BookFilter filter, LocalDate asOf) {
        Scope scope = head.scope();
        Scope within = scope.narrowedTo(filter.circles());
        Map<String, Object> model = new TreeMap<>();
        KpiReport report = kpis.report(scope, filter, new KpiWindow(asOf, KpiWindow.DAYS_DEFAULT), GstBasis.INCL);
        model.put("asOf", asOf);
        model.put("report", report);
        model.put(
                "tiles",
                Stream.of(KpiFigure.OVERDUE, KpiFigure.DSO, KpiFigure.CEI)
                        .map(figure -> KpiTile.of(figure, report, fmt))
                        .toList());
        BridgeRequest month = new BridgeRequest(YearMonth.from(asOf), asOf, BridgeGroup.MANAGER, filter, null);
        var bridge = targets.bridge(scope, month);
        model.put("bridge", bridge.total());
        model.put("months", collections.months(scope, filter, asOf));
        model.put("room", room.room(scope, RoomFilter.of(asOf, filter)));
        model.put("handshake", books.count(within, YearMonth.now(clock).minusMonths(1)));
        model.put("orphans", orphans.share(scope, filter, asOf));
        model.put("updates", updates.overview(asOf, within));
        model.put("flags", flags.totals(scope, FlagFilter.OPEN));
        model.put("managers", desks.rows(portfolios.managers(scope, filter, asOf), bridge, within));
        model.put("circles", portfolios.circles(scope, filter, asOf));
        model.put(
                "accounts",
                portfolios.accounts(scope, filter, asOf).stream()
                        .filter(account -> account.overdue().signum() > 0)
                        .limit(ACCOUNTS_SHOWN)
                        .toList());
        LocalDate since = asOf.withDayOfMonth(1).minusDays(1);
        model.put("since", since);
        model.put("migration", migrations.migration(scope, since, AgeingRequest.of(asOf, AgeingGroup.ACCOUNT, filter)));
        List<Decision> waiting = decisions.waiting(head, within);
        model.put("decisionCount", waiting.size());
        model.put("decisions", waiting.stream().limit(DECISIONS_SHOWN).toList());
        return model;
    }
}

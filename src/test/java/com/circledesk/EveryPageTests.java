package com.circledesk;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.ARUN;
import static com.circledesk.support.Cast.FARAH;
import static com.circledesk.support.Cast.HARISH;
import static com.circledesk.support.Cast.SPARE;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.receivables.views.SavedViews;
import com.circledesk.receivables.views.ViewPage;
import com.circledesk.support.BrowserTest;
import com.circledesk.support.Cast;
import com.circledesk.support.SampleBook;
import com.circledesk.support.SecurityWorld;
import com.circledesk.support.Visitor;
import com.circledesk.support.Visitor.Theme;
import com.circledesk.users.CurrentUser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Every page, seen as people see it: on a desk and on a phone, by day and by night. No message on the console, nothing
 * against the content security policy, nothing to scroll sideways, nothing that axe objects to. A new page is a new line
 * of {@link #PAGES}; with {@code -Dpictures} its pictures lie in {@code target/screenshots}.
 */
@BrowserTest
class EveryPageTests {
    private record Visit(String path, Cast.@Nullable Member member, int status) {
        static Visit of(String path, Cast.Member member) {
            return new Visit(path, member, 200);
        }

        static Visit ofStranger(String path) {
            return new Visit(path, null, 200);
        }

        static Visit without(String path, Cast.Member member, int status) {
            return new Visit(path, member, status);
        }

        String name() {
            String name = path.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-|-$", "");
            return name.isEmpty() ? "home" : name;
        }
    }

    private static final List<Visit> PAGES = List.of(
            // alone
            Visit.ofStranger("/login"),
            Visit.ofStranger("/login?signedOut"),
            // frame, home, search, help
            Visit.of("/", ALICE),
            Visit.of("/", HARISH),
            Visit.of("/", FARAH),
            Visit.of("/", ARUN),
            Visit.of("/?circle=KA&asOf=2026-10-31", ARUN),
            Visit.of("/help", ALICE),
            Visit.of("/search", ALICE),
            Visit.of("/search?q=ka-", ARUN),
            Visit.of("/search?q=nothing+like+it", ALICE),
            Visit.of("/account/password", ALICE),
            Visit.without("/nowhere", ALICE, 404),
            // components
            Visit.of("/receivables/gallery?bucket=61-90&sort=age", ARUN),
            // work
            Visit.of("/my-work", SPARE),
            Visit.of("/my-work", FARAH),
            Visit.of("/my-work?which=done", SPARE),
            Visit.of("/my-work?which=notifications", SPARE),
            Visit.of("/my-work/settings", SPARE),
            Visit.of("/admin/mail", ARUN),
            Visit.of("/admin/mail?state=FAILED&q=nothing", ARUN),
            Visit.of("/admin/mail/${mailId}", ARUN),
            Visit.of("/my-work/tasks/${taskId}/completion", SPARE),
            // collections: promises
            Visit.of("/promises", ALICE),
            Visit.of("/promises?show=due", ALICE),
            Visit.of("/promises?show=asking", ALICE),
            Visit.of("/promises?show=all", ALICE),
            Visit.of("/promises/kept-rates", ALICE),
            Visit.of("/promises/new", ALICE),
            Visit.of("/promises/new?account=${account}", ALICE),
            Visit.of("/promises/${promise}", ALICE),
            Visit.of("/promises/withdrawals/new?subject=${promise}", ALICE),
            Visit.of("/my-work/worklist", ALICE),
            Visit.of("/my-work/worklist?which=all&account=${account}", FARAH),
            Visit.of("/contacts", ALICE),
            Visit.of("/contacts?due=today", FARAH),
            Visit.of("/contacts/new?account=${account}", ALICE),
            Visit.of("/accounts/${account}/contacts", ALICE),
            Visit.of("/action-plans", HARISH),
            Visit.of("/action-plans?state=ended", ALICE),
            Visit.of("/action-plans/orphans", HARISH),
            Visit.of("/action-plans/new?account=${account}", ALICE),
            Visit.of("/action-plans/${planRef}", ALICE),
            Visit.of("/action-plans/${planRef}/reviews/new", ALICE),
            Visit.of("/action-plans/${planRef}/steps/new", ALICE),
            Visit.of("/action-plans/${planRef}/ending/new", ALICE),
            Visit.of("/support-requests", SPARE),
            Visit.of("/support-requests/new?account=${account}", ALICE),
            Visit.of("/support-requests/${supportRef}", SPARE),
            Visit.of("/support-requests/${supportRef}/decline", SPARE),
            Visit.of("/support-requests/${supportRef}/hand-over", SPARE),
            Visit.of("/receivables/letters/suppressions/${suppressionId}/end?account=${account}", ALICE),
            Visit.of("/admin/collections", ARUN),
            Visit.of("/admin/collections/new", ARUN),
            // payments: learned rules
            Visit.of("/payments/learned-rules", FARAH),
            Visit.of("/admin/auto-posting", ARUN),
            // payments: customer reconciliation
            Visit.of("/payments/customer-reconciliation", FARAH),
            Visit.of("/payments/customer-reconciliation?operator=nobody", ALICE),
            Visit.of("/payments/customer-states/new", ALICE),
            // payments: statements and lines of banks
            Visit.of("/payments/statements", FARAH),
            Visit.of("/payments/statements/${bankStatementId}", FARAH),
            Visit.of("/payments/bank-accounts", ARUN),
            Visit.of("/payments/bank-lines", FARAH),
            Visit.of("/payments/bank-lines?show=UNIDENTIFIED&older=1", FARAH),
            Visit.of("/payments/bank-lines/${bankLineId}", FARAH),
            Visit.of("/payments/bank-lines/${bankLineId}/split", FARAH),
            // payments: tax deducted
            Visit.of("/payments/tax-deducted", FARAH),
            Visit.of("/payments/tax-deducted?outcome=MATCHED", ALICE),
            Visit.of("/payments/lower-deductions", FARAH),
            Visit.of("/payments/lower-deductions/new", FARAH),
            // collections: escalation and red flags
            Visit.of("/receivables/red-flags", ALICE),
            Visit.of("/receivables/red-flags?state=all", HARISH),
            Visit.of("/receivables/red-flags/new", ALICE),
            Visit.of("/receivables/escalations", ALICE),
            Visit.of("/receivables/escalations?state=all&level=2", HARISH),
            Visit.of("/receivables/escalations/adherence", HARISH),
            Visit.of("/admin/escalation-matrix", ARUN),
            Visit.of("/admin/red-flag-rules", ARUN),
            Visit.of("/admin/letters", ARUN),
            Visit.of("/admin/letters/REMINDER", ARUN),
            // collections: targets and days off
            Visit.of("/receivables/targets", ALICE),
            Visit.of("/receivables/targets?groupBy=manager&month=2026-06", HARISH),
            Visit.of("/receivables/targets/account?account=KA-VI&month=2026-06", ALICE),
            Visit.of("/receivables/targets/approvals", HARISH),
            Visit.of("/receivables/targets/close?month=2026-06", ALICE),
            Visit.of("/receivables/targets/landings?month=2026-06", HARISH),
            Visit.of("/admin/shortfall-reasons", ARUN),
            Visit.of("/admin/holidays", ARUN),
            Visit.of("/admin/holidays?circle=KA&year=2027", ARUN),
            Visit.of("/admin/tax-rates", ARUN),
            Visit.of("/admin/tax-rates/new", ARUN),
            Visit.of("/admin/tax-rates/sections/new", ARUN),
            // accounts
            Visit.of("/accounts", ALICE),
            Visit.of("/accounts?q=nothing+like+it", ALICE),
            Visit.of("/accounts?manager=nobody&col=segment&col=balance&view=${ownView}", FARAH),
            Visit.of("/accounts/KA-VI", ALICE),
            Visit.of("/accounts/KA-VI/invoices", FARAH),
            Visit.of("/accounts/KA-VI/ledger", FARAH),
            Visit.of("/accounts/KA-VI/receipts", FARAH),
            Visit.of("/accounts/KA-VI/statement", FARAH),
            // receivables
            Visit.of("/receivables/ageing", ALICE),
            Visit.of("/receivables/ageing?groupBy=operator&basis=invoice&asOf=2026-10-31", FARAH),
            Visit.of("/receivables/open-items", FARAH),
            Visit.of("/receivables/open-items?bucket=61-90&circle=KA", ALICE),
            Visit.of("/receivables/open-items?col=customer&col=operator&col=bucket&col=age", HARISH),
            Visit.of("/receivables/migration", HARISH),
            Visit.of("/receivables/operators?operator=Bharti+Airtel", HARISH),
            Visit.of("/receivables/operators?operator=Bharti+Airtel&circle=MH", FARAH),
            Visit.of("/receivables/kpis", HARISH),
            Visit.of("/receivables/kpis/dso/explanation", HARISH),
            Visit.of("/receivables/kpis/dso-countback/explanation", HARISH),
            Visit.of("/receivables/kpis/cei/explanation", HARISH),
            Visit.of("/payments/every-rupee", HARISH),
            Visit.of("/payments/every-rupee/invoices?part=clean", HARISH),
            Visit.of("/receivables/unapplied", FARAH),
            Visit.of("/reports/status-updates", ALICE),
            Visit.of("/reports/status-updates/draft", ALICE),
            Visit.of("/reports/status-updates?circle=KA", HARISH),
            Visit.of("/admin/collections/status-updates", ARUN),
            Visit.of("/admin/collections/promises", ARUN),
            Visit.of("/receivables/control", FARAH),
            Visit.of("/receivables/control/${controlRun}", FARAH),
            Visit.of("/receivables/period-locks", FARAH),
            Visit.of("/invoices/KA-VI-2026-08", ALICE),
            Visit.of("/invoices/KA-AIRTEL-2026-01", FARAH),
            Visit.of("/receipts", FARAH),
            Visit.of("/receipts/RC-KA-AIRTEL-2026-01", FARAH),
            Visit.of("/payments/reconcile", FARAH),
            Visit.of("/payments/reconcile?credit=RC-KA-VI-LAST&fill=oldest", FARAH),
            Visit.of("/payments/reconcile/certain", FARAH),
            Visit.of("/payments/advices", FARAH),
            Visit.of("/payments/advices/new", FARAH),
            Visit.of("/payments/write-offs", HARISH),
            Visit.of("/admin/write-off-caps", ARUN),
            Visit.of("/receivables/allocations/new?receipt=RC-KA-VI-LAST", FARAH),
            Visit.of("/receivables/allocations/new?invoice=KA-VI-2026-08", FARAH),
            Visit.of("/receivables/allocation-reversals/new?subject=${allocationId}", FARAH),
            Visit.of("/receivables/receipt-reversals/new?subject=RC-KA-VI-LAST", FARAH),
            Visit.of("/receivables/invoice-cancellations/new?subject=KA-VI-2026-08", FARAH),
            Visit.of("/receivables/identifications/new?receipt=RC-UNKNOWN", FARAH),
            // disputes
            Visit.of("/disputes?state=all", ALICE),
            Visit.of("/disputes?status=RAISED&within=1000&behind=true", FARAH),
            Visit.of("/disputes?q=nothing+like+it", ALICE),
            Visit.of("/disputes/${dispute}", HARISH),
            Visit.of("/disputes/new?invoice=KA-VI-2026-08", ALICE),
            Visit.of("/disputes/reports?group=age", ALICE),
            Visit.of("/disputes/root-causes", FARAH),
            Visit.of("/disputes/root-causes/tickets/new?rootCause=rate+card&circle=KA", ALICE),
            Visit.of("/disputes/packs", ALICE),
            Visit.of("/disputes/new", ALICE),
            Visit.of("/disputes/new?invoice=KA-VI-2026-08&shortPaid=true", ALICE),
            Visit.of("/disputes/${dispute}/lines/new", ALICE),
            Visit.of("/disputes/${dispute}/line-removals/new", ALICE),
            Visit.of("/disputes/${dispute}/evidence/new", ALICE),
            Visit.of("/disputes/${dispute}/evidence/${evidenceId}/removal", ALICE),
            Visit.of("/disputes/${dispute}/steps/new?to=WITHDRAWN", ALICE),
            Visit.of("/disputes/${dispute}/comments/new", ALICE),
            Visit.of("/disputes/${dispute}/details", ALICE),
            Visit.of("/disputes/${dispute}/decision/new", ALICE),
            Visit.of("/disputes/${dispute}/exceptions/${exceptionId}/decision?allow=true", HARISH),
            Visit.of("/disputes/${noteDispute}", FARAH),
            Visit.of("/disputes/${noteDispute}/note-approvals/new", FARAH),
            Visit.of("/disputes/${noteDispute}/notes/new", FARAH),
            Visit.of("/disputes/notes", FARAH),
            Visit.of("/notes?no=${note}", FARAH),
            Visit.of("/notes/events/new?no=${note}&what=BOOKED", FARAH),
            Visit.of("/notes/requests", HARISH),
            Visit.of("/notes/requests/new?purpose=SLA&invoice=KA-VI-2026-08", ALICE),
            Visit.of("/notes/requests/new?purpose=UNDERBILLED", ALICE),
            Visit.of("/notes/requests/${noteRequest}", FARAH),
            Visit.of("/notes/requests/${noteRequest}/note-approvals/new", FARAH),
            Visit.of("/notes/events/new?no=${note}&what=IRN", FARAH),
            Visit.of("/disputes/room", HARISH),
            Visit.of("/disputes/room?account=NONE", ALICE),
            Visit.of("/disputes/room?status=RAISED&behind=true&expires=90&asOf=2026-11-20&knownOn=2026-11-21", FARAH),
            Visit.of("/disputes/room/lines", ALICE),
            Visit.of("/disputes/room/argument?within=90", ALICE),
            Visit.of("/admin/registrations", ARUN),
            Visit.of("/admin/registrations/new", ARUN),
            Visit.of("/admin/dispute-reasons", ARUN),
            Visit.of("/admin/notes", ARUN),
            Visit.of("/admin/notes/clock/new", ARUN),
            Visit.of("/admin/notes/chain/new", ARUN),
            Visit.of("/admin/notes/delegations/new", ARUN),
            Visit.of("/admin/dispute-reasons/RATE", ARUN),
            // imports
            Visit.of("/imports", FARAH),
            Visit.of("/imports/new", FARAH),
            Visit.of("/imports/kinds/invoices", FARAH),
            Visit.of("/imports/mappings", FARAH),
            Visit.of("/imports/mappings/invoices", FARAH),
            Visit.of("/imports/${importId}", FARAH),
            // people
            Visit.ofStranger("/link/${link}"),
            Visit.of("/account", ALICE),
            Visit.of("/admin/users", ARUN),
            Visit.of("/admin/users/new", ARUN),
            Visit.of("/admin/users/${user}", ARUN),
            Visit.of("/admin/ownership", ARUN),
            Visit.of("/admin/audit", ARUN));

    private static final List<String> OF_LOGINS =
            List.of("/admin/users", "/admin/audit", "/account", "/my-work/settings", "/link");

    @Autowired
    private Cast cast;

    @Autowired
    private SampleBook book;

    @Autowired
    private SavedViews views;

    @Autowired
    private SecurityWorld oneOfEverything;

    @LocalServerPort
    private int port;

    private Map<String, String> ids = Map.of();

    @BeforeEach
    void aBookToLookAt() {
        book.fill();
        ids = new HashMap<>(oneOfEverything.create().getOrDefault("KA", Map.of()));
        CurrentUser farah = cast.user(FARAH);
        ids.put(
                "ownView",
                String.valueOf(cast.<Long>as(
                        FARAH, () -> views.save(farah, ViewPage.ACCOUNTS, "Nobody's", "manager=nobody", true))));
    }

    @ParameterizedTest
    @ValueSource(ints = {Visitor.DESKTOP, Visitor.PHONE})
    void everyPageIsInOrder(int width) {
        List<String> problems = new ArrayList<>();
        Map<String, Visitor> visitors = new LinkedHashMap<>();
        try {
            for (Visit visit : PAGES) {
                Visitor visitor = visitors.computeIfAbsent(
                        visit.member() == null ? "" : visit.member().email(), each -> visitor(visit.member(), width));
                int status = visitor.open(filledIn(visit.path()));
                if (status != visit.status()) {
                    problems.add("%s: status %d".formatted(visit.path(), status));
                }
                visitor.picture(visit.name());
                loginsOn(visit.path(), visitor)
                        .forEach(login -> problems.add(visit.path() + ": a login instead of a name: " + login));
                visitor.problems(visit.status()).forEach(problem -> problems.add(visit.path() + ": " + problem));
                visitor.contrastIn(Theme.DARK).forEach(problem -> problems.add(visit.path() + ": " + problem));
                visitor.picture(visit.name());
            }
        } finally {
            visitors.values().forEach(Visitor::close);
        }
        assertThat(problems).isEmpty();
    }

    /** People read names; logins stand where they are kept, changed or written to, and in the audit trail. */
    private List<String> loginsOn(String path, Visitor visitor) {
        if (OF_LOGINS.stream().anyMatch(each -> path.equals(each) || path.startsWith(each + "/"))) {
            return List.of();
        }
        String text = visitor.page().locator("main").first().innerText();
        return Stream.concat(cast.logins().stream(), Stream.of("system:"))
                .filter(text::contains)
                .toList();
    }

    private String filledIn(String path) {
        String filled = path;
        for (var id : ids.entrySet()) {
            filled = filled.replace("${" + id.getKey() + "}", id.getValue());
        }
        return filled;
    }

    private Visitor visitor(Cast.@Nullable Member member, int width) {
        Visitor visitor = new Visitor(port, width, Theme.LIGHT);
        return member == null ? visitor : visitor.signedIn(cast.sessionCookie(member));
    }
}

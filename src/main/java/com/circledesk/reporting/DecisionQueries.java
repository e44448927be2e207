package com.circledesk.reporting;

import com.circledesk.collections.escalation.CaseFilter;
import com.circledesk.collections.escalation.CaseSort;
import com.circledesk.collections.escalation.CaseState;
import com.circledesk.collections.escalation.EscalationQueries;
import com.circledesk.collections.flags.FlagFilter;
import com.circledesk.collections.flags.FlagSort;
import com.circledesk.collections.flags.RedFlagQueries;
import com.circledesk.collections.targets.TargetListQueries;
import com.circledesk.disputes.NoteQueries;
import com.circledesk.disputes.NoteRequestRow;
import com.circledesk.payments.posting.WriteOffQueries;
import com.circledesk.receivables.BookFilter;
import com.circledesk.shared.Formats;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Scope;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What waits for a person: escalations to acknowledge, targets, notes, write-offs and red flags to decide. */
@Service
@Transactional(readOnly = true)
public class DecisionQueries {
    private static final int LOOKED_AT = 200;

    private final EscalationQueries escalations;
    private final RedFlagQueries flags;
    private final TargetListQueries targets;
    private final NoteQueries notes;
    private final WriteOffQueries writeOffs;
    private final Formats fmt;

    DecisionQueries(
            EscalationQueries escalations,
            RedFlagQueries flags,
            TargetListQueries targets,
            NoteQueries notes,
            WriteOffQueries writeOffs,
            Formats fmt) {
        this.escalations = escalations;
        this.flags = flags;
        this.targets = targets;
        this.notes = notes;
        this.writeOffs = writeOffs;
        this.fmt = fmt;
    }

    /** In the order in which they press. @param scope of the person's circles, those that are looked at */
    public List<Decision> waiting(CurrentUser person, Scope scope) {
        List<Decision> all = new ArrayList<>();
        if (person.may(Permission.WORK_COLLECTIONS)) {
            escalations(person, scope, all);
        }
        if (person.may(Permission.LEAD_COLLECTIONS)) {
            targets.waiting(scope).stream()
                    .filter(target -> !target.own())
                    .forEach(target -> all.add(new Decision(
                            "TARGET",
                            target.account(),
                            target.total(),
                            fmt.month(YearMonth.from(target.month())),
                            "/receivables/targets/approvals")));
            flags(scope, all);
        }
        if (person.may(Permission.APPROVE_NOTES)) {
            notes.waiting(scope, 0, LOOKED_AT).items().stream()
                    .filter(request -> isNext(request, person))
                    .forEach(request -> all.add(
                            new Decision("NOTE", request.account(), request.total(), request.ref(), request.path())));
        }
        if (person.may(Permission.APPROVE_WRITE_OFFS)) {
            writeOffs.list(false, scope).stream()
                    .filter(request -> !request.requestedBy().equals(person.email()))
                    .forEach(request -> all.add(new Decision(
                            "WRITE_OFF",
                            request.account(),
                            request.amount(),
                            request.invoiceNo(),
                            "/payments/write-offs/" + request.id())));
        }
        return all;
    }

    private void escalations(CurrentUser person, Scope scope, List<Decision> all) {
        CaseFilter own = new CaseFilter(BookFilter.NONE, CaseState.WAITING, null, person.email());
        escalations
                .rows(scope, own, CaseSort.ACKNOWLEDGE, false, 0, LOOKED_AT)
                .forEach(each -> all.add(new Decision(
                        "ESCALATION",
                        each.account(),
                        each.amount(),
                        each.ref(),
                        "/receivables/escalations/" + each.id())));
    }

    private void flags(Scope scope, List<Decision> all) {
        flags.rows(scope, FlagFilter.OPEN, FlagSort.EXPECTED, false, 0, LOOKED_AT).stream()
                .filter(flag -> flag.decision() == null)
                .forEach(flag -> all.add(new Decision(
                        "RED_FLAG", flag.account(), flag.atRisk(), flag.ref(), "/receivables/red-flags/" + flag.id())));
    }

    private static boolean isNext(NoteRequestRow request, CurrentUser person) {
        return person.role().name().equals(request.nextRole())
                && !request.requestedBy().equals(person.email());
    }
}

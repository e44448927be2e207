package com.circledesk.payments.matching;

import com.circledesk.forms.FormKey;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Money;
import com.circledesk.shared.NotFoundException;
import com.circledesk.users.Scope;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Service;

/** Confirms many proposals, each in a transaction of its own: what fails is told and stops nothing. */
@Service
public class ProposalBulk {
    private static final int AT_ONCE = 500;

    private final ProposalQueries proposals;
    private final ProposalService service;

    ProposalBulk(ProposalQueries proposals, ProposalService service) {
        this.proposals = proposals;
        this.service = service;
    }

    /** All certain ones of the filter that pay nothing short. */
    public ConfirmedProposals confirmCertain(ProposalFilter filter, Scope scope) {
        ProposalFilter certain =
                new ProposalFilter(Confidence.CERTAIN, false, filter.circles(), filter.account(), filter.text());
        List<ProposalRow> all = new ArrayList<>();
        for (int page = 0; ; page++) {
            List<ProposalRow> rows =
                    proposals.list(certain, page, AT_ONCE, scope).items();
            all.addAll(rows);
            if (rows.size() < AT_ONCE) {
                break;
            }
        }
        return confirm(all.stream().filter(row -> row.shortBy().isZero()).toList());
    }

    ConfirmedProposals confirm(List<ProposalRow> rows) {
        int confirmed = 0;
        Money rest = Money.ZERO;
        List<ConfirmedProposals.Failure> failures = new ArrayList<>();
        for (ProposalRow row : rows) {
            try {
                service.confirm(FormKey.fresh(), new ConfirmProposal(row.receiptNo(), row.stamp(), null));
                confirmed++;
                rest = rest.plus(row.rest());
            } catch (BusinessRuleException | NotFoundException e) {
                failures.add(new ConfirmedProposals.Failure(row.receiptNo(), String.valueOf(e.getMessage())));
            }
        }
        return new ConfirmedProposals(confirmed, rest, failures);
    }
}

package com.circledesk.payments.matching;

import com.circledesk.circles.Circle;
import com.circledesk.circles.CircleQueries;
import com.circledesk.payments.advices.AdviceService;
import com.circledesk.users.Actor;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Every few seconds: advices that came before their money find it, accounts whose books changed are matched, and what is certain is posted where that is turned on. */
@Configuration(proxyBeanMethods = false)
class MatchingJob {
    private static final Logger LOG = LoggerFactory.getLogger(MatchingJob.class);
    private static final int SECONDS = 10;

    private final Proposals proposals;
    private final ProposalBulk bulk;
    private final AutoPosting autoPosting;
    private final AdviceService advices;
    private final CircleQueries circles;

    MatchingJob(
            Proposals proposals,
            ProposalBulk bulk,
            AutoPosting autoPosting,
            AdviceService advices,
            CircleQueries circles) {
        this.proposals = proposals;
        this.bulk = bulk;
        this.autoPosting = autoPosting;
        this.advices = advices;
        this.circles = circles;
    }

    @Bean
    RecurringTask<Void> matching() {
        return Tasks.recurring("matching", FixedDelay.ofSeconds(SECONDS)).execute((instance, context) -> run());
    }

    void run() {
        Scope everywhere = new Scope(circles.all().stream().map(Circle::code).collect(Collectors.toSet()));
        ActorContext.runAs(Actor.system("matching", everywhere), () -> {
            advices.attachByAmount();
            proposals.matchChanged(everywhere);
            autoPosting.list(everywhere).forEach(account -> post(account.account(), everywhere));
        });
    }

    private void post(String account, Scope everywhere) {
        ConfirmedProposals posted =
                bulk.confirmCertain(new ProposalFilter(null, false, List.of(), account, ""), everywhere);
        if (posted.confirmed() > 0 || !posted.failures().isEmpty()) {
            LOG.info(
                    "Posted {} certain proposals of {}, {} failed",
                    posted.confirmed(),
                    account,
                    posted.failures().size());
        }
    }
}

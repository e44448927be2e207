package com.circledesk.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.receivables.control.Checker;
import com.circledesk.receivables.control.Finding;
import com.circledesk.receivables.control.Invariant;
import com.circledesk.receivables.control.Invariants;
import com.circledesk.users.ActorContext;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.test.context.TestComponent;

/** Everything that must always hold, asked of whatever a test left behind. */
@TestComponent
public class Invariance {
    private final Invariants invariants;
    private final Checker checker;
    private final SystemWork work;

    Invariance(Invariants invariants, Checker checker, SystemWork work) {
        this.invariants = invariants;
        this.checker = checker;
        this.work = work;
    }

    public void check() {
        assertThat(broken()).as("invariants that do not hold").isEmpty();
    }

    /** What does not hold, by name. */
    public Map<String, Finding> broken() {
        return ActorContext.callAs(work.actor(), null, () -> {
            Map<String, Finding> broken = new TreeMap<>();
            for (Invariant invariant : invariants.all()) {
                Finding finding = checker.check(invariant);
                if (finding.differences() > 0) {
                    broken.put(invariant.name(), finding);
                }
            }
            return broken;
        });
    }
}

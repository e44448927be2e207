package com.circledesk.collections.plans.web;

import com.circledesk.collections.plans.EndPlan;
import com.circledesk.collections.plans.PlanOutcome;
import com.circledesk.collections.plans.PlanRow;
import com.circledesk.collections.plans.PlanStep;
import com.circledesk.collections.plans.ReviewPlan;
import com.circledesk.forms.FormKey;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/**
 * What is done to a plan as it is typed: a review, a step more, or its end. Each asks for its own of these.
 *
 * @param words what is new, what is to be done, or why it ends
 */
record PlanActForm(
        @Nullable String words,
        @Nullable String expectedOn,
        @Nullable String reviewOn,
        @Nullable String outcome,
        @Nullable String owner,
        @Nullable String dueOn,
        @Nullable String version,
        @Nullable String key) {
    private static final int STEP_MAX = 200;
    private static final int WORDS_MAX = 500;

    static PlanActForm of(PlanRow plan, LocalDate nextReview, long me) {
        return new PlanActForm(
                "",
                plan.expectedOn().toString(),
                nextReview.toString(),
                "",
                String.valueOf(me),
                "",
                String.valueOf(plan.version()),
                FormKey.fresh().toString());
    }

    void validate(String act, LocalDate today, BindingResult errors) {
        int most = act.equals("steps") ? STEP_MAX : WORDS_MAX;
        String said = PlanForm.plain(words);
        if (said.isEmpty() || said.length() > most) {
            errors.rejectValue("words", "missing", "Say it in at most %d characters.".formatted(most));
        }
        if (act.equals("reviews")) {
            PlanForm.ahead("expectedOn", expectedOn, today, errors);
            PlanForm.ahead("reviewOn", reviewOn, today, errors);
        }
        if (act.equals("steps")) {
            PlanForm.person("owner", owner, errors);
            PlanForm.ahead("dueOn", dueOn, today, errors);
        }
        if (act.equals("ending") && PlanOutcome.named(outcome).isEmpty()) {
            errors.rejectValue("outcome", "bad-choice", "Choose what became of it.");
        }
        if (!PlanForm.plain(version).matches("[0-9]{1,9}+")) {
            errors.reject("stale", "The page came without its version. Open the plan again.");
        }
    }

    private int versionNumber() {
        return Integer.parseInt(PlanForm.plain(version));
    }

    ReviewPlan toReview(String ref) {
        return new ReviewPlan(
                ref, versionNumber(), PlanForm.plain(words), PlanForm.day(expectedOn), PlanForm.day(reviewOn));
    }

    PlanStep toStep() {
        return new PlanStep(PlanForm.plain(words), Long.parseLong(PlanForm.plain(owner)), PlanForm.day(dueOn));
    }

    EndPlan toEnd(String ref) {
        return new EndPlan(ref, versionNumber(), PlanOutcome.named(outcome).orElseThrow(), PlanForm.plain(words));
    }
}

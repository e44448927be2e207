package com.circledesk.collections.targets;

import com.circledesk.collections.targets.TargetRecords.Account;
import com.circledesk.collections.targets.TargetRecords.Last;
import com.circledesk.collections.targets.TargetRecords.Standing;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.FormSubmissions;
import com.circledesk.forms.Submission;
import com.circledesk.receivables.Words;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Texts;
import com.circledesk.users.ActorContext;
import com.circledesk.users.PersonNames;
import com.circledesk.work.About;
import com.circledesk.work.NewNotification;
import com.circledesk.work.NewTask;
import com.circledesk.work.Notifications;
import com.circledesk.work.Tasks;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes targets: each change is a version with a reason, handed in to the head, who approves or returns it. What is approved
 * stays in force until a later version is approved. Who made or handed one in never approves it; the database keeps the same.
 */
@Service
@Transactional
public class TargetService {
    private final TargetRecords records;
    private final FormSubmissions submissions;
    private final Tasks tasks;
    private final Notifications notifications;
    private final Texts texts;
    private final PersonNames people;
    private final Clock clock;

    TargetService(
            TargetRecords records,
            FormSubmissions submissions,
            Tasks tasks,
            Notifications notifications,
            Texts texts,
            PersonNames people,
            Clock clock) {
        this.records = records;
        this.submissions = submissions;
        this.tasks = tasks;
        this.notifications = notifications;
        this.texts = texts;
        this.people = people;
        this.clock = clock;
    }

    /** @return its outcome: the number of the new version */
    public Submission change(FormKey key, ChangeTarget asked) {
        Account account = records.account(asked.account());
        return submissions.once(key, "target", asked, () -> {
            long target = records.locked(account, asked.month().atDay(1));
            Last last = records.last(target).orElse(null);
            int version = last == null ? 0 : last.version();
            if (last != null && last.closed()) {
                throw new BusinessRuleException("wrong-state", texts.get("targets.closedAlready"));
            }
            if (last != null && version != asked.seen()) {
                throw new BusinessRuleException(
                        "conflict",
                        texts.get(
                                "targets.changedMeanwhile",
                                String.valueOf(people.of(last.madeBy())),
                                Words.rupees(com.circledesk.shared.Money.of(last.current())),
                                Words.rupees(com.circledesk.shared.Money.of(last.arrears()))));
            }
            records.add(target, version + 1, asked);
            return String.valueOf(version + 1);
        });
    }

    /** Hands versions in to the heads of their circles. @return its outcome: how many */
    public Submission submit(FormKey key, SubmitTargets asked) {
        return submissions.once(key, "target-submission", asked, () -> {
            List<Standing> found = records.lockedVersions(asked.versions());
            List<Standing> ready = found.stream()
                    .filter(each ->
                            each.version() == each.lastVersion() && each.submittedBy() == null && !each.closed())
                    .toList();
            if (ready.isEmpty()) {
                throw new BusinessRuleException("wrong-state", texts.get("targets.nothingToSubmit"));
            }
            records.submit(ready.stream().map(Standing::versionId).toList());
            byMonth(ready).forEach((about, versions) -> tellHeads(versions));
            return String.valueOf(ready.size());
        });
    }

    private static Map<String, List<Standing>> byMonth(List<Standing> versions) {
        return versions.stream()
                .collect(Collectors.groupingBy(TargetService::ref, LinkedHashMap::new, Collectors.toList()));
    }

    private static String ref(Standing version) {
        return version.circle() + " " + version.month().toString().substring(0, 7);
    }

    private static About about(Standing version) {
        String month = version.month().toString().substring(0, 7);
        return new About(
                "TARGET",
                ref(version),
                "/receivables/targets/approvals?circle=%s&month=%s".formatted(version.circle(), month));
    }

    private void tellHeads(List<Standing> versions) {
        Standing one = versions.get(0);
        long newest = versions.stream().mapToLong(Standing::versionId).max().orElseThrow();
        String sentence =
                texts.get("targets.submitted.task", versions.size(), Words.month(one.month()), one.circle(), myName());
        for (long head : records.heads(one.circle())) {
            String key = "targets:%d:%d".formatted(newest, head);
            tasks.create(new NewTask(
                    key,
                    head,
                    one.circle(),
                    null,
                    about(one),
                    sentence,
                    LocalDate.now(clock).plusDays(1)));
            notifications.tell(new NewNotification(key, head, one.circle(), about(one), sentence));
        }
    }

    /**
     * A head approves versions or returns them. Of many those go through that may; the others come back as sentences.
     *
     * @return its outcome: how many went through, then a line for each that did not
     * @throws BusinessRuleException if none went through
     */
    public Submission decide(FormKey key, DecideTargets asked) {
        if (!asked.approved() && (asked.why() == null || asked.why().isBlank())) {
            throw new BusinessRuleException("missing", texts.get("targets.returned.why"));
        }
        return submissions.once(key, "target-decision", asked, () -> {
            List<Standing> ready = new ArrayList<>();
            List<String> refused = new ArrayList<>();
            for (Standing version : records.lockedVersions(asked.versions())) {
                String why = refusal(version);
                if (why == null) {
                    ready.add(version);
                } else {
                    refused.add(why);
                }
            }
            if (ready.isEmpty()) {
                throw new BusinessRuleException("wrong-state", String.join(" ", refused));
            }
            records.decide(ready.stream().map(Standing::versionId).toList(), asked.approved(), asked.why());
            byMonth(ready).forEach((ref, versions) -> decided(ref, versions, asked, key));
            refused.add(0, String.valueOf(ready.size()));
            return String.join("\n", refused);
        });
    }

    private @Nullable String refusal(Standing version) {
        if (version.decidedBy() != null) {
            String how =
                    Boolean.TRUE.equals(version.approved()) ? "targets.refused.approved" : "targets.refused.returned";
            return texts.get(how, version.account(), String.valueOf(people.of(version.decidedBy())));
        }
        if (version.version() != version.lastVersion() || version.submittedBy() == null || version.closed()) {
            return texts.get("targets.refused.changed", version.account());
        }
        return version.submittedBy().equals(actor()) || version.madeBy().equals(actor())
                ? texts.get("targets.refused.own", version.account())
                : null;
    }

    private void decided(String ref, List<Standing> versions, DecideTargets asked, FormKey key) {
        Standing one = versions.get(0);
        if (!records.isWaiting(one.circle(), one.month())) {
            tasks.settle("TARGET", ref, texts.get("targets.decided.remark", myName()));
        }
        Map<String, Long> makers = versions.stream()
                .collect(Collectors.groupingBy(each -> String.valueOf(each.submittedBy()), Collectors.counting()));
        makers.forEach((maker, count) -> records.user(maker)
                .ifPresent(person -> notifications.tell(new NewNotification(
                        "targets-decided:%s:%s".formatted(key, ref),
                        person,
                        one.circle(),
                        new About(
                                "TARGET",
                                ref,
                                "/receivables/targets?circle=%s&month=%s"
                                        .formatted(
                                                one.circle(),
                                                one.month().toString().substring(0, 7))),
                        texts.get(
                                asked.approved() ? "targets.approved.told" : "targets.returned.told",
                                count,
                                Words.month(one.month()),
                                myName(),
                                asked.why() == null ? "" : asked.why())))));
    }

    private String myName() {
        return String.valueOf(people.of(actor()));
    }

    private static String actor() {
        return ActorContext.required().name();
    }
}

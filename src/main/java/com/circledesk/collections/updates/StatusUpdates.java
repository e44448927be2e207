package com.circledesk.collections.updates;

import com.circledesk.forms.FormKey;
import com.circledesk.forms.FormSubmissions;
import com.circledesk.forms.Submission;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.NotFoundException;
import com.circledesk.users.Actor;
import com.circledesk.users.ActorContext;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends updates, and takes comments and answers. What is sent is composed at one moment, in a transaction of its own, and
 * written in another; whatever was recorded between is told as restated later.
 */
@Service
public class StatusUpdates {
    private final StatusComposer composer;
    private final StatusRecords records;
    private final StatusDrafts drafts;
    private final StatusMessages messages;
    private final StatusUpdateQueries queries;
    private final FormSubmissions submissions;
    private final TransactionTemplate transaction;

    StatusUpdates(
            StatusComposer composer,
            StatusRecords records,
            StatusDrafts drafts,
            StatusMessages messages,
            StatusUpdateQueries queries,
            FormSubmissions submissions,
            PlatformTransactionManager manager) {
        this.composer = composer;
        this.records = records;
        this.drafts = drafts;
        this.messages = messages;
        this.queries = queries;
        this.submissions = submissions;
        this.transaction = new TransactionTemplate(manager);
    }

    private record Said(String circle, SortedMap<String, String> remarks, SortedMap<Long, String> answers) {}

    /**
     * @return its outcome is the number of the update
     * @throws FiguresChangedException if the figures are not those that were seen any more
     * @throws BusinessRuleException if a comment is unanswered, or the update was sent already
     */
    public Submission submit(FormKey key, SubmitUpdate asked) {
        Actor me = ActorContext.required();
        ComposedUpdate composed = composer.compose(
                asked.circle(), Objects.requireNonNull(me.userId(), "an update is a person's"), me.scope());
        return write(() -> submissions.once(
                key, "status-update", new Said(asked.circle(), asked.remarks(), asked.answers()), () -> {
                    if (composed.accounts().isEmpty()) {
                        throw new BusinessRuleException("nothing", "You manage no account in this circle.");
                    }
                    if (!composed.mark().equals(asked.seen())) {
                        throw new FiguresChangedException();
                    }
                    return send(composed, asked);
                }));
    }

    private String send(ComposedUpdate composed, SubmitUpdate asked) {
        asked.answers().forEach((comment, text) -> {
            if (!text.isBlank()) {
                answerOne(comment, text.strip());
            }
        });
        String ref = records.insert(composed, stripped(asked.remarks()));
        drafts.discard(composed.circle(), composed.dueOn());
        messages.sent(queries.get(ref, ActorContext.required().scope()));
        return ref;
    }

    /** A comment is a task of the manager's. */
    public Submission comment(FormKey key, CommentOnUpdate comment) {
        return write(() -> submissions.once(key, "status-comment", comment, () -> {
            StatusRecords.Comment made = records.insert(comment);
            messages.commented(made);
            return String.valueOf(made.id());
        }));
    }

    /** Once: the first answer stands. */
    public void answer(long comment, String text) {
        String words = text.strip();
        if (words.isEmpty() || words.length() > CommentOnUpdate.TEXT_MAX) {
            throw new BusinessRuleException(
                    "missing", "Answer in at most %d characters.".formatted(CommentOnUpdate.TEXT_MAX));
        }
        write(() -> {
            answerOne(comment, words);
            return comment;
        });
    }

    private void answerOne(long comment, String text) {
        StatusRecords.Comment answered = records.comment(comment);
        if (!Objects.equals(answered.managerId(), ActorContext.required().userId())) {
            throw new NotFoundException("Comment", comment);
        }
        records.insertAnswer(comment, text);
        messages.answered(answered, text);
    }

    private static Map<String, String> stripped(Map<String, String> remarks) {
        Map<String, String> said = new TreeMap<>();
        remarks.forEach((account, text) -> {
            if (!text.isBlank()) {
                said.put(account, text.strip());
            }
        });
        return said;
    }

    private <T> T write(Supplier<T> work) {
        return StatusRefusals.translate(() -> Objects.requireNonNull(transaction.execute(status -> work.get())));
    }
}

package com.circledesk.payments.advices;

import com.circledesk.forms.FormKey;
import com.circledesk.forms.FormSubmissions;
import com.circledesk.forms.Submission;
import com.circledesk.imports.Column;
import com.circledesk.imports.ImportFault;
import com.circledesk.imports.PastedRows;
import com.circledesk.receivables.receipts.ReceiptQueries;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.NotFoundException;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes pasted advices in, says of which credit they are and which invoices their misspelt numbers mean. */
@Service
@Transactional
public class AdviceService {
    private final AdviceImporter importer;
    private final AdviceRecords records;
    private final Advices advices;
    private final ReceiptQueries receipts;
    private final PastedRows pasted;
    private final FormSubmissions submissions;

    AdviceService(
            AdviceImporter importer,
            AdviceRecords records,
            Advices advices,
            ReceiptQueries receipts,
            PastedRows pasted,
            FormSubmissions submissions) {
        this.importer = importer;
        this.records = records;
        this.advices = advices;
        this.receipts = receipts;
        this.pasted = pasted;
        this.submissions = submissions;
    }

    /** @return its outcome: the number of the advice */
    public Submission record(FormKey key, PasteAdvice asked) {
        return submissions.once(key, "advice", asked, () -> {
            List<String> columns =
                    importer.kind().columns().stream().map(Column::name).toList();
            List<List<String>> rows = PastedTable.rows(asked, columns);
            if (rows.isEmpty()) {
                throw new BusinessRuleException("missing", "Paste the lines of the advice.");
            }
            List<Long> made = new ArrayList<>();
            List<ImportFault> faults = pasted.check(importer.kind(), rows, staged -> {
                importer.check(staged);
                made.addAll(records.insertAccepted(null));
            });
            if (!faults.isEmpty()) {
                throw new AdviceRefusedException(faults);
            }
            if (made.isEmpty()) {
                throw new BusinessRuleException("duplicate", "This advice was recorded already.");
            }
            if (asked.receiptNo() != null) {
                records.attach(
                        made.get(0), receipts.get(asked.receiptNo(), scope()).id());
            }
            return String.valueOf(made.get(0));
        });
    }

    /** @param meant numbers of invoices, by the line that means them */
    public Submission pick(FormKey key, long adviceId, Picks meant) {
        return submissions.once(key, "advice-numbers", meant, () -> {
            advices.get(adviceId, scope());
            meant.numbers().forEach((line, number) -> {
                if (!records.pick(adviceId, line, number)) {
                    throw new BusinessRuleException(
                            "unknown-invoice",
                            "There is no invoice %s, or another person said already what the line means."
                                    .formatted(number));
                }
            });
            return String.valueOf(meant.numbers().size());
        });
    }

    /** @param numbers of invoices, by the id of the line */
    public record Picks(long adviceId, Map<Long, String> numbers) {
        public Picks {
            numbers = new TreeMap<>(numbers);
        }
    }

    public void attach(long adviceId, String receiptNo) {
        advices.get(adviceId, scope());
        records.attach(adviceId, receipts.get(receiptNo, scope()).id());
    }

    public void detach(long adviceId, String receiptNo) {
        advices.get(adviceId, scope());
        records.detach(adviceId, receipts.get(receiptNo, scope()).id());
    }

    /** Advices that came before their money are given their credit, where amount and day leave no doubt. @return how many */
    public int attachByAmount() {
        return records.attachByAmount();
    }

    public void takeBack(long adviceId) {
        if (records.takeBack(advices.get(adviceId, scope()).id()) == 0) {
            throw new NotFoundException("Advice", adviceId);
        }
    }

    private static Scope scope() {
        return ActorContext.required().scope();
    }
}

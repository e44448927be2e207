package com.circledesk.payments.statements;

import com.circledesk.accounts.AccountFacts;
import com.circledesk.accounts.AccountQueries;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.FormSubmissions;
import com.circledesk.forms.Submission;
import com.circledesk.receivables.Words;
import com.circledesk.receivables.receipts.IdentifyReceipt;
import com.circledesk.receivables.receipts.NewReceipt;
import com.circledesk.receivables.receipts.ReceiptRecording;
import com.circledesk.receivables.receipts.ReceiptService;
import com.circledesk.receivables.receipts.ReverseReceipt;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Money;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Says what became of a bank line: whose money it is, in how many parts, who looks after it, what it bounced. Of two
 * people one wins and the other reads why.
 */
@Service
@Transactional
public class BankLineService {
    private final JdbcClient jdbc;
    private final BankLines lines;
    private final ReceiptService receipts;
    private final ReceiptRecording recording;
    private final AccountQueries accounts;
    private final FormSubmissions submissions;
    private final RemitterRules rules;

    BankLineService(
            JdbcClient jdbc,
            BankLines lines,
            ReceiptService receipts,
            ReceiptRecording recording,
            AccountQueries accounts,
            FormSubmissions submissions,
            RemitterRules rules) {
        this.jdbc = jdbc;
        this.lines = lines;
        this.receipts = receipts;
        this.recording = recording;
        this.accounts = accounts;
        this.submissions = submissions;
        this.rules = rules;
    }

    /**
     * Gives a credit its account, whole.
     *
     * @return its outcome: the code of the account
     */
    public Submission identify(FormKey key, long lineId, String accountCode) {
        BankLine line = lines.get(lineId, scope());
        List<LineReceipt> became = became(line);
        // Sent again, it finds the receipt that it identified the first time.
        LineReceipt receipt = became.size() == 1 ? became.get(0) : waiting(line);
        return receipts.identify(key, new IdentifyReceipt(receipt.receiptNo(), accountCode));
    }

    /**
     * Takes the receipt without account back and records and posts one for each account, all or nothing.
     *
     * @return its outcome: the numbers of the receipts
     */
    public Submission split(FormKey key, SplitBankLine asked) {
        return submissions.once(key, "bank-line-split", asked, () -> {
            lockReceipts(asked.lineId());
            BankLine line = lines.get(asked.lineId(), scope());
            LineReceipt whole = waiting(line);
            List<AccountFacts> owners = owners(asked, whole.amount());
            receipts.reverse(
                    FormKey.fresh(), new ReverseReceipt(whole.receiptNo(), null, "Split over " + names(asked.parts())));
            int before = links(line.id());
            List<NewReceipt> parts = new ArrayList<>();
            for (int at = 0; at < owners.size(); at++) {
                String number = "%s-%d".formatted(receiptNo(line.id()), before + at);
                parts.add(receipt(
                        line,
                        number,
                        asked.parts().get(at).amount(),
                        owners.get(at).id()));
            }
            rules.learn(record(line, parts));
            return parts.stream().map(NewReceipt::receiptNo).collect(Collectors.joining(", "));
        });
    }

    private List<AccountFacts> owners(SplitBankLine asked, Money whole) {
        if (asked.parts().size() < 2) {
            throw new BusinessRuleException("missing", "Name at least two accounts, each with its part.");
        }
        Set<Long> seen = new HashSet<>();
        List<AccountFacts> owners = new ArrayList<>();
        for (SplitBankLine.Part part : asked.parts()) {
            AccountFacts account = accounts.find(part.accountCode(), scope())
                    .orElseThrow(() -> new BusinessRuleException(
                            "unknown-account", "There is no account %s.".formatted(part.accountCode())));
            if (!part.amount().isPositive()) {
                throw new BusinessRuleException(
                        "negative", "The part of %s must be more than 0.00.".formatted(account.code()));
            }
            if (!seen.add(account.id())) {
                throw new BusinessRuleException(
                        "duplicate", "%s stands twice. Give each account one part.".formatted(account.code()));
            }
            owners.add(account);
        }
        Money left = whole.minus(asked.sum());
        if (!left.isZero()) {
            throw new BusinessRuleException(
                    "total-mismatch",
                    "The parts sum to %s, the credit is %s: %s is %s."
                            .formatted(
                                    Words.rupees(asked.sum()),
                                    Words.rupees(whole),
                                    Words.rupees(left.isNegative() ? left.negated() : left),
                                    left.isNegative() ? "too much" : "left"));
        }
        return owners;
    }

    private static String names(List<SplitBankLine.Part> parts) {
        return parts.stream().map(SplitBankLine.Part::accountCode).collect(Collectors.joining(", "));
    }

    /**
     * What was taken back by mistake waits again: a receipt without account over what of the credit has none.
     *
     * @return its outcome: the number of the receipt
     */
    public Submission putBack(FormKey key, long lineId) {
        record Asked(long lineId) {}
        return submissions.once(key, "bank-line-put-back", new Asked(lineId), () -> {
            BankLine line = locked(lineId);
            if (line.state() != BankLine.State.TAKEN_BACK) {
                throw new BusinessRuleException("not-taken-back", "Nothing of this credit was taken back.");
            }
            Money rest = line.amount().minus(recorded(line.id()));
            String number = "%s-%d".formatted(receiptNo(line.id()), links(line.id()));
            record(line, List.of(receipt(line, number, rest, null)));
            return number;
        });
    }

    /** Who finds out whose money it is; null: nobody in particular. */
    public void giveTo(List<Long> lineIds, @Nullable Long ownerId) {
        jdbc.sql(
                        "update bank_line set owner_id = :owner where id = any (:lines) and reversed_at is null and side = 'CREDIT'")
                .param("owner", ownerId)
                .param("lines", lineIds.toArray(Long[]::new))
                .update();
    }

    /**
     * A payment came back: the receipt it bounces is taken back on the day of the return, with all its allocations.
     *
     * @return its outcome: the number of the receipt
     */
    public Submission bounce(FormKey key, long lineId, String receiptNo, String reason) {
        BankLine line = locked(lineId);
        Submission sent = receipts.reverse(key, new ReverseReceipt(receiptNo, line.bookedOn(), reason));
        if (!sent.repeated()) {
            if (!line.isOpenReturn()) {
                throw new BusinessRuleException("not-a-return", "This line is no return that waits for its receipt.");
            }
            jdbc.sql("""
                            update bank_line set bounced_receipt_id =
                                (select id from receipt where lower(receipt_no) = lower(:no) and reversed_at is not null
                                 order by id desc limit 1)
                            where id = :id
                            """).param("no", receiptNo).param("id", line.id()).update();
        }
        return sent;
    }

    static String receiptNo(long lineId) {
        return "BL-" + lineId;
    }

    private BankLine locked(long id) {
        jdbc.sql("select id from bank_line where id = :id for update")
                .param("id", id)
                .query(Long.class)
                .optional();
        return lines.get(id, scope());
    }

    /** In the order in which everybody else takes them: what a line became is kept in it by the database afterwards. */
    private void lockReceipts(long lineId) {
        jdbc.sql("""
                        select r.id from bank_line_receipt b join receipt r on r.id = b.receipt_id
                        where b.bank_line_id = :line order by r.id for update of r
                        """).param("line", lineId).query(Long.class).list();
    }

    private List<LineReceipt> became(BankLine line) {
        return lines.receipts(List.of(line.id()), scope()).getOrDefault(line.id(), List.of()).stream()
                .filter(receipt -> receipt.reversedAt() == null)
                .toList();
    }

    private LineReceipt waiting(BankLine line) {
        List<LineReceipt> became = became(line);
        return became.stream()
                .filter(receipt -> receipt.account() == null)
                .findFirst()
                .orElseThrow(() -> new BusinessRuleException("already-identified", whyNot(line, became)));
    }

    private static String whyNot(BankLine line, List<LineReceipt> became) {
        String of =
                became.stream().map(LineReceipt::account).map(String::valueOf).collect(Collectors.joining(", "));
        return switch (line.state()) {
            case IDENTIFIED -> "This credit belongs to %s already.".formatted(of);
            case SPLIT -> "This credit is split over accounts already: %s.".formatted(of);
            case RETURNED -> "This payment was returned.";
            case TAKEN_BACK -> "The receipt of this credit was taken back. Put it back first.";
            default -> "This line is no customer's payment.";
        };
    }

    private Money recorded(long lineId) {
        return Money.of(
                jdbc.sql("""
                        select coalesce(sum(r.amount), 0) from bank_line_receipt b join receipt r on r.id = b.receipt_id
                        where b.bank_line_id = :line and r.reversed_at is null
                        """).param("line", lineId).query(BigDecimal.class).single());
    }

    private int links(long lineId) {
        return jdbc.sql("select count(*) from bank_line_receipt where bank_line_id = :line")
                .param("line", lineId)
                .query(Integer.class)
                .single();
    }

    private static NewReceipt receipt(BankLine line, String number, Money amount, @Nullable Long account) {
        return new NewReceipt(
                number, line.bookedOn(), amount, account, line.utr(), line.remitterName(), line.narration());
    }

    private Collection<Long> record(BankLine line, List<NewReceipt> parts) {
        Map<String, Long> ids = recording.record(parts, null);
        jdbc.sql(
                        "insert into bank_line_receipt (bank_line_id, receipt_id) select :line, unnest(cast(:receipts as bigint[]))")
                .param("line", line.id())
                .param("receipts", ids.values().toArray(Long[]::new))
                .update();
        return ids.values();
    }

    private static Scope scope() {
        return ActorContext.required().scope();
    }
}

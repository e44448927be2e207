package com.circledesk.collections.letters;

import com.circledesk.accounts.AccountFacts;
import com.circledesk.accounts.Registrations;
import com.circledesk.exports.PdfDocument;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.FormSubmissions;
import com.circledesk.forms.Submission;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Formats;
import com.circledesk.shared.Money;
import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.Texts;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import com.circledesk.work.Mails;
import com.circledesk.work.NewMail;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Letters to a customer about what is overdue. What is disputed and cash that is not applied are taken out, and so are
 * invoices that are suppressed for a while. A letter that went out is kept as it was, with what it listed.
 */
@Service
@Transactional
public class Letters {
    private static final String TEMPLATE = "pdf/letter";

    private final JdbcClient jdbc;
    private final LetterQueries queries;
    private final LetterTemplates templates;
    private final FormSubmissions submissions;
    private final Mails mails;
    private final Registrations registrations;
    private final PdfDocument pdf;
    private final Texts texts;
    private final Formats formats;
    private final Clock clock;

    Letters(
            JdbcClient jdbc,
            LetterQueries queries,
            LetterTemplates templates,
            FormSubmissions submissions,
            Mails mails,
            Registrations registrations,
            PdfDocument pdf,
            Texts texts,
            Formats formats,
            Clock clock) {
        this.jdbc = jdbc;
        this.queries = queries;
        this.templates = templates;
        this.submissions = submissions;
        this.mails = mails;
        this.registrations = registrations;
        this.pdf = pdf;
        this.texts = texts;
        this.formats = formats;
        this.clock = clock;
    }

    /** As it would be written now. @param sender name under it */
    @Transactional(readOnly = true)
    public Letter compose(AccountFacts account, LetterTemplate wording, String sender, Scope scope) {
        LocalDate today = LocalDate.now(clock);
        List<LetterItem> items = queries.items(account.id(), scope);
        List<LetterItem> listed = items.stream().filter(LetterItem::isListed).toList();
        Money unapplied = jdbc.sql("""
                        select coalesce(sum(x.rest), 0) from on_account_item x where x.account_id = :account and x.circle = any (:circles)
                        """)
                .param("account", account.id())
                .param("circles", scope.toArray())
                .query((row, n) -> Money.of(row.getBigDecimal(1)))
                .single();
        Money sum = listed.stream().map(LetterItem::asked).reduce(Money.ZERO, Money::plus);
        Money disputed = items.stream().map(LetterItem::disputed).reduce(Money.ZERO, Money::plus);
        Money rest = sum.minus(unapplied);
        Money amount = rest.isPositive() ? rest : Money.ZERO;
        long oldest =
                listed.isEmpty() ? 0 : ChronoUnit.DAYS.between(listed.get(0).dueDate(), today);
        Map<String, String> values = Map.of(
                "account", account.code(),
                "customer", account.customerName(),
                "circle", account.circleName(),
                "amount", formats.rupees(amount),
                "oldest", String.valueOf(oldest),
                "date", formats.date(today),
                "disputed", formats.rupees(disputed),
                "unapplied", formats.rupees(unapplied),
                "sender", sender);
        return new Letter(
                account.code(),
                account.customerName(),
                account.circle(),
                Placeholders.fill(wording.subject(), values),
                Placeholders.fill(wording.body(), values),
                today,
                listed,
                amount,
                disputed,
                unapplied);
    }

    /** @param address of the customer, or null where the PDF is taken along */
    public record Write(
            String account, String template, @Nullable String address) {}

    /** @return its outcome: the id of the letter */
    public Submission write(FormKey key, Write asked, AccountFacts account, String sender) {
        return submissions.once(key, "letter", asked, () -> {
            LetterTemplate wording = templates.get(asked.template());
            Letter letter =
                    compose(account, wording, sender, ActorContext.required().scope());
            if (!letter.amount().isPositive()) {
                throw new BusinessRuleException("nothing", texts.get("letters.nothing"));
            }
            long id = jdbc.sql("""
                            insert into letter (account_id, circle, template, subject, body, as_of, amount, disputed, unapplied, sent_to)
                            values (:account, :circle, :template, :subject, :body, :asOf, :amount, :disputed, :unapplied, :to) returning id
                            """)
                    .param("account", account.id())
                    .param("circle", account.circle())
                    .param("template", wording.code())
                    .param("subject", letter.subject())
                    .param("body", letter.body())
                    .param("asOf", letter.asOf())
                    .param("amount", letter.amount().amount())
                    .param("disputed", letter.disputed().amount())
                    .param("unapplied", letter.unapplied().amount())
                    .param("to", asked.address(), Types.VARCHAR)
                    .query(Long.class)
                    .single();
            jdbc.sql("""
                            insert into letter_item (letter_id, circle, invoice_id, amount)
                            select :letter, :circle, x.invoice_id, x.asked from letter_items(array[:circle], :account) x
                            where x.suppression_id is null and x.asked > 0
                            """)
                    .param("letter", id)
                    .param("circle", account.circle())
                    .param("account", account.id())
                    .update();
            String address = asked.address();
            if (address != null) {
                String fileName = "letter-L-%d.pdf".formatted(id);
                mails.queue(NewMail.toAddress(
                                "letter:" + id,
                                "LETTER",
                                address,
                                Set.of(account.circle()),
                                letter.subject(),
                                letter.body() + "\n\n" + texts.get("letters.attached", fileName))
                        .with(fileName, print(id, letter)));
            }
            return String.valueOf(id);
        });
    }

    private byte[] print(long id, Letter letter) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            print(id, letter, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    public void print(long id, Letter letter, OutputStream out) throws IOException {
        pdf.write(
                TEMPLATE,
                Map.of(
                        "letter",
                        letter,
                        "ref",
                        "L-" + id,
                        "us",
                        registrations.letterhead(letter.circle(), letter.asOf())),
                out);
    }

    /** @param until the last day on which letters leave it out */
    public record Suppress(String account, long invoiceId, String why, LocalDate until) {}

    public record EndSuppression(String account, long id, String why) {}

    /** Letters list the invoice again before its day. */
    public Submission list(FormKey key, EndSuppression asked) {
        return submissions.once(key, "letter-suppression-end", asked, () -> {
            int ended = jdbc.sql("""
                            update letter_suppression s set ended_at = app_now(), ended_by = app_actor(), ended_why = :why
                            from account a
                            where s.id = :id and a.id = s.account_id and lower(a.code) = lower(:account) and s.circle = any (:circles)
                              and s.ended_at is null and s.until_on >= app_today()
                            """)
                    .param("why", asked.why())
                    .param("id", asked.id())
                    .param("account", asked.account())
                    .param("circles", ActorContext.required().scope().toArray())
                    .update();
            if (ended == 0) {
                throw new BusinessRuleException("conflict", texts.get("letters.endedAlready"));
            }
            return String.valueOf(asked.id());
        });
    }

    public Submission suppress(FormKey key, Suppress asked) {
        return submissions.once(key, "letter-suppression", asked, () -> {
            if (asked.until().isBefore(LocalDate.now(clock))) {
                throw new BusinessRuleException("out-of-range", texts.get("letters.expired"));
            }
            jdbc.sql("""
                            update letter_suppression set ended_at = app_now(), ended_by = app_actor()
                            where invoice_id = :invoice and ended_at is null and circle = any (:circles)
                            """)
                    .param("invoice", asked.invoiceId())
                    .param("circles", ActorContext.required().scope().toArray())
                    .update();
            try {
                return jdbc.sql("""
                                insert into letter_suppression (account_id, circle, invoice_id, why, until_on)
                                select i.account_id, i.circle, i.id, :why, :until from invoice i join account a on a.id = i.account_id
                                where i.id = :invoice and lower(a.code) = lower(:account) and i.circle = any (:circles) returning id
                                """)
                        .param("why", asked.why())
                        .param("until", asked.until())
                        .param("invoice", asked.invoiceId())
                        .param("account", asked.account())
                        .param("circles", ActorContext.required().scope().toArray())
                        .query(Long.class)
                        .optional()
                        .map(String::valueOf)
                        .orElseThrow(() -> new NotFoundException("Invoice", asked.invoiceId()));
            } catch (DuplicateKeyException e) {
                throw new BusinessRuleException("conflict", texts.get("matrix.changed"));
            }
        });
    }
}

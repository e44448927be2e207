package com.circledesk.payments.tax;

import com.circledesk.forms.FormKey;
import com.circledesk.forms.FormSubmissions;
import com.circledesk.forms.Submission;
import com.circledesk.receivables.LedgerRefusals;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Money;
import com.circledesk.shared.NotFoundException;
import com.circledesk.users.Scope;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lower-deduction certificates: kept, shown with what is used of them, ended. */
@Service
@Transactional
public class LowerDeductions {
    private static final String SELECT = """
            select c.id, a.code as account, a.customer_name, c.circle, c.nature, c.certificate_no, c.rate, c.valid_from, c.valid_to,
                   c.money_limit, c.ended_on, c.ended_why, c.recorded_by,
                   least(c.money_limit, coalesce((
                       select sum(round(i.taxable_amount * t.base_share / 100, 2))
                       from invoice i join tax_terms(array[c.account_id], app_today()) t
                         on t.charge_type = i.charge_type and t.nature = c.nature
                       where i.account_id = c.account_id and i.reversed_at is null
                         and i.invoice_date between c.valid_from and coalesce(c.ended_on, c.valid_to)), 0)) as used
            from lower_deduction c join account a on a.id = c.account_id
            where c.circle = any (:circles)
            """;

    private final JdbcClient jdbc;
    private final FormSubmissions submissions;

    LowerDeductions(JdbcClient jdbc, FormSubmissions submissions) {
        this.jdbc = jdbc;
        this.submissions = submissions;
    }

    /** The latest first. */
    @Transactional(readOnly = true)
    public List<LowerDeduction> all(Scope scope) {
        return jdbc.sql(SELECT + " order by c.valid_to desc, a.code, c.id limit 1000")
                .param("circles", scope.toArray())
                .query(LowerDeductions::row)
                .list();
    }

    @Transactional(readOnly = true)
    public LowerDeduction get(long id, Scope scope) {
        return jdbc.sql(SELECT + " and c.id = :id")
                .param("circles", scope.toArray())
                .param("id", id)
                .query(LowerDeductions::row)
                .optional()
                .orElseThrow(() -> new NotFoundException("Certificate", String.valueOf(id)));
    }

    /** @throws BusinessRuleException if another one counts on some of its days, or its number is there already */
    public void record(RecordLowerDeduction certificate) {
        if (certificate.validTo().isBefore(certificate.validFrom())) {
            throw new BusinessRuleException("out-of-range", "Its last day is not before its first.");
        }
        int made;
        try {
            made = refused(() -> jdbc.sql("""
                            insert into lower_deduction (account_id, circle, nature, certificate_no, rate, valid_from, valid_to, money_limit)
                            select id, circle, :nature, :number, :rate, :from, :to, :limit from account where lower(code) = lower(:account)
                            """)
                    .param("nature", certificate.nature().name())
                    .param("number", certificate.certificateNo())
                    .param("rate", certificate.rate())
                    .param("from", certificate.validFrom())
                    .param("to", certificate.validTo())
                    .param("limit", certificate.moneyLimit().amount())
                    .param("account", certificate.account())
                    .update());
        } catch (DuplicateKeyException e) {
            throw new BusinessRuleException(
                    "duplicate", "Certificate %s is recorded already.".formatted(certificate.certificateNo()));
        }
        if (made == 0) {
            throw new NotFoundException("Account", certificate.account());
        }
    }

    /** @param lastDay on which it counts; the day before its first: it never did */
    public record EndLowerDeduction(long id, LocalDate lastDay, String why) {}

    public Submission end(FormKey key, EndLowerDeduction end) {
        return submissions.once(key, "lower-deduction-ending", end, () -> {
            try {
                int ended = refused(() -> jdbc.sql("""
                                update lower_deduction set ended_on = :day, ended_by = app_actor(), ended_why = :why
                                where id = :id and ended_on is null
                                """)
                        .param("day", end.lastDay())
                        .param("why", end.why())
                        .param("id", end.id())
                        .update());
                if (ended == 0) {
                    throw new BusinessRuleException("wrong-state", "It was ended already; nothing was changed.");
                }
            } catch (DataAccessException e) {
                throw new BusinessRuleException(
                        "out-of-range", "Its last day lies within its validity, or on the day before its first.");
            }
            return String.valueOf(end.id());
        });
    }

    private static int refused(java.util.function.Supplier<Integer> write) {
        try {
            return LedgerRefusals.translate(
                    Map.of("lower_deduction_one_at_a_time", "conflict", "lower_deduction_ended_once", "wrong-state"),
                    write);
        } catch (BusinessRuleException e) {
            throw new BusinessRuleException(
                    e.code(), "Another certificate of this account counts on some of these days: end it first.");
        }
    }

    private static LowerDeduction row(java.sql.ResultSet row, int n) throws java.sql.SQLException {
        BigDecimal limit = row.getBigDecimal("money_limit");
        return new LowerDeduction(
                row.getLong("id"),
                row.getString("account"),
                row.getString("customer_name"),
                row.getString("circle"),
                TaxNature.valueOf(row.getString("nature")),
                row.getString("certificate_no"),
                row.getBigDecimal("rate"),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_to", LocalDate.class),
                Money.of(limit),
                Money.of(row.getBigDecimal("used")),
                row.getObject("ended_on", LocalDate.class),
                row.getString("ended_why"),
                row.getString("recorded_by"));
    }
}

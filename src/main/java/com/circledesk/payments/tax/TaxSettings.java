package com.circledesk.payments.tax;

import com.circledesk.receivables.ChargeType;
import com.circledesk.shared.BusinessRuleException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The dated rates of tax: what the law says, and which charges of whom count as what. What holds is never changed. */
@Service
@Transactional
public class TaxSettings {
    private static final BigDecimal WHOLE = new BigDecimal(100);

    private final JdbcClient jdbc;
    private final Clock clock;

    TaxSettings(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** From a day on a nature of payment falls under a section of the law, at a rate in percent. */
    public record Section(TaxNature nature, LocalDate fromOn, String section, BigDecimal rate) {}

    /**
     * From a day on the charges of somebody count as a nature of payment.
     *
     * @param operator name, or null
     * @param account code, or null; with neither it holds for everybody
     * @param chargeType null: all that have no row of their own
     * @param nature null: the wider row counts again
     * @param rate percent, or null for the one of the section
     * @param baseShare percent of the taxable value that it is taken from
     */
    public record Rate(
            LocalDate fromOn,
            Tax tax,
            @Nullable String operator,
            @Nullable String account,
            @Nullable ChargeType chargeType,
            @Nullable TaxNature nature,
            @Nullable BigDecimal rate,
            BigDecimal baseShare) {
        /** Whether the rate is taken from all of the taxable value. */
        public boolean isOfWholeBase() {
            return baseShare.compareTo(WHOLE) == 0;
        }
    }

    @Transactional(readOnly = true)
    public List<Section> sections() {
        return jdbc.sql("select nature, from_on, section, rate from tax_section order by nature, from_on desc")
                .query(Section.class)
                .list();
    }

    /** Of accounts in the caller's circles, of operators and of everybody; the narrowest first. */
    @Transactional(readOnly = true)
    public List<Rate> rates() {
        return jdbc.sql("""
                        select r.from_on, r.tax, o.name as operator, a.code as account, r.charge_type, r.nature, r.rate, r.base_share
                        from tax_rate r left join operator o on o.id = r.operator_id left join account a on a.id = r.account_id
                        order by r.account_id is null, r.operator_id is null, a.code, o.name, r.tax desc, r.charge_type nulls last,
                                 r.from_on desc
                        """).query(Rate.class).list();
    }

    public void begin(Section next) {
        requireLater(next.fromOn());
        try {
            jdbc.sql(
                            "insert into tax_section (nature, from_on, section, rate) values (:nature, :from, :section, :rate)")
                    .param("nature", next.nature().name())
                    .param("from", next.fromOn())
                    .param("section", next.section())
                    .param("rate", next.rate())
                    .update();
        } catch (DuplicateKeyException e) {
            throw new BusinessRuleException("conflict", "Another section of this nature begins on this day already.");
        }
    }

    /** @throws BusinessRuleException if the customer is not known or the same begins on this day already */
    public void begin(Rate next) {
        requireLater(next.fromOn());
        if (next.operator() != null && next.account() != null) {
            throw new BusinessRuleException("bad-choice", "Choose an operator or an account, not both.");
        }
        try {
            int made = jdbc.sql("""
                            insert into tax_rate (from_on, tax, operator_id, account_id, circle, charge_type, nature, rate, base_share)
                            select :from, :tax, o.id, a.id, a.circle, :charge, :nature, :rate, :share
                            from (select 1) x
                            left join operator o on lower(o.name) = lower(:operator)
                            left join account a on lower(a.code) = lower(:account)
                            where (cast(:operator as text) is null or o.id is not null)
                              and (cast(:account as text) is null or a.id is not null)
                            """)
                    .param("from", next.fromOn())
                    .param("tax", next.tax().name())
                    .param("operator", next.operator())
                    .param("account", next.account())
                    .param(
                            "charge",
                            next.chargeType() == null ? null : next.chargeType().name())
                    .param(
                            "nature",
                            next.nature() == null ? null : next.nature().name())
                    .param("rate", next.rate())
                    .param("share", next.baseShare())
                    .update();
            if (made == 0) {
                throw new BusinessRuleException("bad-choice", "This customer is not known.");
            }
        } catch (DuplicateKeyException e) {
            throw new BusinessRuleException("conflict", "Another rate for the same begins on this day already.");
        } catch (DataIntegrityViolationException e) {
            throw new BusinessRuleException(
                    "bad-choice", "Of everybody's charges something has to be said: choose what they count as.");
        }
    }

    private void requireLater(LocalDate fromOn) {
        if (!fromOn.isAfter(LocalDate.now(clock))) {
            throw new BusinessRuleException(
                    "out-of-range", "A rate begins tomorrow or later: what was in force stays for what was deducted.");
        }
    }
}

package com.circledesk.collections.contacts;

import com.circledesk.accounts.AccountFacts;
import com.circledesk.accounts.AccountQueries;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.FormSubmissions;
import com.circledesk.forms.Submission;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.users.ActorContext;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps who of an account was spoken to. What was written down stays; the last contact's follow-up counts. */
@Service
@Transactional
public class ContactLog {
    private final JdbcClient jdbc;
    private final AccountQueries accounts;
    private final FormSubmissions submissions;
    private final Clock clock;

    ContactLog(JdbcClient jdbc, AccountQueries accounts, FormSubmissions submissions, Clock clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.submissions = submissions;
        this.clock = clock;
    }

    /** @return its outcome: the number of the contact */
    public Submission log(FormKey key, LogContact contact) {
        return submissions.once(key, "contact", contact, () -> String.valueOf(record(contact)));
    }

    private long record(LogContact contact) {
        AccountFacts account =
                accounts.get(contact.account(), ActorContext.required().scope());
        LocalDate today = LocalDate.now(clock);
        if (contact.contactedOn().isAfter(today)) {
            throw new BusinessRuleException("future-date", "A contact was today or before.");
        }
        LocalDate followUp = contact.followUpOn();
        if (followUp != null && !followUp.isAfter(contact.contactedOn())) {
            throw new BusinessRuleException("out-of-range", "The follow-up is after the contact.");
        }
        if (contact.result() == ContactResult.OTHER && contact.remark() == null) {
            throw new BusinessRuleException("missing", "Say in a few words what came of it.");
        }
        return jdbc.sql("""
                        insert into contact (account_id, circle, channel, person, result, remark, contacted_on, follow_up_on)
                        values (:account, :circle, :channel, :person, :result, :remark, :on, :followUp) returning id
                        """)
                .param("account", account.id())
                .param("circle", account.circle())
                .param("channel", contact.channel().name())
                .param("person", contact.person())
                .param("result", contact.result().name())
                .param("remark", contact.remark(), Types.VARCHAR)
                .param("on", contact.contactedOn())
                .param("followUp", followUp, Types.DATE)
                .query(Long.class)
                .single();
    }
}

package com.circledesk.disputes.packs;

import com.circledesk.audit.AuditEvents;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.NotFoundException;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Asks for packs, lists them and hands them out. Another circle's are as good as missing. */
@Service
@Transactional
public class DisputePacks {
    private static final int SHOWN = 100;

    private final JdbcClient jdbc;
    private final AuditEvents audit;

    DisputePacks(JdbcClient jdbc, AuditEvents audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /** @param account code */
    public void request(String account) {
        try {
            int added = jdbc.sql("""
                            insert into dispute_pack (account_id, circle)
                            select id, circle from account where lower(code) = lower(trim(:account)) and circle = any (:circles)
                            """)
                    .param("account", account)
                    .param("circles", ActorContext.required().scope().toArray())
                    .update();
            if (added == 0) {
                throw new NotFoundException("Account", account);
            }
        } catch (DuplicateKeyException e) {
            throw new BusinessRuleException("duplicate", "A pack of this account is being built already.");
        }
        audit.record("dispute-pack", account, null, "requested");
    }

    /** The last ones first. */
    @Transactional(readOnly = true)
    public List<PackRow> list(Scope scope) {
        return jdbc.sql("""
                        select p.id, a.code as account, a.customer_name, p.as_of, p.status, p.rows_done, p.rows_total, p.known_at,
                               p.requested_at, p.requested_by
                        from dispute_pack p join account a on a.id = p.account_id
                        where p.circle = any (:circles) order by p.id desc limit :size
                        """)
                .param("circles", scope.toArray())
                .param("size", SHOWN)
                .query(PackRow.class)
                .list();
    }

    @Transactional(readOnly = true)
    public PackRow get(long id, Scope scope) {
        return list(scope).stream()
                .filter(each -> each.id() == id && each.isDone())
                .findFirst()
                .orElseThrow(() -> new NotFoundException("Pack", id));
    }

    /** @param paper whether the PDF; else the workbook */
    public byte[] content(PackRow pack, boolean paper, Scope scope) {
        audit.record("export", "dispute-pack", null, "%s of %s".formatted(pack.account(), pack.asOf()));
        return jdbc.sql(
                        "select case when :paper then pdf else xlsx end from dispute_pack where id = :id and circle = any (:circles)")
                .param("paper", paper)
                .param("id", pack.id())
                .param("circles", scope.toArray())
                .query(byte[].class)
                .single();
    }
}

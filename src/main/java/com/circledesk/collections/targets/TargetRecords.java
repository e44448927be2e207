package com.circledesk.collections.targets;

import com.circledesk.shared.NotFoundException;
import com.circledesk.users.ActorContext;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Rows of targets and of their versions, as those read and write them who change something. */
@Component
class TargetRecords {
    record Account(long id, String circle, String code) {}

    /** A version with what decides whether it may be moved on. */
    record Standing(
            long versionId,
            long targetId,
            String circle,
            String account,
            LocalDate month,
            String madeBy,
            @Nullable String submittedBy,
            @Nullable String decidedBy,
            @Nullable Boolean approved,
            int version,
            int lastVersion,
            boolean closed) {}

    record Last(
            int version, java.math.BigDecimal current, java.math.BigDecimal arrears, String madeBy, boolean closed) {}

    private final JdbcClient jdbc;

    TargetRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Account account(String code) {
        return jdbc.sql(
                        "select id, circle, code from account where lower(code) = lower(:code) and circle = any (:circles)")
                .param("code", code)
                .param("circles", ActorContext.required().scope().toArray())
                .query(Account.class)
                .optional()
                .orElseThrow(() -> new NotFoundException("Account", code));
    }

    /** The target of the account and month, made if need be; nobody else changes it until the transaction ends. */
    long locked(Account account, LocalDate month) {
        jdbc.sql("""
                        insert into collection_target (account_id, circle, month) values (:account, :circle, :month)
                        on conflict (account_id, month) do nothing
                        """)
                .param("account", account.id())
                .param("circle", account.circle())
                .param("month", month)
                .update();
        return jdbc.sql("select id from collection_target where account_id = :account and month = :month for update")
                .param("account", account.id())
                .param("month", month)
                .query(Long.class)
                .single();
    }

    Optional<Last> last(long targetId) {
        return jdbc.sql("""
                        select v.version, v.current_amount as current, v.arrears_amount as arrears, v.made_by,
                               exists (select from collection_target_close c where c.target_id = v.target_id) as closed
                        from collection_target_version v where v.target_id = :target order by v.version desc limit 1
                        """).param("target", targetId).query(Last.class).optional();
    }

    void add(long targetId, int version, ChangeTarget asked) {
        jdbc.sql("""
                        insert into collection_target_version
                            (target_id, account_id, circle, version, current_amount, arrears_amount, source, reason)
                        select id, account_id, circle, :version, :current, :arrears, 'EDITED', :reason
                        from collection_target where id = :target
                        """)
                .param("target", targetId)
                .param("version", version)
                .param("current", asked.current().amount())
                .param("arrears", asked.arrears().amount())
                .param("reason", asked.reason())
                .update();
    }

    /** Those of the caller's circles, their targets locked in order. @throws NotFoundException if one is not there */
    List<Standing> lockedVersions(Collection<Long> versions) {
        Long[] ids = versions.toArray(Long[]::new);
        String[] circles = ActorContext.required().scope().toArray();
        jdbc.sql("""
                        select t.id from collection_target t
                        where t.circle = any (:circles)
                          and t.id in (select v.target_id from collection_target_version v where v.id = any (:ids))
                        order by t.id for update
                        """)
                .param("ids", ids)
                .param("circles", circles)
                .query(Long.class)
                .list();
        List<Standing> found = jdbc.sql("""
                        select v.id as version_id, v.target_id, v.circle, a.code as account, t.month, v.made_by, v.submitted_by,
                               v.decided_by, v.approved, v.version,
                               (select max(l.version) from collection_target_version l where l.target_id = v.target_id) as last_version,
                               exists (select from collection_target_close c where c.target_id = v.target_id) as closed
                        from collection_target_version v
                        join collection_target t on t.id = v.target_id
                        join account a on a.id = v.account_id
                        where v.id = any (:ids) and v.circle = any (:circles)
                        order by a.code
                        """)
                .param("ids", ids)
                .param("circles", circles)
                .query(Standing.class)
                .list();
        if (found.size() < versions.stream().distinct().count()) {
            throw new NotFoundException("Target", versions);
        }
        return found;
    }

    void submit(Collection<Long> versions) {
        jdbc.sql("""
                        update collection_target_version set submitted_by = app_actor(), submitted_at = app_now() where id = any (:ids)
                        """).param("ids", versions.toArray(Long[]::new)).update();
    }

    void decide(Collection<Long> versions, boolean approved, @Nullable String why) {
        jdbc.sql("""
                        update collection_target_version
                        set decided_by = app_actor(), decided_at = app_now(), approved = :approved, decided_why = cast(:why as text)
                        where id = any (:ids)
                        """)
                .param("ids", versions.toArray(Long[]::new))
                .param("approved", approved)
                .param("why", why)
                .update();
    }

    /** Those who may approve targets of the circle, but whoever acts. */
    List<Long> heads(String circle) {
        return jdbc.sql("""
                        select u.id from app_user u
                        where u.role = 'SALES_HEAD' and u.disabled_at is null and u.email <> app_actor()
                          and (u.all_circles or exists (select from user_circle c where c.user_id = u.id and c.circle = :circle))
                        order by u.id
                        """).param("circle", circle).query(Long.class).list();
    }

    Optional<Long> user(String email) {
        return jdbc.sql("select id from app_user where email = :email")
                .param("email", email)
                .query(Long.class)
                .optional();
    }

    boolean isWaiting(String circle, LocalDate month) {
        return jdbc.sql("""
                        select exists (
                            select from collection_target_version v join collection_target t on t.id = v.target_id
                            where t.circle = :circle and t.month = :month and v.submitted_by is not null and v.decided_by is null
                              and not exists (select from collection_target_version l
                                              where l.target_id = v.target_id and l.version > v.version))
                        """)
                .param("circle", circle)
                .param("month", month)
                .query(Boolean.class)
                .single();
    }
}

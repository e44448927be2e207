package com.circledesk.disputes;

import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.NotFoundException;
import java.util.List;
import java.util.Locale;
import java.util.function.IntSupplier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The list of reasons, kept by the administrator. One in use is retired, never removed. */
@Service
@Transactional
public class DisputeReasons {
    private static final String SELECT = """
            select r.code, r.label, r.default_owner, r.evidence, r.retired_at, r.version,
                   (select count(*) from dispute d where d.reason = r.code) as disputes
            from dispute_reason r
            """;

    private final JdbcClient jdbc;

    DisputeReasons(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those that are offered, by name; then those that are not any more. */
    @Transactional(readOnly = true)
    public List<DisputeReason> all() {
        return jdbc.sql(SELECT + "order by r.retired_at is not null, lower(r.label)")
                .query(DisputeReason.class)
                .list();
    }

    @Transactional(readOnly = true)
    public DisputeReason get(String code) {
        return jdbc.sql(SELECT + "where r.code = :code")
                .param("code", code.strip().toUpperCase(Locale.ROOT))
                .query(DisputeReason.class)
                .optional()
                .orElseThrow(() -> new NotFoundException("Reason", code));
    }

    /** @param version of the reason as the person saw it; ignored for a new one */
    public record Wording(String code, String label, String defaultOwner, String evidence, int version) {}

    public void add(Wording asked) {
        recorded(() -> jdbc.sql("""
                        insert into dispute_reason (code, label, default_owner, evidence) values (:code, :label, :owner, :evidence)
                        """)
                .param("code", asked.code())
                .param("label", asked.label())
                .param("owner", asked.defaultOwner())
                .param("evidence", asked.evidence())
                .update());
    }

    public void change(Wording asked) {
        changed(() -> jdbc.sql("""
                        update dispute_reason
                        set label = :label, default_owner = :owner, evidence = :evidence, version = version + 1
                        where code = :code and version = :version
                        """)
                .param("code", asked.code())
                .param("label", asked.label())
                .param("owner", asked.defaultOwner())
                .param("evidence", asked.evidence())
                .param("version", asked.version())
                .update());
    }

    /** Disputes keep the reason; new ones are not offered it. */
    public void retire(String code, boolean retired, int version) {
        changed(() -> jdbc.sql("""
                        update dispute_reason
                        set retired_at = case when :retired then app_now() end, version = version + 1
                        where code = :code and version = :version
                        """)
                .param("code", code)
                .param("retired", retired)
                .param("version", version)
                .update());
    }

    private static void changed(IntSupplier write) {
        if (recorded(write) == 0) {
            throw new BusinessRuleException(
                    "changed-meanwhile", "Somebody else changed this reason meanwhile. Nothing was saved.");
        }
    }

    private static int recorded(IntSupplier write) {
        try {
            return write.getAsInt();
        } catch (DuplicateKeyException e) {
            throw new BusinessRuleException("duplicate", "A reason with this code or this name is there already.");
        }
    }
}

package com.circledesk.audit;

import com.circledesk.users.SecurityEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Writes lines of the audit trail that are no change of a row: an export, a sign-in, a refusal. */
@Service
@Transactional
public class AuditEvents {
    private final JdbcClient jdbc;

    AuditEvents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param name short and stable, for example {@code export}
     * @param about the key of what it is about, or null
     * @param circle the circle it is about, or null; readers of the trail who do not see the circle do not see the line
     */
    public void record(String name, @Nullable String about, @Nullable String circle, String remark) {
        jdbc.sql("select write_audit_event(:name, :about, :circle, :remark)")
                .param("name", name)
                .param("about", about)
                .param("circle", circle)
                .param("remark", remark)
                .query((row, number) -> number)
                .list();
    }

    @EventListener
    void on(SecurityEvent event) {
        record(event.name(), event.about() == null ? null : event.about().toString(), null, event.remark());
    }
}

package com.circledesk.audit;

import com.circledesk.users.SecurityEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes lines of the audit trail that are no change of a row: an export, a sign-in, a refusal. Each leaves a line in the
 * log too, which is read where nobody may look into the books; what people typed stays in the trail.
 */
@Service
@Transactional
public class AuditEvents {
    private static final Logger LOG = LoggerFactory.getLogger(AuditEvents.class);

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
        write(name, about, circle, remark);
        LOG.info("{} {}", name, about == null ? "-" : about);
    }

    private void write(String name, @Nullable String about, @Nullable String circle, String remark) {
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
        String about = event.about() == null ? null : event.about().toString();
        write(event.name(), about, null, event.remark());
        LOG.info("{} {} {}", event.name(), about == null ? "-" : about, event.remark());
    }
}

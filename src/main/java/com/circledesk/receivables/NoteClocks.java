package com.circledesk.receivables;

import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The dated settings of the 180-day clock. They belong to no circle. */
@Service
@Transactional(readOnly = true)
public class NoteClocks {
    private final JdbcClient jdbc;

    NoteClocks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All that ever were or will be in force, the latest first. */
    public List<NoteClock> all() {
        return jdbc.sql("""
                        select from_on, window_days, register_days, validate_days, joint_meeting_days, decision_days,
                               approval_days, issue_days, booked_days, warning_days, reporting_days, irn_cancel_hours
                        from note_clock order by from_on desc
                        """)
                .query((row, n) -> new NoteClock(
                        row.getObject("from_on", LocalDate.class),
                        row.getInt("window_days"),
                        row.getInt("register_days"),
                        row.getInt("validate_days"),
                        row.getInt("joint_meeting_days"),
                        row.getInt("decision_days"),
                        row.getInt("approval_days"),
                        row.getInt("issue_days"),
                        row.getInt("booked_days"),
                        List.of((Integer[]) row.getArray("warning_days").getArray()),
                        row.getInt("reporting_days"),
                        row.getInt("irn_cancel_hours")))
                .list();
    }

    /** The windows for notes, asked once for many invoices. */
    public NoteWindows windows() {
        return new NoteWindows(all());
    }

    /** The window for notes on an invoice of this date. */
    public NoteWindow window(LocalDate invoiceDate) {
        return windows().of(invoiceDate);
    }

    /** Another setting, for invoices from a later day on; what was in force stays in force for the invoices before. */
    @Transactional
    public void begin(NoteClock clock) {
        jdbc.sql("""
                        insert into note_clock (from_on, window_days, register_days, validate_days, joint_meeting_days,
                                                decision_days, approval_days, issue_days, booked_days, warning_days, reporting_days,
                                                irn_cancel_hours)
                        values (:from, :window, :register, :validate, :meeting, :decision, :approval, :issue, :booked,
                                cast(:warnings as integer[]), :reporting, :irnCancel)
                        """)
                .param("from", clock.fromOn())
                .param("window", clock.windowDays())
                .param("register", clock.registerDays())
                .param("validate", clock.validateDays())
                .param("meeting", clock.jointMeetingDays())
                .param("decision", clock.decisionDays())
                .param("approval", clock.approvalDays())
                .param("issue", clock.issueDays())
                .param("booked", clock.bookedDays())
                .param("warnings", clock.warningDays().toArray(Integer[]::new))
                .param("reporting", clock.reportingDays())
                .param("irnCancel", clock.irnCancelHours())
                .update();
    }
}

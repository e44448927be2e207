package com.circledesk.collections;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Of every list of the collections one row for each account that has an invoice {@code A-…}; the numbers differ, and follow
 * no order of the accounts.
 */
final class OneOfEach {
    private static final String[] STEPS = {
        """
            create temp table told on commit drop as
            select a.id, a.circle, i.id as invoice_id, right(a.code, 4)::integer as n, right(a.code, 4)::integer * 37 % 101 as k
            from account a join invoice i on i.account_id = a.id and i.invoice_no like 'A-%'
            """,
        """
            insert into app_user (email, full_name, role)
            select 'm' || id || '@example.test', 'Manager ' || circle || to_char(k, 'FM000') || '-' || n, 'ACCOUNT_MANAGER' from told
            """,
        """
            insert into user_circle (user_id, circle)
            select u.id, t.circle from told t join app_user u on u.email = 'm' || t.id || '@example.test'
            """,
        """
            insert into account_manager (account_id, circle, from_on, user_id)
            select t.id, t.circle, date '2026-01-01', u.id from told t join app_user u on u.email = 'm' || t.id || '@example.test'
            """,
        """
            insert into contact (account_id, circle, channel, person, result, contacted_on, follow_up_on)
            select id, circle, 'CALL', 'Person ' || k, 'SPOKEN', date '2026-11-01' + k % 20, date '2026-11-22' + k % 7 from told
            """,
        """
            insert into action_plan (plan_ref, account_id, circle, owner_id, root_cause, expected_on, review_on)
            select 'AP-' || circle || '-' || to_char(nextval('action_plan_ref_seq'), 'FM000000'), id, circle, :person, 'Cash ' || k,
                   date '2026-12-05' + k % 20, date '2026-11-25' + k % 9
            from told
            """,
        """
            insert into action_plan_invoice (plan_id, invoice_id, account_id, circle, open_then)
            select p.id, t.invoice_id, t.id, t.circle, 100 + t.k from told t join action_plan p on p.account_id = t.id
            """,
        """
            insert into action_plan_review (plan_id, account_id, circle, remark, expected_on, review_on, covered)
            select p.id, p.account_id, p.circle, 'Agreed.', p.expected_on, p.review_on, 1 from action_plan p
            """,
        """
            insert into support_request (support_ref, account_id, circle, desk, subject, unblocks, asked_by_id, owner_id, answer_by, due_on)
            select 'SUP-' || circle || '-' || to_char(nextval('support_request_ref_seq'), 'FM000000'), id, circle, 'BILLING', 'Copies ' || k,
                   10 + k, :person, :person, date '2026-11-23' + k % 5, '2026-12-10'
            from told
            """,
        """
            insert into promise (id, promise_ref, plan_id, account_id, circle, covers, basis, amount, made_on, promised_on, promised_by, channel,
                                 owner_id)
            select p, 'P-' || t.circle || '-' || to_char(p, 'FM000000'), p, t.id, t.circle, 'INVOICES', 'GROSS', 20 + t.k, app_today() - 2,
                   app_today() + 3 + t.k % 5, 'Somebody', 'CALL', :person
            from told t cross join lateral (select nextval('promise_seq') + 0 * t.id) s (p)
            """,
        """
            insert into promise_invoice (promise_id, account_id, circle, invoice_id, place, amount)
            select p.id, t.id, t.circle, t.invoice_id, 1, p.amount from told t join promise p on p.account_id = t.id
            """,
        """
            insert into promise (id, promise_ref, plan_id, account_id, circle, covers, basis, amount, made_on, promised_on, promised_by, channel)
            select p, 'P-' || t.circle || '-' || to_char(p, 'FM000000'), p, t.id, t.circle, 'ACCOUNT', 'GROSS', 7 + t.k, app_today() - 30,
                   app_today() - 20, 'Somebody', 'CALL'
            from told t cross join lateral (select nextval('promise_seq') + 0 * t.id) s (p)
            """,
        "select judge_promises(array(select plan_id from promise where covers = 'ACCOUNT'))",
        """
            insert into collection_target (account_id, circle, month) select id, circle, date '2026-11-01' from told
            """,
        """
            insert into collection_target_version (target_id, account_id, circle, version, current_amount, arrears_amount, source, reason,
                                                   made_by, submitted_by, submitted_at, decided_by, decided_at, approved)
            select g.id, t.id, t.circle, 1, 100 + t.k, 200 + t.k, 'PROPOSED', 'As proposed.', 'manager', 'manager', app_now(), 'head',
                   app_now(), true
            from told t join collection_target g on g.account_id = t.id
            """,
        "insert into escalation_matrix (name) values ('In force')",
        """
            insert into escalation_rule (matrix_id, level, over_days, our_role, customer_level, action, acknowledge_hours)
            select id, 1, 30, 'SALES_HEAD', 'N', 'Call them.', 8 from escalation_matrix
            """,
        """
            update escalation_matrix set valid_from = '2026-04-01', activated_at = app_now(), activated_by = 'Arun'
            """,
        """
            insert into escalation_case (account_id, circle) select id, circle from told
            """,
        """
            insert into escalation (case_id, account_id, circle, level, rule_id, because, owner_id, amount, met_on, acknowledge_by)
            select c.id, c.account_id, c.circle, 1, r.id, 'TRIGGER', :person, 1000 + t.k, '2026-11-20', app_now()
            from escalation_case c join told t on t.id = c.account_id cross join escalation_rule r
            """,
        """
            insert into red_flag (account_id, circle, what, at_risk, likely_on, probability, owner_id, review_on)
            select id, circle, 'May not pay', 300 + k, date '2026-12-01' + k % 20, 10 + k % 80, :person, date '2026-11-25' + k % 5 from told
            """,
        """
            insert into red_flag_event (flag_id, circle, kind, words, at_risk, likely_on, probability, review_on)
            select id, circle, 'RAISED', what, at_risk, likely_on, probability, review_on from red_flag
            """
    };

    private OneOfEach() {}

    /** Within a transaction. @param person who owns it all */
    static void of(JdbcClient jdbc, long person) {
        for (String step : STEPS) {
            JdbcClient.StatementSpec statement = jdbc.sql(step);
            if (step.contains(":person")) {
                statement = statement.param("person", person);
            }
            if (step.startsWith("select")) {
                statement.query(Long.class).list();
            } else {
                statement.update();
            }
        }
    }
}

-- Why customers do not pay, as the administrator words it. A reason in use is retired, never removed.
create table dispute_reason (
    code text primary key constraint dispute_reason_code_is_plain check (code ~ '^[A-Z][A-Z0-9_]{1,39}$'),
    label text not null constraint dispute_reason_label_length check (length(label) between 1 and 80),
    default_owner text not null constraint dispute_reason_default_owner_is_known
        check (default_owner in ('ACCOUNT_MANAGER', 'SALES_HEAD', 'FINANCE')),
    evidence text not null default '' constraint dispute_reason_evidence_length check (length(evidence) <= 2000),
    retired_at timestamptz,
    recorded_at timestamptz not null default app_now(),
    recorded_by text not null default app_actor(),
    version integer not null default 0
);
comment on column dispute_reason.evidence is 'What has to be collected for it, an item a line.';
create unique index dispute_reason_label_is_unique on dispute_reason (lower(label)) where retired_at is null;

insert into dispute_reason (code, label, default_owner, evidence, recorded_by) values
    ('BILLING_START', 'Billing start date', 'ACCOUNT_MANAGER', E'RFAI notice\nAcceptance or deemed acceptance\nService order', 'system:migration'),
    ('RATE', 'Rental or escalation rate', 'ACCOUNT_MANAGER', E'Agreement with its rate card\nService order\nEscalation working', 'system:migration'),
    ('LOADING', 'Loading not agreed or not billed', 'ACCOUNT_MANAGER', E'Joint site audit\nEquipment list of the service order', 'system:migration'),
    ('TENANCY', 'Tenancy count or discount', 'ACCOUNT_MANAGER', E'Tenancy register of the site\nDiscount table of the agreement', 'system:migration'),
    ('SITE', 'Site not live, duplicate or swapped id', 'ACCOUNT_MANAGER', E'Site master of both sides\nLive status on the day', 'system:migration'),
    ('EXIT', 'Exit date or charge', 'ACCOUNT_MANAGER', E'Exit notice\nDismantling certificate\nLock-in working', 'system:migration'),
    ('ENERGY', 'Energy: units, tariff, tenants, DG hours', 'ACCOUNT_MANAGER', E'EB bill\nDG log\nTenant sharing ratio\nTrue-up working', 'system:migration'),
    ('SLA', 'SLA deduction', 'SALES_HEAD', E'Uptime report of both sides\nSLA clause and working', 'system:migration'),
    ('TAX', 'Tax: GSTIN, place of supply, IRN, TDS', 'FINANCE', E'Invoice with IRN\nGSTIN certificate\nTDS certificate', 'system:migration'),
    ('NOTE_NOT_BOOKED', 'Credit note promised and not booked', 'FINANCE', E'Credit note\nCustomer''s ledger extract', 'system:migration'),
    ('ORDER_MISSING', 'PO or SO missing at the customer', 'ACCOUNT_MANAGER', E'Purchase order or service order\nProof of hand-over', 'system:migration'),
    ('NOT_RECEIVED', 'Invoice not received', 'FINANCE', E'Proof of submission\nAcknowledgement', 'system:migration');

create trigger dispute_reason_is_append_only before delete or truncate on dispute_reason
    for each statement execute function refuse_change();
grant select, insert, update (label, default_owner, evidence, retired_at, version) on dispute_reason to circledesk_app;
select audit_table('dispute_reason');

-- The life of a dispute: which stage may follow which, and where a reason must be given.
create table dispute_status (
    status text primary key,
    position integer not null constraint dispute_status_position_is_unique unique,
    is_open boolean not null,
    takes_lines boolean not null
);
comment on column dispute_status.is_open is 'What it claims counts as disputed.';
comment on column dispute_status.takes_lines is 'Lines may still be added, and amounts decided.';
insert into dispute_status values
    ('RAISED', 1, true, true), ('VALIDATING', 2, true, true), ('JOINT_MEETING', 3, true, true), ('DECIDED', 4, true, false),
    ('NOTE_REQUESTED', 5, true, false), ('APPROVED', 6, true, false), ('ISSUED', 7, true, false),
    ('ACCOUNTED', 8, true, false), ('CLOSED', 9, false, false), ('WITHDRAWN', 10, false, false);

create table dispute_transition (
    from_status text not null references dispute_status,
    to_status text not null references dispute_status,
    needs_reason boolean not null,
    primary key (from_status, to_status)
);
insert into dispute_transition values
    ('RAISED', 'VALIDATING', false), ('VALIDATING', 'JOINT_MEETING', false),
    ('VALIDATING', 'DECIDED', true), ('JOINT_MEETING', 'DECIDED', true),
    ('DECIDED', 'NOTE_REQUESTED', false), ('NOTE_REQUESTED', 'APPROVED', false), ('APPROVED', 'ISSUED', false),
    ('ISSUED', 'ACCOUNTED', false), ('ACCOUNTED', 'CLOSED', false), ('DECIDED', 'CLOSED', true),
    ('RAISED', 'WITHDRAWN', true), ('VALIDATING', 'WITHDRAWN', true), ('JOINT_MEETING', 'WITHDRAWN', true),
    ('DECIDED', 'WITHDRAWN', true),
    ('DECIDED', 'VALIDATING', true), ('NOTE_REQUESTED', 'DECIDED', true), ('APPROVED', 'DECIDED', true),
    ('CLOSED', 'VALIDATING', true), ('WITHDRAWN', 'VALIDATING', true);
grant select on dispute_status, dispute_transition to circledesk_app;

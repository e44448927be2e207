-- What matching proposes: derived from the books and written anew when they change, so it is not audited. What people said of it
-- (refused, learned, posted by itself) is kept and audited.
create table proposal (
    receipt_id bigint primary key references receipt,
    account_id bigint not null,
    circle text not null,
    rest numeric(15, 2) not null constraint proposal_rest_is_positive check (rest > 0),
    confidence text not null constraint proposal_confidence_is_known check (confidence in ('POSSIBLE', 'LIKELY', 'CERTAIN')),
    evidence text[] not null constraint proposal_has_evidence check (cardinality(evidence) > 0),
    rate_percent numeric(5, 2) constraint proposal_rate_in_range check (rate_percent between 0 and 100),
    rate_on_gross boolean,
    on_account numeric(15, 2) not null constraint proposal_on_account_within_rest check (on_account >= 0 and on_account <= rest),
    proposed_at timestamptz not null default app_now(),
    constraint proposal_rate_is_whole check ((rate_percent is null) = (rate_on_gross is null)),
    foreign key (account_id, circle) references account (id, circle)
);
create index proposal_by_account on proposal (account_id);

create table proposal_line (
    receipt_id bigint not null,
    position integer not null constraint proposal_line_position_is_positive check (position > 0),
    invoice_id bigint not null references invoice,
    account_id bigint not null,
    circle text not null,
    cash numeric(15, 2) not null constraint proposal_line_cash_not_negative check (cash >= 0),
    tds numeric(15, 2) not null constraint proposal_line_tds_not_negative check (tds >= 0),
    gst_tds numeric(15, 2) not null constraint proposal_line_gst_tds_not_negative check (gst_tds >= 0),
    deduction numeric(15, 2) not null constraint proposal_line_deduction_not_negative check (deduction >= 0),
    short_by numeric(15, 2) not null constraint proposal_line_short_by_not_negative check (short_by >= 0),
    primary key (receipt_id, position),
    constraint proposal_line_invoice_once unique (receipt_id, invoice_id),
    constraint proposal_line_of_its_proposal foreign key (receipt_id) references proposal on delete cascade
);
comment on table proposal_line is 'Cash, tax, deduction and what it is short by were all that was open of the invoice.';
create index proposal_line_by_invoice on proposal_line (invoice_id);

-- Which books were matched, and what of the ledger was seen then.
create table matched_account (
    account_id bigint primary key,
    circle text not null,
    seen pg_snapshot not null default pg_current_snapshot(),
    matched_at timestamptz not null default app_now(),
    foreign key (account_id, circle) references account (id, circle)
);

create table refused_proposal (
    id bigint generated always as identity primary key,
    receipt_id bigint not null references receipt,
    account_id bigint not null,
    circle text not null,
    invoices bigint[] not null constraint refused_proposal_names_invoices check (cardinality(invoices) > 0),
    reason text constraint refused_proposal_reason_length check (length(reason) between 1 and 500),
    refused_at timestamptz not null default app_now(),
    refused_by text not null default app_actor(),
    constraint refused_proposal_once unique (receipt_id, invoices),
    foreign key (account_id, circle) references account (id, circle)
);
comment on column refused_proposal.invoices is 'Rising. This set is not proposed for this receipt again.';
create index refused_proposal_by_account on refused_proposal (account_id);

-- How a customer pays, learned from proposals that somebody confirmed. Whoever doubts a rule switches it off.
create table payment_habit (
    id bigint generated always as identity primary key,
    account_id bigint not null,
    circle text not null,
    kind text not null constraint payment_habit_kind_is_known
        check (kind in ('OLDEST_FIRST', 'SINGLE_INVOICES', 'WHOLE_PERIODS', 'TAX_RATE')),
    rate_percent numeric(5, 2) constraint payment_habit_rate_in_range check (rate_percent between 0 and 100),
    rate_on_gross boolean,
    seen integer not null default 0 constraint payment_habit_seen_not_negative check (seen >= 0),
    otherwise integer not null default 0 constraint payment_habit_otherwise_not_negative check (otherwise >= 0),
    learned_at timestamptz not null default app_now(),
    off_at timestamptz,
    off_by text,
    constraint payment_habit_rate_is_whole
        check ((kind = 'TAX_RATE') = (rate_percent is not null) and (kind = 'TAX_RATE') = (rate_on_gross is not null)),
    constraint payment_habit_off_is_whole check ((off_at is null) = (off_by is null)),
    foreign key (account_id, circle) references account (id, circle)
);
comment on column payment_habit.seen is 'Confirmed proposals that paid so; otherwise: those since the first that did not.';
create unique index payment_habit_once on payment_habit
    (account_id, kind, coalesce(rate_percent, -1), coalesce(rate_on_gross, false));

-- Accounts of which certain proposals are posted without a person; for all others that is a person's to confirm.
create table auto_posting (
    account_id bigint primary key,
    circle text not null,
    turned_on_at timestamptz not null default app_now(),
    turned_on_by text not null default app_actor(),
    foreign key (account_id, circle) references account (id, circle)
);

create trigger refused_proposal_is_append_only before update or delete or truncate on refused_proposal
    for each statement execute function refuse_change();

-- A proposal, its receipt and its invoices are of one account: money never crosses.
create function proposal_within_one_account() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    if tg_table_name = 'proposal' then
        perform from new_rows n left join receipt r on r.id = n.receipt_id
        where (r.account_id, r.circle) is distinct from (n.account_id, n.circle);
        if found then
            raise exception 'A proposal is of the account of its receipt.'
                using errcode = 'foreign_key_violation', constraint = 'proposal_within_one_account', table = 'proposal';
        end if;
    elsif tg_table_name = 'proposal_line' then
        perform from new_rows n
        left join proposal p on p.receipt_id = n.receipt_id
        left join invoice i on i.id = n.invoice_id
        where (i.account_id, i.circle) is distinct from (n.account_id, n.circle) or p.account_id is distinct from n.account_id;
        if found then
            raise exception 'A proposal and its invoices are of one account.'
                using errcode = 'foreign_key_violation', constraint = 'proposal_line_within_one_account', table = 'proposal_line';
        end if;
    else
        perform from new_rows n
        left join receipt r on r.id = n.receipt_id
        cross join unnest(n.invoices) v (id) left join invoice i on i.id = v.id
        where (r.account_id, r.circle) is distinct from (n.account_id, n.circle)
           or (i.account_id, i.circle) is distinct from (n.account_id, n.circle);
        if found then
            raise exception 'What is refused is of the account of its receipt.'
                using errcode = 'foreign_key_violation', constraint = 'refused_proposal_within_one_account', table = 'refused_proposal';
        end if;
    end if;
    return null;
end $$;
revoke execute on function proposal_within_one_account() from public;
create trigger proposal_within_one_account after insert on proposal referencing new table as new_rows
    for each statement execute function proposal_within_one_account();
create trigger proposal_line_within_one_account after insert on proposal_line referencing new table as new_rows
    for each statement execute function proposal_within_one_account();
create trigger refused_proposal_within_one_account after insert on refused_proposal referencing new table as new_rows
    for each statement execute function proposal_within_one_account();

select guard_circle('proposal'), guard_circle('proposal_line'), guard_circle('matched_account'),
       guard_circle('refused_proposal'), guard_circle('payment_habit'), guard_circle('auto_posting');
grant select, insert, delete on proposal, proposal_line, auto_posting to circledesk_app;
grant select, insert, update, delete on matched_account to circledesk_app;
grant select, insert on refused_proposal, payment_habit to circledesk_app;
grant update (seen, otherwise, off_at, off_by) on payment_habit to circledesk_app;
select audit_table('refused_proposal'), audit_table('payment_habit'), audit_table('auto_posting');

-- Proposals that still say what is so: the receipt has that rest, and of each invoice that much is open.
create view standing_proposal with (security_invoker = true) as
    select p.*
    from proposal p
    join on_account_item r on r.document_type = 'RECEIPT' and r.document_id = p.receipt_id and r.rest = p.rest
    where not exists (
        select from proposal_line l
        left join open_item o on o.invoice_id = l.invoice_id
        where l.receipt_id = p.receipt_id
          and coalesce(o.open_amount, 0) <> l.cash + l.tds + l.gst_tds + l.deduction + l.short_by);
grant select on standing_proposal to circledesk_app;

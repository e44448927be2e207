-- Why letters list an invoice again before its day: said by who ends it; a suppression that another one replaced says nothing.
alter table letter_suppression add ended_why text
    constraint letter_suppression_ended_why_length check (length(ended_why) between 1 and 300);
alter table letter_suppression add constraint letter_suppression_why_it_ended_once_ended check (ended_why is null or ended_at is not null);
grant update (ended_why) on letter_suppression to circledesk_app;

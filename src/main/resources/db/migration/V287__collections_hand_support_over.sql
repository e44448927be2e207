-- A request is handed over to another desk and person with a reason; its days stay as they are.
grant update (desk) on support_request to circledesk_app;
alter table support_event add constraint support_event_handed_over_says_why check (kind <> 'HANDED_OVER' or remark is not null);

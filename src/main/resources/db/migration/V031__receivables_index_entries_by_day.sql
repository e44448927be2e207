-- What moved since a past day: how its open items and unapplied rests are found from today's.
create index ledger_entry_by_day on ledger_entry (effective_on);

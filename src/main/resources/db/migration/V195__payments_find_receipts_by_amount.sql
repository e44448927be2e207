-- An advice without the transfer's reference looks for its credit whenever one may have come.
create index receipt_by_amount on receipt (amount, received_on);

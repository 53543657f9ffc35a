-- A way in for those who ask about one account's batches. Its events are found by reading their months: an index on them by
-- account would cost each import as much again as writing the events does.
create index credit_batch_account on credit_batch (account_no);

-- What an export is asked for stands in its query, where the planner sees it.
drop function asked_account(text);
drop function asked_cycle(date);

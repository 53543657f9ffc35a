-- Ways in for those who ask about one account: its events, its batches. An account's events of a month lie scattered among
-- those of all others, so a reader of one account would otherwise read the month whole.
create index usage_event_account on usage_event (account_no);
create index credit_batch_account on credit_batch (account_no);

-- What an export is asked for stands in its query, where the planner sees it.
drop function asked_account(text);
drop function asked_cycle(date);

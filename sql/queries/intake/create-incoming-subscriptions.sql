-- Once for each block of a file, empty.
create temp table if not exists incoming_subscription (position int, account_no int, plan_id text, starts_on date, ends_on date)
on commit drop;
truncate incoming_subscription

create temp table incoming_subscription (position int, account_no int, plan_id text, starts_on date, ends_on date)
on commit drop

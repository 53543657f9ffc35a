copy incoming_subscription (position, account_no, plan_id, starts_on, ends_on) from stdin

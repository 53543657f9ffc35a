insert into subscription (account_no, plan_id, starts_on, ends_on)
select account_no, plan_id, starts_on, ends_on
from incoming_subscription
order by position
on conflict (account_no, starts_on, plan_id) do update set ends_on = excluded.ends_on

-- All that the posted runs saw rolled up, by account and day.
create temp table usage_sum on commit drop as
select r.account_no, u.bears_on, sum(u.credits) as credits
from usage_rollup r
join account_state s on s.account_no = r.account_no and r.run_no <= s.posted_run
cross join lateral unnest(r.days, r.amounts) as u (bears_on, credits)
group by r.account_no, u.bears_on

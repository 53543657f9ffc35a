-- All that the posted runs saw rolled up, by account and day.
create temp table usage_sum on commit drop as
select r.account_no, r.bears_on, sum(r.credits) as credits
from rolled_usage r
join account_state s on s.account_no = r.account_no and r.run_no <= s.posted_run
group by r.account_no, r.bears_on

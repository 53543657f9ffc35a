-- Accounts that are parked still: what later runs posted is mended.
select count(distinct p.account_no)
from parked p
join account_state s on s.account_no = p.account_no
where p.run_no > coalesce(s.posted_run, 0)

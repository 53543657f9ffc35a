select a.account_id, t.first_day as cycle, t.threshold, t.used, t.allocation, t.run_no as run_id
from alert t
join account a on a.account_no = t.account_no
where asked_account(a.account_id) and asked_cycle(t.first_day)
order by a.account_id, t.first_day, t.threshold

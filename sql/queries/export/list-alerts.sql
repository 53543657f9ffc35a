select a.account_id, t.first_day as cycle, t.threshold, t.used, t.allocation, t.run_no as run_id
from alert t
join account a on a.account_no = t.account_no
where (cast(:accounts as int[]) is null or t.account_no = any (cast(:accounts as int[])))
  and (cast(:month as date) is null
       or t.first_day >= cast(:month as date) and t.first_day < cast(:next_month as date))
order by a.account_id, t.first_day, t.threshold

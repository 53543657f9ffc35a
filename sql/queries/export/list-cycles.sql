select a.account_id, c.first_day as cycle, iso(c.from_at) as "from", iso(c.until_at) as until, c.state,
       nullif(c.plan_id, '') as plan_id, c.allocated, c.rated, c.consumed, c.uncovered, c.expired, c.rolled_over,
       c.voided, c.debt
from cycle c
join account a on a.account_no = c.account_no
where (cast(:accounts as int[]) is null or c.account_no = any (cast(:accounts as int[])))
  and (cast(:month as date) is null
       or c.first_day >= cast(:month as date) and c.first_day < cast(:next_month as date))
  and (cast(:from_day as date) is null or c.first_day >= cast(:from_day as date))
  and (cast(:until_day as date) is null or c.first_day < cast(:until_day as date))
order by a.account_id, c.first_day

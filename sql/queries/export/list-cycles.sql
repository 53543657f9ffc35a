select a.account_id, c.first_day as cycle, iso(c.from_at) as "from", iso(c.until_at) as until, c.state,
       nullif(c.plan_id, '') as plan_id, c.allocated, c.rated, c.consumed, c.uncovered, c.expired, c.rolled_over,
       c.voided, c.debt
from cycle c
join account a on a.account_no = c.account_no
where asked_account(a.account_id) and asked_cycle(c.first_day)
order by a.account_id, c.first_day

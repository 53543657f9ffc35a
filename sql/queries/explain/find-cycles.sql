select c.account_no, c.first_day, c.until_day, c.from_at, c.until_at, c.kind::text, c.state::text, c.plan_id, c.allocated,
       c.rated, c.consumed, c.uncovered, c.expired, c.rolled_over, c.voided, c.debt, r.run_no, r.job, r.as_of
from cycle c
join run r on r.run_no = c.run_no
where c.account_no = any (:accounts)
order by c.account_no, c.first_day

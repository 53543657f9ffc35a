-- The cycles of an account leave no gap and do not overlap.
select c.account_no, p.first_day, p.until_day, c.first_day as next_day
from cycle_after c
cross join lateral (
    select first_day, until_day from cycle p
    where p.account_no = c.account_no and p.first_day < c.first_day
    order by p.first_day desc
    limit 1
) p
where p.until_day <> c.first_day

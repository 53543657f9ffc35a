-- rated = consumed + uncovered + change of debt, cycle by cycle.
select c.account_no, c.first_day, c.rated, c.consumed, c.uncovered, c.debt, p.debt as debt_before
from cycle_after c
left join lateral (
    select debt from cycle p
    where p.account_no = c.account_no and p.first_day < c.first_day
    order by p.first_day desc
    limit 1
) p on true
where c.rated <> c.consumed + c.uncovered + c.debt - coalesce(p.debt, 0)

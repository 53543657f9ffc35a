-- The cycles of the accounts that the run posts, as they stand now, each with what it has to follow; not those that were closed
-- before.
create temp table cycle_after on commit drop as
select c.*, p.until_day as until_before, p.debt as debt_before
from (
    select c.*
    from cycle c
    join stage_account a on a.run_no = :run and a.account_no = c.account_no and a.parked is null
    where c.state <> 'closed'
    union all
    select c.*
    from stage_cycle s
    join cycle c on c.account_no = s.account_no and c.first_day = s.first_day
    where s.run_no = :run and s.state = 'closed'
) c
left join lateral (
    select until_day, debt from cycle p
    where p.account_no = c.account_no and p.first_day < c.first_day
    order by p.first_day desc
    limit 1
) p on true

-- The cycles of the accounts that the run posts, as they stand now; not those that were closed before.
create temp table cycle_after on commit drop as
select c.*
from cycle c
join stage_account a on a.run_no = :run and a.account_no = c.account_no and a.parked is null
where c.state <> 'closed'
union all
select c.*
from stage_cycle s
join cycle c on c.account_no = s.account_no and c.first_day = s.first_day
where s.run_no = :run and s.state = 'closed'

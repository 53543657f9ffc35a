-- The cycles of the accounts that the run posts, as they stand now; not those that were closed before.
create temp table cycle_after on commit drop as
select c.*
from cycle c
join stage_account a on a.run_no = :run and a.account_no = c.account_no and a.parked is null
where c.state <> 'closed' or c.run_no = :run

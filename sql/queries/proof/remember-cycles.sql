-- The cycles that the run may change, as they stand before it.
create temp table cycle_before on commit drop as
select c.account_no, c.first_day, c.until_day, c.allocated, c.rated, c.consumed, c.expired, c.rolled_over, c.voided
from cycle c
join stage_account a on a.run_no = :run and a.account_no = c.account_no and a.parked is null
where c.state <> 'closed'

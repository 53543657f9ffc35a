update credit_batch b
set settled = true
from stage_account a
cross join lateral unnest(a.settled) as n (batch_no)
where a.run_no = :run and a.parked is null and b.batch_no = n.batch_no

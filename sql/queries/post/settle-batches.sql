update credit_batch b
set settled = true
from stage_account a
cross join lateral unnest(a.settled) as n (batch_no)
where a.run_no = :run and b.batch_no = n.batch_no

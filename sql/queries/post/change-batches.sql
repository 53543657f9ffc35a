-- Batches that stood before and come out otherwise now; of imported ones only when they begin and end can.
update credit_batch b
set class = s.class, allocated = s.allocated, nominal_at = s.nominal_at, effective_at = s.effective_at,
    expires_at = s.expires_at, value = s.value, origin_batch_id = s.origin_batch_id
from stage_batch s
where s.run_no = :run and not s.fresh and b.batch_no = s.batch_no

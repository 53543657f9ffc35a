-- Derived batches that stood before and come out otherwise now.
update credit_batch b
set class = s.class, allocated = s.allocated, nominal_at = s.nominal_at, effective_at = s.effective_at,
    expires_at = s.expires_at, value = s.value, origin_batch_id = s.origin_batch_id
from stage_batch s
where s.run_no = :run and s.derived and not s.fresh and b.batch_no = s.batch_no
  and (b.class, b.allocated, b.nominal_at, b.effective_at, b.expires_at, b.value, b.origin_batch_id)
      is distinct from (s.class, s.allocated, s.nominal_at, s.effective_at, s.expires_at, s.value, s.origin_batch_id)

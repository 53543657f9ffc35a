update credit_batch b
set effective_at = s.effective_at, expires_at = s.expires_at
from stage_batch s
where s.run_no = :run and not s.derived and b.batch_no = s.batch_no
  and (b.effective_at, b.expires_at) is distinct from (s.effective_at, s.expires_at)

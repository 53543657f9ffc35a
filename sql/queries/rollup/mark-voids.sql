update usage_void v
set run_no = :run
from void_target t
where v.account_no = t.account_no and v.event_id = t.void_id

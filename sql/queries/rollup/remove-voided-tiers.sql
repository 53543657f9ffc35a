update tiered_event t
set voided_run = :run
from void_target e
where t.account_no = e.account_no and t.event_id = e.event_id

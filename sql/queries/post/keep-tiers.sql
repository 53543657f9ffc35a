update tiered_event t
set credits = s.credits
from stage_tiered s
where s.run_no = :run and t.account_no = s.account_no and t.bears_on = s.bears_on and t.event_id = s.event_id

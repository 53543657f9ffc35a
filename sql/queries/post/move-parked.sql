update account_state s
set dirty_on = least(s.dirty_on, a.dirty_on, coalesce(s.closed_on, date '1970-01-01'))
from stage_account a
where a.run_no = :run and a.parked is not null and a.account_no = s.account_no

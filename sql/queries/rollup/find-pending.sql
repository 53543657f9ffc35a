-- What is pending, for statements to be planned by, and whether any of it can lie in closed time.
select array_agg(load_no) as loads, min(min_at) as earliest,
       coalesce(min(min_at) < (select max(closed_until) from account_state), false) as late
from pending_load

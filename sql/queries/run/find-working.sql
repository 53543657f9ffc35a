-- Of these sessions, those that the server works for: it is not done, and does not wait for its client.
select pid
from pg_stat_activity
where pid = any (?) and state in ('active', 'disabled') and wait_event_type is distinct from 'Client'

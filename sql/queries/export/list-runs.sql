select run_no as run_id, job, identity, iso(as_of) as as_of, shown as state, iso(started_at) as started_at,
       iso(ended_at) as ended_at, (counts ->> 'accounts') as accounts, (counts ->> 'parked') as parked,
       (counts ->> 'events') as events, (counts ->> 'entries') as entries,
       (counts ->> 'cycles_closed') as cycles_closed, (counts ->> 'invoices') as invoices
from seen_run
where (cast(:from_at as timestamptz) is null or as_of >= cast(:from_at as timestamptz))
  and (cast(:until_at as timestamptz) is null or as_of < cast(:until_at as timestamptz))
order by run_no

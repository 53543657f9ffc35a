select run_no, job, identity, as_of, shown as state, live, started_at, ended_at, started_by, catalog,
       coalesce(cast(counts ->> 'parked' as bigint), 0) as parked, message
from seen_run
where run_no = :run

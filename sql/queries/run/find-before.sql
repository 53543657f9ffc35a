-- The last run of a job over all accounts that posted before an instant.
select run_no, job, identity, as_of, shown as state, live, started_at, ended_at, started_by, catalog,
       coalesce(cast(counts ->> 'parked' as bigint), 0) as parked, message
from seen_run
where job = :job and state = 'posted' and identity = to_char(as_of at time zone 'UTC', 'YYYY-MM-DD') and as_of < :as_of
order by as_of desc
limit 1

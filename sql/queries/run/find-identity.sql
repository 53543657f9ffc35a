select run_no, job, identity, as_of, cast(state as text) as state, catalog, closes, closing, started_by, steps, message
from run
where job = :job and identity = :identity and state in ('running', 'failed', 'posted', 'refused')
order by run_no desc
limit 1

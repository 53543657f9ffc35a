-- Runs that began and did not post; those that closed anything first say what month waits for them.
select run_no, job, identity, as_of, cast(state as text) as state, catalog, closes, closing, started_by, steps, message
from run
where state in ('running', 'failed', 'refused')
order by as_of, run_no
